// What a person must decide.
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { CheckMark } from '../controls/check_list';
import { Empty, Loading, TroubleBox } from '../controls/panel';
import { SelectBox } from '../controls/select_box';
import { Button } from '../controls/button';
import { Tag, type Tint } from '../controls/tag';
import { CaseKind, type CaseSummary } from '../gen/foyer/staff/v1/staff_pb';
import { paths } from '../route';
import { Page } from '../shell/page';
import { useSession } from '../shell/session';
import { useCases } from '../staff/queries';
import { useSpeech } from '../words';
import { whenFull, whenShort } from '../words/time';
import { reasonOf } from './case_reason';
import { WaitingChanges } from './waiting_changes';

const casesPageSize = 50;
const kindTints: Tint[] = ['grey', 'red', 'blue', 'amber', 'grey', 'amber'];

export function CasesPage() {
  const { words } = useSpeech();
  const [kind, setKind] = useState<CaseKind>(CaseKind.UNSPECIFIED);
  const [includeClosed, setIncludeClosed] = useState(false);
  const [tokens, setTokens] = useState<string[]>([]);
  const cases = useCases({ kind, includeClosed, pageSize: casesPageSize, pageToken: tokens.at(-1) ?? '' });
  const shown = cases.data?.cases ?? [];
  const kinds = words.caseKinds.map((label, index) => ({ id: String(index), label })).slice(1);
  return (
    <Page title={words.cases} under={<p>{words.casesText}</p>}>
      <div className="filters">
        <SelectBox
          label={words.filterKind}
          isLabelHidden
          value={kind === CaseKind.UNSPECIFIED ? '' : String(kind)}
          choices={kinds}
          emptyLabel={`${words.filterKind}: ${words.allKinds}`}
          onChange={(value) => {
            setTokens([]);
            setKind(Number(value || 0));
          }}
        />
        <CheckMark
          isSelected={includeClosed}
          onChange={(closed) => {
            setTokens([]);
            setIncludeClosed(closed);
          }}
        >
          {words.showClosed}
        </CheckMark>
      </div>
      <p className="count-line" role="status">
        {cases.data && words.openCases(cases.data.openTotal)}
      </p>
      {cases.isPending && <Loading />}
      {cases.error && <TroubleBox error={cases.error} onRetry={() => void cases.refetch()} />}
      {cases.data && !cases.error && (
        <div className="card table-card">
          {shown.length > 0 ? (
            <CasesTable cases={shown} />
          ) : (
            <Empty title={words.casesNone} text={words.casesNoneText} icon={<CircleCheck aria-hidden />} />
          )}
        </div>
      )}
      {(tokens.length > 0 || cases.data?.nextPageToken) && (
        <nav className="paging" aria-label={words.pages}>
          <Button isDisabled={tokens.length === 0} onPress={() => setTokens(tokens.slice(0, -1))}>
            {words.newerPage}
          </Button>
          <Button isDisabled={!cases.data?.nextPageToken} onPress={() => setTokens([...tokens, cases.data?.nextPageToken ?? ''])}>
            {words.olderPage}
          </Button>
        </nav>
      )}
      <WaitingChanges />
    </Page>
  );
}

function CasesTable({ cases }: { cases: CaseSummary[] }) {
  const { words } = useSpeech();
  const columns = [words.columnAbout, words.columnField, words.columnCase, words.columnType, words.columnOpened, words.columnStatus];
  return (
    <table className="table table-cards table-cases" role="table" aria-label={words.cases}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column} role="columnheader" scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {cases.map((one) => (
          <CaseLine key={one.caseId} summary={one} />
        ))}
      </tbody>
    </table>
  );
}

function CaseLine({ summary }: { summary: CaseSummary }) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  const opened = Number(summary.openedMs);
  const isClosed = summary.closedMs > 0n;
  const kind = words.caseKinds[summary.kind] ?? words.caseKinds[0];
  return (
    <tr role="row">
      <td role="cell" className="cell-name">
        <a href={paths.case(summary.caseId)} className="line-link">
          <bdi>{summary.title || kind}</bdi>
        </a>
      </td>
      <td role="cell" className="cell-topic">
        {summary.field ? schema.labelOfFieldName(summary.recordType, summary.field, language) : reasonOf(summary, words)}
      </td>
      <td role="cell">
        <Tag tint={kindTints[summary.kind] ?? 'grey'}>{kind}</Tag>
      </td>
      <td role="cell" className="quiet">
        {summary.recordType ? schema.typeLabel(summary.recordType, language) : words.none}
      </td>
      <td role="cell" className="quiet">
        {opened > 0 && <time title={whenFull(opened, language)}>{whenShort(opened, language)}</time>}
      </td>
      <td role="cell" className="cell-status">
        <Tag tint={isClosed ? 'grey' : 'blue'}>{isClosed ? words.caseClosed : words.caseOpen}</Tag>
      </td>
    </tr>
  );
}
