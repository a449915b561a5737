// One case. A conflict is a question with its answers; a decided one can be decided anew; whatever else waits
// is shown with its plain reason.
import { CaseKind } from '../gen/foyer/staff/v1/staff_pb';
import { Loading, TroubleBox } from '../controls/panel';
import { paths } from '../route';
import { Page } from '../shell/page';
import { useCase } from '../staff/queries';
import { useSpeech } from '../words';
import { ConflictPage } from './conflict_page';
import { WaitingPage } from './waiting_case';

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
