// Times and counts as people of the site read them, in the console's language and the browser's time zone.
import type { Language } from './index';

const dayMs = 86_400_000;

function startOfDay(ms: number): number {
  const day = new Date(ms);
  day.setHours(0, 0, 0, 0);
  return day.getTime();
}

function format(ms: number, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', options).format(ms);
}

export function clockTime(ms: number, language: Language): string {
  return format(ms, language, { hour: '2-digit', minute: '2-digit' });
}

// "heute 09:42", "gestern 17:20", "Fr 15:31", "2. Nov. 16:03", "2. Nov. 2025".
export function whenShort(ms: number, language: Language, nowMs: number = Date.now()): string {
  const days = Math.round((startOfDay(nowMs) - startOfDay(ms)) / dayMs);
  const time = clockTime(ms, language);
  if (days === 0 || days === 1) {
    const word = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-days, 'day');
    return `${word} ${time}`;
  }
  if (days > 1 && days < 7) return `${format(ms, language, { weekday: 'short' })} ${time}`;
  if (new Date(ms).getFullYear() === new Date(nowMs).getFullYear()) {
    return `${format(ms, language, { day: 'numeric', month: 'short' })} ${time}`;
  }
  return format(ms, language, { day: 'numeric', month: 'short', year: 'numeric' });
}

// Always with the date: for histories and for paper.
export function whenFull(ms: number, language: Language): string {
  return format(ms, language, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
}

// "Di., 24. Nov. 2026" for "2026-11-24": a day of the calendar, in no time zone; else as it is.
export function dayText(day: string, language: Language): string {
  const ms = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(ms)) return day;
  return format(ms, language, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', dayMs],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

// "vor 3 Min."
export function ago(ms: number, language: Language, nowMs: number = Date.now()): string {
  const passed = Math.max(0, nowMs - ms);
  const [unit, size] = steps.find(([, unitMs]) => passed >= unitMs) ?? ['minute', 60_000];
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  return relative.format(-Math.floor(passed / size), unit);
}

// "2 Std."
export function span(passedMs: number, language: Language): string {
  const [unit, size] = steps.find(([, unitMs]) => passedMs >= unitMs) ?? ['minute', 60_000];
  const count = Math.max(1, Math.floor(passedMs / size));
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count);
}

export function countText(count: number | bigint, language: Language): string {
  return new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', { maximumFractionDigits: 1 }).format(count);
}

// "Vietnamesisch" for "vi"; the tag itself where the browser knows no name.
export function languageName(tag: string, language: Language): string {
  if (!tag) return '';
  if (tag.endsWith('-simple')) {
    const plain = languageName(tag.slice(0, -'-simple'.length), language);
    return language === 'de' ? `${plain} (einfach)` : `${plain} (simple)`;
  }
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
