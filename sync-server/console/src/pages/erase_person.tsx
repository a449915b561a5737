// Erasing a person for good. It is folded away, says what goes, and asks once more; nobody does it by a slip of
// the hand.
import { useMutation } from '@tanstack/react-query';
import { ChevronDown, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../controls/button';
import { CheckMark } from '../controls/check_list';
import { useNotice } from '../controls/notice';
import { go, paths } from '../route';
import { useSession } from '../shell/session';
import { mayCall, methods, sentenceOf, staff, troubleOf } from '../staff/client';
import { useForget } from '../staff/queries';
import { useSpeech } from '../words';

export function ErasePerson({ recordId }: { recordId: string }) {
  const { words } = useSpeech();
  const { account } = useSession();
  const show = useNotice();
  const forget = useForget();
  const [isSure, setSure] = useState(false);
  const erase = useMutation({
    mutationFn: () => staff.eraseRecord({ recordId }),
    onSuccess: async ({ erased }) => {
      go(paths.inbox);
      await forget();
      show({ text: words.eraseDone(erased) });
    },
  });
  if (!mayCall(account, methods.eraseRecord)) return null;
  const problem = erase.error && (troubleOf(erase.error) === 'away' ? words.awayTitle : sentenceOf(erase.error) || words.failedTitle);
  return (
    <details className="card more-fields erase">
      <summary>
        <ChevronDown aria-hidden />
        {words.eraseTitle}
      </summary>
      <div className="pad settle">
        <p>{words.eraseText}</p>
        <CheckMark isSelected={isSure} onChange={setSure}>
          {words.eraseSure}
        </CheckMark>
        <div className="settle-ways">
          <Button isDisabled={!isSure} onPress={() => !erase.isPending && erase.mutate()}>
            <Trash2 aria-hidden />
            {words.erase}
          </Button>
        </div>
        {problem && (
          <p className="form-error" role="alert">
            {problem}
          </p>
        )}
      </div>
    </details>
  );
}
