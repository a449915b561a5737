// Short notices after something was done, with a way back where there is one. Read aloud politely; they stay
// while the pointer or the focus is on them.
import { CircleCheck, X } from 'lucide-react';
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import { useWords } from '../words';
import { Button } from './button';

export interface Notice {
  text: string;
  link?: { href: string; label: string };
}

// Long enough to read two lines and reach the link by keyboard.
const noticeShownMs = 15_000;
const noticesMax = 3;

const NoticeContext = createContext<(notice: Notice) => void>(() => undefined);

export function useNotice(): (notice: Notice) => void {
  return useContext(NoticeContext);
}

export function NoticeProvider({ children }: { children: ReactNode }) {
  const words = useWords();
  const [notices, setNotices] = useState<(Notice & { id: number })[]>([]);
  const show = useCallback((notice: Notice) => {
    setNotices((shown) => [...shown, { ...notice, id: (shown.at(-1)?.id ?? 0) + 1 }].slice(-noticesMax));
  }, []);
  const close = useCallback((id: number) => setNotices((shown) => shown.filter((notice) => notice.id !== id)), []);
  return (
    <NoticeContext.Provider value={show}>
      {children}
      <div className="notices" role="status" aria-live="polite">
        {notices.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} closeLabel={words.close} onClose={() => close(notice.id)} />
        ))}
      </div>
    </NoticeContext.Provider>
  );
}

function NoticeCard({ notice, closeLabel, onClose }: { notice: Notice; closeLabel: string; onClose: () => void }) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = window.setTimeout(onClose, noticeShownMs);
    return () => window.clearTimeout(timer);
  }, [isHeld, onClose]);
  return (
    <div
      className="notice"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <CircleCheck aria-hidden />
      <p dir="auto">{notice.text}</p>
      {notice.link && (
        <a href={notice.link.href} onClick={onClose}>
          {notice.link.label}
        </a>
      )}
      <Button weight="quiet" aria-label={closeLabel} onPress={onClose}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
