// The frame of the pages before login, with the language switch.
import { DoorOpen } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { languageNames, useSpeech, type Language } from '../words';
import { Button } from '../controls/button';

export function OuterCard({ title, under, children }: { title: string; under: string; children: ReactNode }) {
  const { words, language, setLanguage } = useSpeech();
  useEffect(() => {
    document.title = `${title} · ${words.product}`;
  }, [title, words]);
  return (
    <main className="outer">
      <div className="outer-card">
        <p className="brand">
          <DoorOpen aria-hidden />
          <span>{words.product}</span>
        </p>
        <h1>{title}</h1>
        <p className="outer-under" dir="auto">
          {under}
        </p>
        {children}
      </div>
      <div className="outer-languages" role="group" aria-label={words.language}>
        {(Object.keys(languageNames) as Language[]).map((tag) => (
          <Button key={tag} weight="quiet" aria-pressed={tag === language} onPress={() => setLanguage(tag)}>
            <span lang={tag}>{languageNames[tag]}</span>
          </Button>
        ))}
      </div>
    </main>
  );
}
