// Who wrote something, where and when; a line of a history.
import { MonitorSmartphone, Server, UserRound } from 'lucide-react';
import type { FieldType, HistoryLine, Origin } from '../gen/foyer/staff/v1/staff_pb';
import type { Schema } from '../staff/schema';
import { useSpeech, type Language } from '../words';
import type { Words } from '../words/de';
import { clockTime, whenFull, whenShort } from '../words/time';
import { arrivedMs, inOrderOfArrival } from './history_steps';
import { valuesText } from './field_value';

// Shorter ways from kiosk to server are not worth telling.
const delayShownMs = 60_000;

// Kiosks are often called "Kiosk 2": the word is not said twice.
function kioskText(name: string, words: Words): string {
  return words.byKiosk(name.replace(/^kiosk\b\s*/iu, ''));
}

export function originText(origin: Origin | undefined, words: Words): string {
  if (!origin || origin.kind === 'server') return words.byServer;
  if (origin.kind === 'staff') return origin.name ? words.byStaff(origin.name) : words.byStaffUnknown;
  const kiosk = kioskText(origin.name, words);
  return origin.bySlip ? words.byKioskSlip(kiosk) : kiosk;
}

export function originWhen(origin: Origin | undefined, language: Language, words: Words): string {
  const written = Number(origin?.writtenMs ?? 0);
  const received = Number(origin?.receivedMs ?? 0);
  if (written <= 0) return received > 0 ? whenShort(received, language) : '';
  const isLate = received - written > delayShownMs;
  if (!isLate) return whenShort(written, language);
  const isSameDay = new Date(received).toDateString() === new Date(written).toDateString();
  const arrival = isSameDay ? clockTime(received, language) : whenShort(received, language);
  return `${whenShort(written, language)}, ${words.arrived(arrival)}`;
}

export function OriginIcon({ kind }: { kind: string | undefined }) {
  if (kind === 'kiosk') return <MonitorSmartphone aria-hidden />;
  return kind === 'staff' ? <UserRound aria-hidden /> : <Server aria-hidden />;
}

interface HistoryListProps {
  lines: HistoryLine[];
  schema: Schema;
  fieldOfLine: (line: HistoryLine) => FieldType | undefined;
}

export function HistoryList({ lines, schema, fieldOfLine }: HistoryListProps) {
  const { words, language } = useSpeech();
  if (lines.length === 0) return <p className="quiet">{words.historyEmpty}</p>;
  return (
    <ol className="history">
      {inOrderOfArrival(lines).map((line, index) => {
        const at = line.event === 'conflict' ? arrivedMs(line) : Number(line.origin?.writtenMs || arrivedMs(line));
        const values = valuesText(schema, fieldOfLine(line), line.values, language, words) || words.cleared;
        const isDecision = line.event === 'resolved';
        return (
          <li key={index} className={`history-${line.event}`}>
            <time>{at > 0 ? whenFull(at, language) : ''}</time>
            <div>
              <p className="history-value">
                <bdi>{line.event === 'conflict' ? words.eventConflict : isDecision ? words.eventResolved(values) : values}</bdi>
              </p>
              {line.event !== 'conflict' && <p className="quiet">{originText(line.origin, words)}</p>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
