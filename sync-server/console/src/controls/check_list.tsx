// Several of a list, as check boxes.
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox, CheckboxGroup, FieldError, Label } from 'react-aria-components';
import type { Choice } from '../staff/schema';

export function CheckMark({ value, children, isSelected, onChange }: {
  value?: string;
  children: ReactNode;
  isSelected?: boolean;
  onChange?: (isSelected: boolean) => void;
}) {
  return (
    <Checkbox value={value} className="check" isSelected={isSelected} onChange={onChange}>
      <span className="check-box">
        <Check aria-hidden />
      </span>
      {children}
    </Checkbox>
  );
}

export function CheckList({ label, choices, values, onChange, error, isLabelHidden }: {
  label: string;
  choices: Choice[];
  values: string[];
  onChange: (values: string[]) => void;
  error?: string;
  isLabelHidden?: boolean;
}) {
  return (
    <CheckboxGroup className="field check-list" value={values} onChange={onChange} isInvalid={Boolean(error)} validationBehavior="aria">
      <Label className={isLabelHidden ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <div className="check-choices">
        {choices.map((choice) => (
          <CheckMark key={choice.id} value={choice.id}>
            {choice.label}
          </CheckMark>
        ))}
      </div>
      <FieldError className="field-error">{error}</FieldError>
    </CheckboxGroup>
  );
}
