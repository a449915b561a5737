// One case. A conflict is a question with its answers; a decided one can be decided anew; whatever else waits
// is shown with its plain reason.
import { ArrowRight, ShieldCheck } from 'lucide-react';
import { CaseKind, type GetCaseResponse } from '../gen/foyer/staff/v1/staff_pb';
import { ButtonLink } from '../controls/button';
import { Loading, TroubleBox } from '../controls/panel';
import { HistoryList } from '../fields/origin';
import { paths } from '../route';
import { Page } from '../shell/page';
import { useSession } from '../shell/session';
import { useCase } from '../staff/queries';
import { useSpeech } from '../words';
import { whenFull } from '../words/time';
import { ConflictPage } from './conflict_page';

export function CasePage({ id }: { id: string }) {
  const { words } = useSpeech();
  const found = useCase(id);
  const summary = found.data?.summary;
  if (!found.data || !summary) {
    return (
      <Page title={words.cases} trail={[{ href: paths.cases, label: words.cases }]}>
        {found.isPending ? <Loading /> : <TroubleBox error={found.error} onRetry={() => void found.refetch()} />}
      </Page>
    );
  }
  if (summary.kind === CaseKind.CONFLICT && found.data.field) {
    return <ConflictPage summary={summary} field={found.data.field} history={found.data.history} />;
  }
  return <WaitingPage found={found.data} />;
}

function WaitingPage({ found }: { found: GetCaseResponse }) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  const summary = found.summary!;
  const isQuarantine = summary.kind === CaseKind.QUARANTINE;
  const kind = words.caseKinds[summary.kind] ?? words.caseKinds[0]!;
  const facts = [
    { label: words.caseAbout, value: summary.title },
    { label: words.columnType, value: summary.recordType && schema.typeLabel(summary.recordType, language) },
    { label: words.columnOpened, value: whenFull(Number(summary.openedMs), language) },
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
          <h2>{words.quarantineWhy}</h2>
          <p dir="auto">{summary.reason || words.none}</p>
        </div>
      </section>
      <dl className="card pad facts">
        {facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd dir="auto">{fact.value}</dd>
          </div>
        ))}
      </dl>
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
