// Navigation beside the pages. Only the pages that this account may open are there.
import { DoorOpen, GitMerge, Inbox, MonitorSmartphone, QrCode } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import type { Account } from '../gen/foyer/staff/v1/staff_pb';
import { Loading, TroubleBox } from '../controls/panel';
import { CasePage } from '../pages/case_page';
import { CasesPage } from '../pages/cases_page';
import { InboxPage } from '../pages/inbox_page';
import { KiosksPage } from '../pages/kiosks_page';
import { NewRecordPage } from '../pages/new_record_page';
import { RecordPage } from '../pages/record_page';
import { SlipPage } from '../pages/slip_page';
import { UnknownPage } from '../pages/unknown_page';
import { paths, routeOf, useHash, type Route } from '../route';
import { mayCall, methods } from '../staff/client';
import { useCounts, useKiosks, useSchema } from '../staff/queries';
import type { Schema } from '../staff/schema';
import { useWords } from '../words';
import { AccountMenu } from './account_menu';
import { SessionContext, type Session } from './session';

interface ShellProps {
  account: Account;
  centre: string;
  version: string;
  onLoggedOut: () => void;
}

export function Shell({ account, centre, version, onLoggedOut }: ShellProps) {
  const words = useWords();
  const hash = useHash();
  const schema = useSchema();
  const mayRead = mayCall(account, methods.listInbox);
  const asked = useMemo(() => routeOf(hash), [hash]);
  const route: Route = !mayRead && asked.page === 'inbox' ? { page: 'kiosks' } : asked;
  return (
    <div className="shell">
      <a
        className="skip-link"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {words.skipToContent}
      </a>
      <header className="side">
        <p className="brand">
          <DoorOpen aria-hidden />
          <span>{words.product}</span>
        </p>
        <Navigation page={route.page} mayRead={mayRead} />
        <div className="side-foot">
          {centre && (
            <p className="centre" dir="auto">
              {centre}
            </p>
          )}
          <AccountMenu account={account} version={version} onLoggedOut={onLoggedOut} />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {schema.isPending && <Loading />}
        {schema.error && !schema.data && <TroubleBox error={schema.error} onRetry={() => void schema.refetch()} />}
        {schema.data && (
          <WithSession schema={schema.data} account={account}>
            <Content route={route} />
          </WithSession>
        )}
      </main>
    </div>
  );
}

function WithSession({ schema, account, children }: { schema: Schema; account: Account; children: ReactNode }) {
  const session: Session = useMemo(() => ({ schema, account }), [schema, account]);
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

function Content({ route }: { route: Route }) {
  switch (route.page) {
    case 'inbox':
      return <InboxPage />;
    case 'record':
      return <RecordPage key={route.id} id={route.id} />;
    case 'cases':
      return <CasesPage />;
    case 'case':
      return <CasePage key={route.id} id={route.id} />;
    case 'kiosks':
      return <KiosksPage />;
    case 'slip':
      return <SlipPage />;
    case 'new':
      return <NewRecordPage key={route.type} typeName={route.type} />;
    case 'unknown':
      return <UnknownPage />;
  }
}

function Navigation({ page, mayRead }: { page: Route['page']; mayRead: boolean }) {
  const words = useWords();
  const counts = useCounts(mayRead);
  const kiosks = useKiosks();
  const silent = kiosks.data?.kiosks.filter((kiosk) => !kiosk.connected).length ?? 0;
  const open = counts.data?.openCases ?? 0;
  const total = counts.data?.total ?? 0;
  const isInbox = page === 'inbox' || page === 'record' || page === 'new';
  return (
    <nav aria-label={words.mainNavigation}>
      <ul>
        {mayRead && (
          <>
            <NavigationItem href={paths.inbox} label={words.inbox} icon={<Inbox aria-hidden />} isHere={isInbox} count={total} countLabel={words.inInbox(total)} />
            <NavigationItem
              href={paths.cases}
              label={words.cases}
              icon={<GitMerge aria-hidden />}
              isHere={page === 'cases' || page === 'case'}
              count={open}
              countLabel={words.openCases(open)}
            />
            <NavigationItem href={paths.slip} label={words.slip} icon={<QrCode aria-hidden />} isHere={page === 'slip'} count={0} countLabel="" />
          </>
        )}
        <NavigationItem
          href={paths.kiosks}
          label={words.kiosks}
          icon={<MonitorSmartphone aria-hidden />}
          isHere={page === 'kiosks'}
          count={silent}
          countLabel={words.silentKiosks(silent)}
        />
      </ul>
    </nav>
  );
}

interface NavigationItemProps {
  href: string;
  label: string;
  icon: ReactNode;
  isHere: boolean;
  count: number;
  countLabel: string;
}

function NavigationItem({ href, label, icon, isHere, count, countLabel }: NavigationItemProps) {
  return (
    <li>
      <a href={href} aria-current={isHere ? 'page' : undefined}>
        {icon}
        <span>{label}</span>
        {count > 0 && (
          <>
            <span className="badge" aria-hidden>
              {count}
            </span>
            <span className="visually-hidden">{countLabel}</span>
          </>
        )}
      </a>
    </li>
  );
}
