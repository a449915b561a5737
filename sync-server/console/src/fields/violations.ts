// Why values were not accepted, in the console's language: the server's own words, the same as at the kiosk.
import type { FieldViolation } from '../gen/foyer/staff/v1/staff_pb';
import type { Language } from '../words';

// Of a request with several records: which one a field belongs to.
export interface Owner {
  type: string;
  record: number;
}

export function wordsOfViolation(violation: FieldViolation, language: Language): string {
  return (language === 'de' ? violation.messageDe : violation.messageEn) || violation.code;
}

// Without an owner the request had one record.
export function isAbout(violation: FieldViolation, field: string, owner?: Owner): boolean {
  return violation.field === field && (!owner || (violation.type === owner.type && violation.record === owner.record));
}

export function violationText(violations: FieldViolation[] | undefined, field: string, language: Language, owner?: Owner): string | undefined {
  const found = violations?.filter((violation) => isAbout(violation, field, owner)) ?? [];
  return found.length > 0 ? found.map((violation) => wordsOfViolation(violation, language)).join(' ') : undefined;
}
