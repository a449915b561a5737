// Which of the outer states the console is in: unreachable, new, logged out, or at work.
import { useEffect, useRef } from 'react';
import { LoadingPage, TroublePage } from './controls/panel';
import { FirstAccountPage } from './pages/first_account_page';
import { LogInPage } from './pages/log_in_page';
import { Shell } from './shell/shell';
import { troubleOf } from './staff/client';
import { useMe, useStatus } from './staff/queries';

export function App() {
  const status = useStatus();
  const me = useMe(status.data !== undefined && !status.data.firstAccountNeeded);
  const wasLoggedIn = useRef(false);
  useEffect(() => {
    if (me.data) wasLoggedIn.current = true;
  }, [me.data]);

  if (status.isPending) return <LoadingPage />;
  if (status.error) return <TroublePage error={status.error} onRetry={() => void status.refetch()} />;
  if (status.data.firstAccountNeeded) return <FirstAccountPage />;
  if (me.isPending) return <LoadingPage />;
  if (me.error && troubleOf(me.error) !== 'ended' && !me.data) {
    return <TroublePage error={me.error} onRetry={() => void me.refetch()} />;
  }
  const account = me.error && troubleOf(me.error) === 'ended' ? undefined : me.data?.account;
  if (!account) return <LogInPage centre={status.data.centreName} hasEnded={wasLoggedIn.current} />;
  return (
    <Shell
      account={account}
      centre={status.data.centreName}
      version={status.data.version}
      onLoggedOut={() => {
        wasLoggedIn.current = false;
      }}
    />
  );
}
