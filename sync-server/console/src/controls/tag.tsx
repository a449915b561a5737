// States and kinds as small words on a tint. The colour only repeats what the word says.
import type { ReactNode } from 'react';

export type Tint = 'blue' | 'green' | 'amber' | 'red' | 'grey';

// A state's tint follows what its stable id says; unknown states are green (under way).
export function tintOfState(id: string): Tint {
  if (id === '' || /(^|_)NEW$/.test(id)) return 'blue';
  if (/WAIT/.test(id)) return 'amber';
  if (/REFUSED|WITHDRAWN|REJECT/.test(id)) return 'red';
  if (/CLOSED|CANCELLED|DONE/.test(id)) return 'grey';
  return 'green';
}

export function Tag({ tint, children }: { tint: Tint; children: ReactNode }) {
  return <span className={`tag tag-${tint}`}>{children}</span>;
}

export function TypeWord({ accent, children }: { accent: number; children: ReactNode }) {
  return <span className={`type-word accent-${accent < 0 ? 'none' : accent % 5}`}>{children}</span>;
}
