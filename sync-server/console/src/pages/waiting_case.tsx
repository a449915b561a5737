// A case that is no choice between answers: an entry in quarantine, a withdrawal, too few seats. Its plain reason,
// what can be read of it, and what a person can do.
import { useMutation } from '@tanstack/react-query';
import { ArrowRight, ShieldCheck } from 'lucide-react';
import { CaseKind, type CaseSummary, type GetCaseResponse, type NewRecord } from '../gen/foyer/staff/v1/staff_pb';
import { Button, ButtonLink } from '../controls/button';
import { useNotice } from '../controls/notice';
import { valuesText } from '../fields/field_value';
import { HistoryList, originText, originWhen } from '../fields/origin';
import { go, paths } from '../route';
import { Page } from '../shell/page';
import { useSession } from '../shell/session';
import { sentenceOf, staff, troubleOf } from '../staff/client';
import { useRefresh } from '../staff/queries';
import { useSpeech } from '../words';
import { whenFull } from '../words/time';
import { hasDetail, reasonOf } from './case_reason';
import { ConfirmedList, dateText } from './seats_case';
import { Settle } from './settle';

export function WaitingPage({ found }: { found: GetCaseResponse }) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  const summary = found.summary!;
  const isClosed = summary.closedMs > 0n;
  const isQuarantine = summary.kind === CaseKind.QUARANTINE;
  const kind = words.caseKinds[summary.kind] ?? words.caseKinds[0]!;
  const origin = found.origin && `${originText(found.origin, words)} · ${originWhen(found.origin, language, words)}`;
  const facts = [
    { label: words.seatsDate, value: summary.seats && dateText(summary.seats, language) },
    { label: words.caseAbout, value: summary.title || origin },
    { label: words.columnType, value: summary.recordType && schema.typeLabel(summary.recordType, language) },
    { label: words.columnOpened, value: whenFull(Number(summary.openedMs), language) },
    { label: words.settledHow, value: summary.decision },
    { label: words.caseClosed, value: isClosed ? whenFull(Number(summary.closedMs), language) : '' },
  ].filter((fact) => fact.value);
  return (
    <Page
      title={isQuarantine ? words.quarantineTitle : words.caseTitle}
      trail={[{ href: paths.cases, label: words.cases }, { label: kind }]}
      under={isQuarantine && <p>{words.quarantineSafe}</p>}
    >
      <section className="card pad reason">
        <ShieldCheck aria-hidden />
        <div>
          <h2>{isQuarantine ? words.quarantineWhy : kind}</h2>
          <p>{reasonOf(summary, words)}</p>
          {hasDetail(summary) && (
            <details>
              <summary>{words.programSays}</summary>
              <p className="quiet" lang="en" dir="ltr">
                {summary.reason}
              </p>
            </details>
          )}
        </div>
      </section>
      <dl className="card pad facts">
        {facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>
              <bdi>{fact.value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {found.confirmed.length > 0 && <ConfirmedList confirmed={found.confirmed} />}
      {isQuarantine && <ContentOfChange content={found.content} />}
      {isQuarantine && !isClosed && <Settle caseId={summary.caseId} content={found.content} />}
      {summary.kind === CaseKind.WITHDRAWAL && !isClosed && <Seen summary={summary} />}
      {found.history.length > 0 && (
        <section className="card pad">
          <h2>{words.history}</h2>
          <HistoryList lines={found.history} schema={schema} fieldOfLine={(line) => schema.field(summary.recordType, line.field)} />
        </section>
      )}
      {summary.recordId && (
        <ButtonLink href={paths.record(summary.recordId)}>
          {words.openRecord}
          <ArrowRight aria-hidden />
        </ButtonLink>
      )}
    </Page>
  );
}

function ContentOfChange({ content }: { content: NewRecord[] }) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  return (
    <section className="card pad content-of">
      <h2>{words.settleContent}</h2>
      {content.length === 0 && <p className="quiet">{words.settleUnreadable}</p>}
      {content.map((record, place) => (
        <div key={place}>
          <h3>{schema.typeLabel(record.type, language)}</h3>
          <dl className="facts">
            {record.fields
              .filter((field) => !schema.field(record.type, field.name)?.refersTo)
              .map((field) => (
                <div key={field.name}>
                  <dt>{schema.labelOfFieldName(record.type, field.name, language)}</dt>
                  <dd>
                    <bdi>{valuesText(schema, schema.field(record.type, field.name), field.values, language, words) || words.none}</bdi>
                  </dd>
                </div>
              ))}
          </dl>
        </div>
      ))}
    </section>
  );
}

// There is nothing to choose: somebody has seen to what was passed on.
function Seen({ summary }: { summary: CaseSummary }) {
  const { words } = useSpeech();
  const show = useNotice();
  const refresh = useRefresh();
  const close = useMutation({
    mutationFn: () => staff.resolveCase({ caseId: summary.caseId }),
    onSuccess: async () => {
      await refresh();
      show({ text: words.seenDone });
      go(paths.cases);
    },
    onError: refresh,
  });
  const problem = close.error && (troubleOf(close.error) === 'away' ? words.awayTitle : sentenceOf(close.error) || words.failedTitle);
  return (
    <section className="card pad settle">
      <h2>{words.seenTitle}</h2>
      <p>{words.seenText}</p>
      <div className="settle-ways">
        <Button weight="primary" onPress={() => !close.isPending && close.mutate()}>
          {words.seen}
        </Button>
      </div>
      {problem && (
        <p className="form-error" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
