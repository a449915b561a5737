// The frame of every page inside the shell: document title, heading that takes the focus when one arrives,
// the way back, and the page's own actions.
import { ChevronRight } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useHash } from '../route';
import { useWords } from '../words';

interface PageProps {
  // Plain text for the document's title.
  title: string;
  heading?: ReactNode;
  under?: ReactNode;
  trail?: { href?: string; label: string }[];
  actions?: ReactNode;
  children: ReactNode;
}

// The address whose heading last had the focus: a page that only loads anew must not steal it.
let focusedHash: string | null = null;

export function Page({ title, heading, under, trail, actions, children }: PageProps) {
  const words = useWords();
  const hash = useHash();
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${words.product}`;
  }, [title, words]);
  useEffect(() => {
    if (focusedHash !== null && focusedHash !== hash) headingRef.current?.focus();
    focusedHash = hash;
  }, [hash]);
  return (
    <>
      <header className="page-head">
        <div>
          {trail && (
            <p className="trail">
              {trail.map((step, index) => (
                <span key={step.label}>
                  {index > 0 && <ChevronRight aria-hidden />}
                  {step.href ? <a href={step.href}>{step.label}</a> : step.label}
                </span>
              ))}
            </p>
          )}
          <h1 tabIndex={-1} ref={headingRef}>
            {heading ?? title}
          </h1>
          {under && <div className="page-under">{under}</div>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </>
  );
}
