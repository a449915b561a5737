// Addresses, times and the password hint.
import { describe, expect, test } from 'vitest';
import { passwordStrength } from '../../sync-server/console/src/pages/password_strength';
import { paths, routeOf } from '../../sync-server/console/src/route';
import { languageName, span, whenShort } from '../../sync-server/console/src/words/time';

describe('Addresses', () => {
  test('lead to their page', () => {
    expect(routeOf('')).toEqual({ page: 'inbox' });
    expect(routeOf(paths.record('0190-a'))).toEqual({ page: 'record', id: '0190-a' });
    expect(routeOf(paths.case('x'))).toEqual({ page: 'case', id: 'x' });
    expect(routeOf(paths.new('Enquiry'))).toEqual({ page: 'new', type: 'Enquiry' });
  });

  test('that nobody made lead to a page that says so', () => {
    expect(routeOf('#/nonsense')).toEqual({ page: 'unknown' });
    expect(routeOf('#/records/a/b')).toEqual({ page: 'unknown' });
    expect(routeOf('#/records/%E0%A4%A')).toEqual({ page: 'record', id: '%E0%A4%A' });
  });
});

describe('Times', () => {
  const now = new Date(2026, 10, 23, 12, 0).getTime();
  test('of today and yesterday are called so', () => {
    expect(whenShort(new Date(2026, 10, 23, 9, 42).getTime(), 'de', now)).toBe('heute 09:42');
    expect(whenShort(new Date(2026, 10, 22, 17, 20).getTime(), 'de', now)).toBe('gestern 17:20');
    expect(whenShort(new Date(2026, 10, 22, 23, 59).getTime(), 'en', now)).toBe('yesterday 23:59');
  });

  test('of this week have their weekday, of other years their year', () => {
    expect(whenShort(new Date(2026, 10, 20, 15, 31).getTime(), 'de', now)).toBe('Fr 15:31');
    expect(whenShort(new Date(2025, 4, 2, 8, 0).getTime(), 'de', now)).toContain('2025');
  });

  test('across the end of summer time are still counted in days', () => {
    const monday = new Date(2026, 9, 26, 0, 30).getTime();
    expect(whenShort(new Date(2026, 9, 25, 0, 30).getTime(), 'de', monday)).toBe('gestern 00:30');
  });

  test('that passed are said in the largest unit', () => {
    expect(span(2.5 * 3_600_000, 'de')).toBe('2 Std.');
    expect(span(1_000, 'en')).toBe('1 min');
  });

  test('languages have their names, simple German too, unknown tags themselves', () => {
    expect(languageName('vi', 'de')).toBe('Vietnamesisch');
    expect(languageName('de-simple', 'de')).toBe('Deutsch (einfach)');
    expect(languageName('not a tag', 'de')).toBe('not a tag');
  });
});

describe('The password hint', () => {
  test('calls short and repeated ones what they are', () => {
    expect(passwordStrength('kurz')).toBe(0);
    expect(passwordStrength('aaaaaaaaaaaaaaaa')).toBe(1);
    expect(passwordStrength('passwort1234')).toBe(1);
  });

  test('likes several words', () => {
    expect(passwordStrength('drei grüne Stühle im Hof')).toBe(4);
    expect(passwordStrength('zwölfzeichen')).toBeGreaterThanOrEqual(2);
  });
});
