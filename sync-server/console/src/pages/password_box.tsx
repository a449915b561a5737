// A password field that can be shown.
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { TextBox } from '../controls/text_box';
import { useWords } from '../words';

export function PasswordBox({ value, onChange, hint, error, isNew }: {
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  error?: string;
  isNew?: boolean;
}) {
  const words = useWords();
  const [isShown, setShown] = useState(false);
  return (
    <div className="password">
      <TextBox
        label={words.password}
        type={isShown ? 'text' : 'password'}
        name="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        value={value}
        onChange={onChange}
        hint={hint}
        error={error}
        isRequired
      />
      <ToggleButton className="password-eye" isSelected={isShown} onChange={setShown} aria-label={isShown ? words.hidePassword : words.showPassword}>
        {isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
      </ToggleButton>
    </div>
  );
}
