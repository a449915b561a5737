// Why a case is there, in the reader's language: made from its kind and numbers. What the server says in English is
// a detail beside it.
import { CaseKind, type CaseSummary } from '../gen/foyer/staff/v1/staff_pb';
import type { Words } from '../words/de';

export function reasonOf(summary: CaseSummary, words: Words): string {
  switch (summary.kind) {
    case CaseKind.QUARANTINE:
      return words.quarantineReasons[summary.quarantineReason] ?? words.quarantineReasons[0]!;
    case CaseKind.WITHDRAWAL:
      return words.withdrawalText;
    case CaseKind.CAPACITY:
      return seatsReason(summary, words);
    case CaseKind.DUPLICATE:
      return words.duplicateText;
    default:
      return words.none;
  }
}

function seatsReason(summary: CaseSummary, words: Words): string {
  const { seats } = summary;
  if (!seats) return summary.recordId ? words.seatsPromised : words.seatsEnough;
  const sentences = [words.seatsText(seats.confirmed, seats.capacity)];
  if (seats.lent > 0) sentences.push(words.seatsLent(seats.lent));
  if (seats.missing > 0) sentences.push(words.seatsMissing(seats.missing), words.seatsAdvice);
  return sentences.join(' ');
}

// The server's own words say more for these kinds: which field, which row of the log.
export function hasDetail(summary: CaseSummary): boolean {
  return summary.reason !== '' && (summary.kind === CaseKind.QUARANTINE || summary.kind === CaseKind.WITHDRAWAL);
}
