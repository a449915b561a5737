// Views of the inbox that staff keep: filters and nothing that was typed, so that no name gets into the storage of
// the browser. Each account has its own; what stands in the storage may have been written by anybody.
import { useSyncExternalStore } from 'react';
import type { InboxChoice } from './inbox_choice';

const listFilters = ['sites', 'types', 'topics', 'languages', 'statuses'] as const;

export type InboxView = Pick<InboxChoice, (typeof listFilters)[number] | 'onlyWithCase'>;

// More than fit on a screen are not found again.
const viewsMax = 20;
const valuesMax = 200;

const listeners = new Set<() => void>();
const keyOf = (accountId: string) => `foyer.views.${accountId}`;

export function viewOf(choice: InboxView): InboxView {
  const { sites, types, topics, languages, statuses, onlyWithCase } = choice;
  return { sites, types, topics, languages, statuses, onlyWithCase };
}

export function isEmptyView(view: InboxView): boolean {
  return !view.onlyWithCase && listFilters.every((name) => view[name].length === 0);
}

export function sameView(one: InboxView, other: InboxView): boolean {
  const sorted = (view: InboxView) => JSON.stringify([view.onlyWithCase, ...listFilters.map((name) => [...view[name]].sort())]);
  return sorted(one) === sorted(other);
}

function readView(stored: unknown): InboxView | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const from = stored as { [key: string]: unknown };
  const texts = (value: unknown) => (Array.isArray(value) ? value.filter((one) => typeof one === 'string').slice(0, valuesMax) : []);
  const [sites, types, topics, languages, statuses] = listFilters.map((name) => texts(from[name])) as [string[], string[], string[], string[], string[]];
  const view = { sites, types, topics, languages, statuses, onlyWithCase: from.onlyWithCase === true };
  return isEmptyView(view) ? undefined : view;
}

export function readViews(stored: string | null): InboxView[] {
  try {
    const all: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(all) ? all.flatMap((one) => readView(one) ?? []).slice(0, viewsMax) : [];
  } catch {
    return [];
  }
}

function write(accountId: string, views: InboxView[]): void {
  if (views.length === 0) window.localStorage.removeItem(keyOf(accountId));
  else window.localStorage.setItem(keyOf(accountId), JSON.stringify(views.slice(0, viewsMax)));
  listeners.forEach((listener) => listener());
}

export function keepView(accountId: string, view: InboxView): void {
  const others = readViews(window.localStorage.getItem(keyOf(accountId))).filter((one) => !sameView(one, view));
  write(accountId, [view, ...others]);
}

export function removeView(accountId: string, view: InboxView): void {
  write(
    accountId,
    readViews(window.localStorage.getItem(keyOf(accountId))).filter((one) => !sameView(one, view)),
  );
}

export function useViews(accountId: string): InboxView[] {
  const stored = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      // Another window of the same browser.
      window.addEventListener('storage', listener);
      return () => {
        listeners.delete(listener);
        window.removeEventListener('storage', listener);
      };
    },
    () => window.localStorage.getItem(keyOf(accountId)),
  );
  return readViews(stored);
}
