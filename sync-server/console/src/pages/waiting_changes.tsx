// Changes made with a slip whose visit has not arrived: mostly its kiosk is without a line, and they go on by
// themselves. One that waits for ever can be discarded.
import { ChevronDown } from 'lucide-react';
import type { WaitingChange } from '../gen/foyer/staff/v1/staff_pb';
import { originText, originWhen } from '../fields/origin';
import { useWaitingChanges } from '../staff/queries';
import { useSpeech } from '../words';
import { Settle } from './settle';

export function WaitingChanges() {
  const { words } = useSpeech();
  const waiting = useWaitingChanges();
  const total = waiting.data?.total ?? 0;
  if (total === 0) return null;
  return (
    <section className="card record-card" aria-label={words.waitingTitle}>
      <h2>{`${words.waitingTitle} (${total})`}</h2>
      <p className="pad quiet">{words.waitingText}</p>
      {waiting.data?.changes.map((change) => (
        <WaitingLine key={change.changeId} change={change} />
      ))}
    </section>
  );
}

function WaitingLine({ change }: { change: WaitingChange }) {
  const { words, language } = useSpeech();
  return (
    <details className="more-fields record-line">
      <summary>
        <ChevronDown aria-hidden />
        <span>{`${originText(change.origin, words)} · ${originWhen(change.origin, language, words)} · ${words.waitingDays(change.days)}`}</span>
      </summary>
      <Settle changeId={change.changeId} content={[]} />
    </details>
  );
}
