// A conflict as a question: the answers side by side with who, where and when, one tap to decide, the history
// under it. A decided one shows what holds and what was there before, and can be decided anew.
import { Code } from '@connectrpc/connect';
import { useMutation } from '@tanstack/react-query';
import { Pencil, Phone } from 'lucide-react';
import { useState } from 'react';
import type { CaseSummary, Field, HistoryLine, Origin } from '../gen/foyer/staff/v1/staff_pb';
import { Button } from '../controls/button';
import { useNotice } from '../controls/notice';
import { cleaned, FieldEditor } from '../fields/field_editor';
import { valuesText } from '../fields/field_value';
import { inOrderOfArrival } from '../fields/history_steps';
import { HistoryList, OriginIcon, originText, originWhen } from '../fields/origin';
import { violationText } from '../fields/violations';
import { go, paths } from '../route';
import { Page } from '../shell/page';
import { useSession } from '../shell/session';
import { hasCode, sentenceOf, staff, troubleOf } from '../staff/client';
import { useRefresh } from '../staff/queries';
import { dotsOf } from '../staff/schema';
import { useSpeech } from '../words';
import type { Words } from '../words/de';

interface ConflictProps {
  summary: CaseSummary;
  field: Field;
  history: HistoryLine[];
}

const changedCodes = [Code.Aborted, Code.FailedPrecondition];

function problemOf(error: Error, words: Words): string {
  if (hasCode(error, ...changedCodes)) return words.caseChanged;
  return troubleOf(error) === 'away' ? words.awayTitle : sentenceOf(error) || words.failedTitle;
}

interface Answer {
  key: string;
  values: string[];
  origin: Origin | undefined;
  holdsNow: boolean;
}

// While open: the versions that stand. Once decided: what holds, and the former answers from the history.
function answersOf(field: Field, history: HistoryLine[], isClosed: boolean): Answer[] {
  const standing = field.versions.map((version) => ({
    key: version.dot,
    values: version.values,
    origin: version.origin,
    holdsNow: isClosed,
  }));
  if (!isClosed) return standing;
  const seen = new Set(standing.map((answer) => answer.values.join('\n')));
  const former: Answer[] = [];
  for (const line of inOrderOfArrival(history).reverse()) {
    const text = line.values.join('\n');
    if (line.event === 'conflict' || seen.has(text)) continue;
    seen.add(text);
    former.push({ key: `${former.length}`, values: line.values, origin: line.origin, holdsNow: false });
  }
  return [...standing, ...former];
}

