// All enquiries and registrations of all sites.
import { ChevronLeft, ChevronRight, Plus, SearchX } from 'lucide-react';
import { Button, ButtonLink } from '../controls/button';
import { Empty, Loading, TroubleBox } from '../controls/panel';
import { paths } from '../route';
import { useInbox } from '../staff/queries';
import { Page } from '../shell/page';
import { useWords } from '../words';
import { ExportMenu } from './export_menu';
import { chooseInbox, everything, inboxPageSize, isFiltered, questionOf, useInboxChoice } from './inbox_choice';
import { InboxFilters } from './inbox_filters';
import { InboxTable } from './inbox_table';
import { KioskCards } from './kiosk_cards';
import { ViewsMenu } from './views_menu';

export function InboxPage() {
  const words = useWords();
  const choice = useInboxChoice();
  const inbox = useInbox(questionOf(choice));
  const rows = inbox.data?.rows ?? [];
  const total = inbox.data?.total ?? 0;
  return (
    <Page
      title={words.inbox}
      actions={
        <>
          <ExportMenu />
          <ButtonLink weight="primary" href={paths.new()}>
            <Plus aria-hidden />
            {words.takeEnquiry}
          </ButtonLink>
        </>
      }
    >
      <InboxFilters />
      <div className="list-line">
        <p className="count-line" role="status">
          {inbox.data && words.entries(total)}
        </p>
        <ViewsMenu />
      </div>
      {inbox.isPending && <Loading />}
      {inbox.error && <TroubleBox error={inbox.error} onRetry={() => void inbox.refetch()} />}
      {inbox.data && !inbox.error && (
        <div className="card table-card" aria-busy={inbox.isPlaceholderData}>
          {rows.length > 0 ? <InboxTable rows={rows} /> : <InboxEmpty isFiltered={isFiltered(choice)} />}
        </div>
      )}
      {inbox.data && rows.length > 0 && (
        <Paging total={total} shown={rows.length} tokens={choice.tokens} nextToken={inbox.data.nextPageToken} />
      )}
      <KioskCards />
    </Page>
  );
}

function InboxEmpty({ isFiltered: filtered }: { isFiltered: boolean }) {
  const words = useWords();
  if (!filtered) return <Empty title={words.inboxEmpty} text={words.inboxEmptyText} />;
  return (
    <Empty
      title={words.nothingFound}
      text={words.nothingFoundText}
      icon={<SearchX aria-hidden />}
      action={<Button onPress={() => chooseInbox(everything)}>{words.clearFilters}</Button>}
    />
  );
}

interface PagingProps {
  total: number;
  shown: number;
  tokens: string[];
  nextToken: string;
}

function Paging({ total, shown, tokens, nextToken }: PagingProps) {
  const words = useWords();
  if (tokens.length === 0 && !nextToken) return null;
  const from = tokens.length * inboxPageSize + 1;
  return (
    <nav className="paging" aria-label={words.pages}>
      <Button isDisabled={tokens.length === 0} onPress={() => chooseInbox({ tokens: tokens.slice(0, -1) })}>
        <ChevronLeft aria-hidden />
        {words.newerPage}
      </Button>
      <span>{words.range(from, from + shown - 1, total)}</span>
      <Button isDisabled={!nextToken} onPress={() => chooseInbox({ tokens: [...tokens, nextToken] })}>
        {words.olderPage}
        <ChevronRight aria-hidden />
      </Button>
    </nav>
  );
}
