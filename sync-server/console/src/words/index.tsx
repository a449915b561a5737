// The console's language: chosen by the account menu, kept in this browser, told to the document.
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { de, type Words } from './de';
import { en } from './en';

export type Language = 'de' | 'en';
export const languageNames: Record<Language, string> = { de: 'Deutsch', en: 'English' };
export const dictionaries: Record<Language, Words> = { de, en };

const storageKey = 'foyer.language';

function firstLanguage(): Language {
  const stored = window.localStorage.getItem(storageKey);
  if (stored === 'de' || stored === 'en') return stored;
  return window.navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en';
}

interface Speech {
  words: Words;
  language: Language;
  setLanguage: (language: Language) => void;
}

const SpeechContext = createContext<Speech | null>(null);

export function SpeechProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
    window.localStorage.setItem(storageKey, language);
  }, [language]);
  const speech = useMemo(() => ({ words: dictionaries[language], language, setLanguage }), [language]);
  return <SpeechContext.Provider value={speech}>{children}</SpeechContext.Provider>;
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('useSpeech needs a SpeechProvider above it');
  return speech;
}

export function useWords(): Words {
  return useSpeech().words;
}
