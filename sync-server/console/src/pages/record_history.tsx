// The history of a record and of what belongs to it: what was written together stands together.
import { useState } from 'react';
import type { GetRecordResponse, HistoryLine, Record } from '../gen/foyer/staff/v1/staff_pb';
import { Button } from '../controls/button';
import { valuesText } from '../fields/field_value';
import { stepsOf } from '../fields/history_steps';
import { originText } from '../fields/origin';
import { useSession } from '../shell/session';
import { useSpeech } from '../words';
import { whenFull } from '../words/time';

// More is folded away: the last steps are what staff look for.
const groupsShown = 6;

export function RecordHistory({ found, all }: { found: GetRecordResponse; all: Record[] }) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  const [isWhole, setWhole] = useState(false);
  const typeOf = (line: HistoryLine) => all.find((one) => one.recordId === line.recordId)?.type ?? found.record?.type ?? '';
  const remark = schema.remarkType()?.type.name;
  const lines = found.history.filter((line) => {
    const field = schema.field(typeOf(line), line.field);
    // References, times and remarks are shown where they belong.
    return typeOf(line) !== remark && !field?.refersTo && !field?.time;
  });
  const steps = stepsOf(lines);
  // Of several records of one type, such as consents, each is told in one line.
  const isOneOfMany = (line: HistoryLine) => {
    const type = typeOf(line);
    return type !== found.record?.type && found.related.filter((one) => one.type === type).length > 1;
  };
  const sumLine = (own: HistoryLine[]) => {
    const type = typeOf(own[0]!);
    const telling = own.filter((line) => schema.field(type, line.field)?.required);
    const texts = (telling.length > 0 ? telling : own).map((line) => valuesText(schema, schema.field(type, line.field), line.values, language, words));
    return (
      <p key={own[0]!.recordId}>
        <span className="history-label">{`${schema.typeLabel(type, language)}: `}</span>
        <bdi className="history-value">{texts.join(': ')}</bdi>
      </p>
    );
  };
  const shown = isWhole ? steps : steps.slice(0, groupsShown);
  return (
    <section className="card pad">
      <h2>{words.history}</h2>
      {steps.length === 0 && <p className="quiet">{words.historyEmpty}</p>}
      <ol className="history">
        {shown.map((step, index) => (
          <li key={index} className={`history-${step.event}`}>
            <time>{step.atMs > 0 ? whenFull(step.atMs, language) : ''}</time>
            <div className="history-values">
              {step.lines
                .filter((line) => !isOneOfMany(line))
                .map((line, place) => (
                  <StepLine key={place} line={line} typeName={typeOf(line)} />
                ))}
              {[...new Set(step.lines.filter(isOneOfMany).map((line) => line.recordId))].map((recordId) =>
                sumLine(step.lines.filter((line) => line.recordId === recordId)),
              )}
            </div>
            {step.event !== 'conflict' && <p className="quiet">{originText(step.lines[0]?.origin, words)}</p>}
          </li>
        ))}
      </ol>
      {shown.length < steps.length && (
        <Button className="history-more" onPress={() => setWhole(true)}>
          {words.historyAll(steps.length)}
        </Button>
      )}
    </section>
  );
}

function StepLine({ line, typeName }: { line: HistoryLine; typeName: string }) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  const values = valuesText(schema, schema.field(typeName, line.field), line.values, language, words) || words.cleared;
  const texts: { [event: string]: string } = { conflict: words.eventConflict, resolved: words.eventResolved(values) };
  return (
    <p>
      <span className="history-label">{`${schema.labelOfFieldName(typeName, line.field, language).replace(/[?:]$/, '')}: `}</span>
      <bdi className="history-value">{texts[line.event] ?? values}</bdi>
    </p>
  );
}
