// What staff chose to see in the inbox. Kept in this window only, so that the way back from a record leads to
// the same list; never in the address, since a search may hold a name.
import { useSyncExternalStore } from 'react';
import type { InboxQuestion } from '../staff/queries';

export interface InboxChoice {
  types: string[];
  sites: string[];
  languages: string[];
  statuses: string[];
  topics: string[];
  search: string;
  // In the search field; becomes the search when typing pauses.
  typed: string;
  // 2026-11-23, empty = open.
  from: string;
  until: string;
  onlyWithCase: boolean;
  // Page tokens of the pages gone through; the last one is shown.
  tokens: string[];
}

export const inboxPageSize = 50;

export const everything: InboxChoice = {
  types: [],
  sites: [],
  languages: [],
  statuses: [],
  topics: [],
  search: '',
  typed: '',
  from: '',
  until: '',
  onlyWithCase: false,
  tokens: [],
};

let current = everything;
const listeners = new Set<() => void>();

// Any other filter starts again at the first page.
export function chooseInbox(change: Partial<InboxChoice>): void {
  current = { ...current, tokens: [], ...change };
  listeners.forEach((listener) => listener());
}

export function useInboxChoice(): InboxChoice {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

export function isFiltered(choice: InboxChoice): boolean {
  const { tokens: _, ...filters } = choice;
  return Object.values(filters).some((value) => (Array.isArray(value) ? value.length > 0 : Boolean(value)));
}

// Days are whole days of this browser's time zone.
function dayStartMs(day: string, daysLater: number): bigint {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return BigInt(new Date(year, month - 1, date + daysLater).getTime());
}

export function questionOf(choice: InboxChoice): InboxQuestion {
  return {
    types: choice.types,
    sites: choice.sites,
    languages: choice.languages,
    statuses: choice.statuses,
    topics: choice.topics,
    search: choice.search.trim(),
    fromMs: choice.from ? dayStartMs(choice.from, 0) : 0n,
    untilMs: choice.until ? dayStartMs(choice.until, 1) : 0n,
    onlyWithCase: choice.onlyWithCase,
    pageSize: inboxPageSize,
    pageToken: choice.tokens.at(-1) ?? '',
  };
}
