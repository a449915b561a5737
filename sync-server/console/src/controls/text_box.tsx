// A labelled text field with hint and error, one line or several.
import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';

interface TextBoxProps {
  label: ReactNode;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  error?: string;
  rows?: number;
  type?: 'text' | 'password' | 'tel' | 'email' | 'date' | 'number';
  autoComplete?: HTMLInputAutoCompleteAttribute;
  maxLength?: number;
  isRequired?: boolean;
  autoFocus?: boolean;
  name?: string;
  isLabelHidden?: boolean;
}

export function TextBox(props: TextBoxProps) {
  const { label, value, onChange, hint, error, rows, maxLength, isLabelHidden, ...rest } = props;
  // Values may be of any script; phone numbers and dates read from the left in all of them.
  const direction = rest.type === 'tel' || rest.type === 'email' || rest.type === 'date' ? 'ltr' : 'auto';
  return (
    <TextField {...rest} value={value} onChange={onChange} isInvalid={Boolean(error)} validationBehavior="aria" className="field">
      <Label className={isLabelHidden ? 'visually-hidden' : 'field-label'}>{label}</Label>
      {rows ? <TextArea className="input" rows={rows} dir="auto" maxLength={maxLength} /> : <Input className="input" dir={direction} maxLength={maxLength} />}
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
