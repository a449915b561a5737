// Why values were not accepted, in the console's language: the server's own words, the same as at the kiosk.
import type { FieldViolation } from '../gen/foyer/staff/v1/staff_pb';
import type { Language } from '../words';

export function wordsOfViolation(violation: FieldViolation, language: Language): string {
  return (language === 'de' ? violation.messageDe : violation.messageEn) || violation.code;
}

// A violation names its field as "phone" or, where several records were sent, as "contact.phone" or "#0.phone".
export function isAbout(violation: FieldViolation, field: string, ...owners: string[]): boolean {
  const dot = violation.field.lastIndexOf('.');
  if (violation.field.slice(dot + 1) !== field) return false;
  return dot < 0 || owners.length === 0 || owners.some((owner) => owner.toLowerCase() === violation.field.slice(0, dot).toLowerCase());
}

export function violationText(
  violations: FieldViolation[] | undefined,
  field: string,
  language: Language,
  ...owners: string[]
): string | undefined {
  const found = violations?.filter((violation) => isAbout(violation, field, ...owners)) ?? [];
  return found.length > 0 ? found.map((violation) => wordsOfViolation(violation, language)).join(' ') : undefined;
}
