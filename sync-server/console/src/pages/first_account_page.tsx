// The first administrator of a new server, with the code that its set-up printed.
import { Code } from '@connectrpc/connect';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../controls/button';
import { TextBox } from '../controls/text_box';
import { hasCode, sentenceOf, staff, troubleOf } from '../staff/client';
import { keys } from '../staff/queries';
import { useWords } from '../words';
import { OuterCard } from './outer_card';
import { PasswordBox } from './password_box';
import { passwordStrength } from './password_strength';

export function FirstAccountPage() {
  const words = useWords();
  const queryClient = useQueryClient();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [wasTried, setTried] = useState(false);
  const create = useMutation({
    mutationKey: ['enter'],
    mutationFn: () => staff.createFirstAccount({ code: code.trim(), name: name.trim(), password }),
    onSuccess: async ({ account }) => {
      queryClient.setQueryData(keys.me, { account });
      await queryClient.invalidateQueries({ queryKey: keys.status });
    },
  });
  const strength = passwordStrength(password);
  const missing = (value: string) => (wasTried && value.trim() === '' ? words.requiredMissing : undefined);
  const submit = () => {
    setTried(true);
    if (code.trim() && name.trim() && password && !create.isPending) create.mutate();
  };
  const isWrongCode = hasCode(create.error, Code.PermissionDenied, Code.Unauthenticated, Code.NotFound);
  const problem = create.error && !isWrongCode && (troubleOf(create.error) === 'away' ? words.awayTitle : sentenceOf(create.error));
  return (
    <OuterCard title={words.firstTitle} under={words.firstText}>
      <Form
        className="outer-form"
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextBox
          label={words.firstCode}
          name="code"
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
          error={isWrongCode ? words.firstWrongCode : missing(code)}
          isRequired
          autoFocus
        />
        <TextBox label={words.firstName} name="username" autoComplete="username" value={name} onChange={setName} hint={words.firstNameHint} error={missing(name)} isRequired />
        <PasswordBox value={password} onChange={setPassword} hint={words.passwordHint} error={missing(password)} isNew />
        <div className="strength" aria-live="polite">
          <span className={`strength-bar strength-${password ? strength : 'none'}`} aria-hidden />
          {password !== '' && <span>{`${words.strengthLabel}: ${words.strength[strength]}`}</span>}
        </div>
        {problem && (
          <p className="form-error" role="alert">
            {problem}
          </p>
        )}
        <Button type="submit" weight="primary">
          {words.firstCreate}
        </Button>
      </Form>
    </OuterCard>
  );
}