export function ConflictPage({ summary, field, history }: ConflictProps) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  const show = useNotice();
  const refresh = useRefresh();
  const [isTyping, setTyping] = useState(false);
  const isClosed = summary.closedMs > 0n;
  const type = schema.field(summary.recordType, summary.field);
  const label = schema.labelOfFieldName(summary.recordType, summary.field, language);
  const text = (values: string[]) => valuesText(schema, type, values, language, words) || words.emptyValue;

  // A decided case is decided anew by an edit that has seen what holds now.
  const decide = useMutation({
    mutationFn: async (values: string[]) => {
      const seen = dotsOf(field);
      if (!isClosed) return (await staff.resolveCase({ caseId: summary.caseId, values, seen })).violations;
      const edits = [{ name: summary.field, values, seen }];
      return (await staff.editRecord({ recordId: summary.recordId, edits })).violations;
    },
    onSuccess: async (violations, values) => {
      if (violations.length > 0) return;
      await refresh();
      setTyping(false);
      const link = { href: paths.case(summary.caseId), label: words.changeDecision };
      show({ text: isClosed ? words.decisionChanged(text(values)) : words.resolved(text(values)), link });
      if (!isClosed) go(paths.cases);
    },
    // Somebody else decided, or another answer arrived: what is there now is shown beside the reason.
    onError: async (error) => {
      if (hasCode(error, ...changedCodes)) await refresh();
    },
  });
  // A second tap while the first is under way decides nothing.
  const choose = (values: string[]) => {
    if (!decide.isPending) decide.mutate(values);
  };
  const failure = decide.error && problemOf(decide.error, words);
  const problem = failure ? failure : violationText(decide.data, summary.field, language);
  const answers = answersOf(field, history, isClosed);
  const before = isClosed ? words.decidedTitle : words.whichHolds;
  const after = isClosed ? '' : words.whichHoldsEnd;
  const openText = answers.length === 2 ? words.whichHolds2 : words.whichHoldsN(answers.length);
  return (
    <Page
      title={`${before}${summary.title}${after}`}
      heading={
        <>
          {before}
          <bdi>{summary.title}</bdi>
          {after}
        </>
      }
      trail={[{ href: paths.cases, label: words.cases }, { label: words.caseKinds[summary.kind] ?? '' }, { label }]}
      under={<p>{isClosed ? words.decidedText : openText}</p>}
    >
      <ul className={isClosed ? 'answers answers-decided' : 'answers'} aria-label={label}>
        {answers.map((answer, index) => (
          <AnswerCard key={answer.key} answer={answer} place={index} isClosed={isClosed} text={text(answer.values)} onChoose={() => choose(answer.values)} />
        ))}
      </ul>
      {problem && !isTyping && (
        <p className="form-error" role="alert">
          {problem}
        </p>
      )}
      {isTyping && type ? (
        <OtherAnswer
          field={field}
          typeName={summary.recordType}
          error={problem}
          onSave={choose}
          onCancel={() => setTyping(false)}
        />
      ) : (
        <div className="answer-actions">
          <Button onPress={() => setTyping(true)}>
            <Pencil aria-hidden />
            {words.enterOther}
          </Button>
          {!isClosed && (
            <Button
              onPress={() => {
                show({ text: words.leftOpen, link: { href: paths.case(summary.caseId), label: words.decide } });
                go(paths.record(summary.recordId));
              }}
            >
              <Phone aria-hidden />
              {words.askFirst}
            </Button>
          )}
        </div>
      )}
      <section className="card pad">
        <h2>{words.historyOf(label)}</h2>
        <HistoryList lines={history} schema={schema} fieldOfLine={() => type} />
      </section>
      <p>
        <a href={paths.record(summary.recordId)}>{words.openRecord}</a>
      </p>
    </Page>
  );
}

interface AnswerCardProps {
  answer: Answer;
  place: number;
  isClosed: boolean;
  text: string;
  onChoose: () => void;
}

function AnswerCard({ answer, place, isClosed, text, onChoose }: AnswerCardProps) {
  const { words, language } = useSpeech();
  return (
    <li className={`card answer answer-${place % 4} ${answer.holdsNow ? 'answer-holds' : ''}`}>
      <p className="answer-origin">
        <OriginIcon kind={answer.origin?.kind} />
        <bdi>{originText(answer.origin, words)}</bdi>
        <span className="answer-when">{originWhen(answer.origin, language, words)}</span>
      </p>
      <p className="answer-value">
        <bdi>{text}</bdi>
      </p>
      {answer.holdsNow ? (
        <p className="answer-now">{words.holdsNow}</p>
      ) : (
        <Button weight={isClosed ? 'secondary' : 'primary'} onPress={onChoose} aria-label={isClosed ? `${words.ratherThis}: ${text}` : words.thisHoldsFor(text)}>
          {isClosed ? words.ratherThis : words.thisHolds}
        </Button>
      )}
    </li>
  );
}

interface OtherAnswerProps {
  field: Field;
  typeName: string;
  error?: string;
  onSave: (values: string[]) => void;
  onCancel: () => void;
}

function OtherAnswer({ field, typeName, error, onSave, onCancel }: OtherAnswerProps) {
  const { words } = useSpeech();
  const { schema } = useSession();
  const [values, setValues] = useState<string[]>([]);
  const type = schema.field(typeName, field.name)!;
  return (
    <form
      className="card pad other-answer"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (cleaned(values).length > 0) onSave(cleaned(values));
      }}
    >
      <FieldEditor schema={schema} field={type} values={values} onChange={setValues} label={words.otherValue} error={error} autoFocus />
      <div className="form-actions">
        <Button type="submit" weight="primary" isDisabled={cleaned(values).length === 0}>
          {words.thisHolds}
        </Button>
        <Button onPress={onCancel}>{words.cancel}</Button>
      </div>
    </form>
  );
}
