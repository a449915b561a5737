// Whether somebody is at the screen. Questions that the console asks by itself keep a session alive at the
// server; they stop when nobody has touched the console for a while, so that a screen left alone is logged out.
import { useSyncExternalStore } from 'react';

// Reading one record takes less.
export const attendedForMs = 5 * 60_000;

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focus'] as const;
const listeners = new Set<() => void>();
let isAttended = true;
let timer: number | undefined;

function setAttended(attended: boolean): void {
  if (attended === isAttended) return;
  isAttended = attended;
  listeners.forEach((listener) => listener());
}

function noteSign(): void {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => setAttended(false), attendedForMs);
  setAttended(true);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    signs.forEach((sign) => window.addEventListener(sign, noteSign, { passive: true, capture: true }));
    noteSign();
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearTimeout(timer);
    signs.forEach((sign) => window.removeEventListener(sign, noteSign, { capture: true }));
  };
}

export function useAttended(): boolean {
  return useSyncExternalStore(subscribe, () => isAttended);
}
