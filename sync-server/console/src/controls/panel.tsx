// What a page shows instead of its content: loading, nothing there, or something went wrong.
import { CircleAlert, CircleHelp, Inbox, Lock, ServerOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { paths } from '../route';
import { sentenceOf, troubleOf } from '../staff/client';
import { useWords } from '../words';
import { Button, ButtonLink } from './button';

export function Loading() {
  const words = useWords();
  return (
    <p className="loading" role="status">
      {words.loading}
    </p>
  );
}

export function Empty({ title, text, icon, action }: { title: string; text: string; icon?: ReactNode; action?: ReactNode }) {
  return (
    <div className="panel-empty">
      <span className="panel-icon">{icon ?? <Inbox aria-hidden />}</span>
      <p className="panel-title">{title}</p>
      <p>{text}</p>
      {action}
    </div>
  );
}

export function TroubleBox({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const words = useWords();
  const trouble = troubleOf(error);
  const shown = {
    away: { title: words.awayTitle, text: words.awayText, icon: <ServerOff aria-hidden /> },
    ended: { title: words.logInTitle, text: words.sessionEnded, icon: <Lock aria-hidden /> },
    denied: { title: words.deniedTitle, text: words.deniedText, icon: <Lock aria-hidden /> },
    missing: { title: words.missingTitle, text: words.missingText, icon: <CircleHelp aria-hidden /> },
    failed: { title: words.failedTitle, text: sentenceOf(error), icon: <CircleAlert aria-hidden /> },
  }[trouble];
  return (
    <div className="panel-empty" role="alert">
      <span className="panel-icon">{shown.icon}</span>
      <p className="panel-title">{shown.title}</p>
      <p>{shown.text}</p>
      {onRetry && trouble !== 'missing' && trouble !== 'denied' && (
        <Button weight="primary" onPress={onRetry}>
          {words.tryAgain}
        </Button>
      )}
      {trouble === 'missing' && <ButtonLink href={paths.inbox}>{words.backToInbox}</ButtonLink>}
    </div>
  );
}

export function LoadingPage() {
  return (
    <main className="outer">
      <Loading />
    </main>
  );
}

export function TroublePage({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const words = useWords();
  return (
    <main className="outer">
      <h1 className="visually-hidden">{words.product}</h1>
      <TroubleBox error={error} onRetry={onRetry} />
    </main>
  );
}
