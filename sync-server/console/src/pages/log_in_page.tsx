// Login. The address stays as it was, so that staff come back to the page they were on.
import { Code } from '@connectrpc/connect';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../controls/button';
import { TextBox } from '../controls/text_box';
import { hasCode, sentenceOf, staff, troubleOf } from '../staff/client';
import { keys } from '../staff/queries';
import { useWords } from '../words';
import type { Words } from '../words/de';
import { OuterCard } from './outer_card';
import { PasswordBox } from './password_box';

function logInProblem(error: unknown, words: Words): string {
  if (hasCode(error, Code.Unauthenticated, Code.PermissionDenied, Code.NotFound, Code.InvalidArgument)) return words.logInWrong;
  if (hasCode(error, Code.ResourceExhausted)) return words.logInTooOften;
  return troubleOf(error) === 'away' ? `${words.awayTitle}. ${words.awayText}` : sentenceOf(error) || words.failedTitle;
}

export function LogInPage({ centre, hasEnded }: { centre: string; hasEnded: boolean }) {
  const words = useWords();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const logIn = useMutation({
    mutationKey: ['enter'],
    mutationFn: () => staff.logIn({ name, password }),
    onSuccess: ({ account }) => {
      queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.me[0] && query.queryKey[0] !== keys.status[0] });
      queryClient.setQueryData(keys.me, { account });
      void queryClient.invalidateQueries({ queryKey: keys.me });
    },
  });
  return (
    <OuterCard title={words.logInTitle} under={words.logInText(centre)}>
      {hasEnded && (
        <p className="outer-note" role="status">
          {words.sessionEnded}
        </p>
      )}
      <Form
        className="outer-form"
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          if (!logIn.isPending) logIn.mutate();
        }}
      >
        <TextBox label={words.accountName} name="username" autoComplete="username" value={name} onChange={setName} isRequired autoFocus />
        <PasswordBox value={password} onChange={setPassword} />
        {logIn.error && (
          <p className="form-error" role="alert">
            {logInProblem(logIn.error, words)}
          </p>
        )}
        <Button type="submit" weight="primary">
          {words.logIn}
        </Button>
      </Form>
    </OuterCard>
  );
}
