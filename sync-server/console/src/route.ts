// Where the console is: the part of the address behind '#'. Record ids so never reach a server's access log.
import { useSyncExternalStore } from 'react';

export type Route =
  | { page: 'inbox' }
  | { page: 'record'; id: string }
  | { page: 'cases' }
  | { page: 'case'; id: string }
  | { page: 'kiosks' }
  | { page: 'slip' }
  | { page: 'new'; type: string }
  | { page: 'unknown' };

const to = (...parts: string[]) => `#/${parts.map(encodeURIComponent).join('/')}`;

export const paths = {
  inbox: to('inbox'),
  cases: to('cases'),
  kiosks: to('kiosks'),
  slip: to('slip'),
  record: (id: string) => to('records', id),
  case: (id: string) => to('cases', id),
  new: (type = '') => (type ? to('new', type) : to('new')),
};

export function routeOf(hash: string): Route {
  const parts = hash.replace(/^#?\/?/, '').split('/').map(decoded);
  const [page = '', id = ''] = parts;
  if (parts.length > 2) return { page: 'unknown' };
  if (page === '' || (page === 'inbox' && !id)) return { page: 'inbox' };
  if (page === 'records' && id) return { page: 'record', id };
  if (page === 'cases') return id ? { page: 'case', id } : { page: 'cases' };
  if (page === 'kiosks' && !id) return { page: 'kiosks' };
  if (page === 'slip' && !id) return { page: 'slip' };
  if (page === 'new') return { page: 'new', type: id };
  return { page: 'unknown' };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function go(path: string): void {
  window.location.hash = path;
}

function subscribe(notify: () => void): () => void {
  window.addEventListener('hashchange', notify);
  return () => window.removeEventListener('hashchange', notify);
}

// Changes only with the address, so that effects may depend on it.
export function useHash(): string {
  return useSyncExternalStore(subscribe, () => window.location.hash);
}
