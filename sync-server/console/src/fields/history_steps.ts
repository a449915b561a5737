// A history in order, and as steps: what one author wrote together.
import type { HistoryLine } from '../gen/foyer/staff/v1/staff_pb';

export interface Step {
  atMs: number;
  event: string;
  lines: HistoryLine[];
}

export function arrivedMs(line: HistoryLine): number {
  return Number(line.origin?.receivedMs || line.origin?.writtenMs || 0);
}

// Oldest first; what arrived together stays in the server's order.
export function inOrderOfArrival(lines: HistoryLine[]): HistoryLine[] {
  return [...lines].sort((one, other) => arrivedMs(one) - arrivedMs(other));
}

// Neighbouring lines of one author, moment and kind are one step; newest step first. A conflict is shown when
// it came about: on arrival.
export function stepsOf(lines: HistoryLine[]): Step[] {
  const steps: Step[] = [];
  for (const line of inOrderOfArrival(lines)) {
    const atMs = line.event === 'conflict' ? arrivedMs(line) : Number(line.origin?.writtenMs || arrivedMs(line));
    const last = steps[steps.length - 1];
    const sameAuthor = last?.lines[0]?.origin?.kind === line.origin?.kind && last?.lines[0]?.origin?.name === line.origin?.name;
    if (last && sameAuthor && last.atMs === atMs && last.event === line.event) last.lines.push(line);
    else steps.push({ atMs, event: line.event, lines: [line] });
  }
  return steps.reverse();
}
