// One of a list: the browser's own select, which every keyboard, phone and screen reader knows.
import { ChevronDown } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { Choice } from '../staff/schema';

interface SelectBoxProps {
  label: ReactNode;
  value: string;
  choices: Choice[];
  onChange: (value: string) => void;
  // Label of the empty choice; without it one must be chosen.
  emptyLabel?: string;
  error?: string;
  isDisabled?: boolean;
  autoFocus?: boolean;
  isLabelHidden?: boolean;
}

export function SelectBox(props: SelectBoxProps) {
  const { label, value, choices, onChange, emptyLabel, error, isDisabled, autoFocus, isLabelHidden } = props;
  const id = useId();
  const unknown = value !== '' && !choices.some((choice) => choice.id === value);
  return (
    <div className="field">
      <label className={isLabelHidden ? 'visually-hidden' : 'field-label'} htmlFor={id}>
        {label}
      </label>
      <span className="select">
        <select
          id={id}
          className="input"
          value={value}
          disabled={isDisabled}
          autoFocus={autoFocus}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => onChange(event.target.value)}
        >
          {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
          {unknown && <option value={value}>{value}</option>}
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.label}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden />
      </span>
      {error && (
        <span id={`${id}-error`} className="field-error">
          {error}
        </span>
      )}
    </div>
  );
}
