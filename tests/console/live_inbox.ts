// Staff look for entries in the inbox of a real server: filters and search, one look after the other, each from an
// inbox without filters. What is to be seen comes from whoever knows the
// entries, as a file (tests/e2e/foyer_e2e/inbox_looks.py).
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

// The words that staff read and tap, as they stand on the page.
interface InboxWords {
  search: string;
  dates: string;
  from: string;
  until: string;
  onlyWithCase: string;
  clear: string;
  clearSearch: string;
  oneEntry: string;
  entries: string; // # for the number
  nothing: string[];
}

export interface Look {
  what: string;
  search?: string;
  choose?: { filter: string; choices: string[] }[];
  dates?: { from?: string; until?: string };
  onlyWithCase?: boolean;
  // Names of the rows, from top to bottom.
  rows: string[];
}

export interface Looks {
  words: InboxWords;
  all: string[];
  looks: Look[];
}

export function readLooks(path: string): Looks {
  return JSON.parse(readFileSync(path, 'utf8')) as Looks;
}

async function expectRows(page: Page, rows: string[], { words }: Looks): Promise<void> {
  const count = rows.length === 1 ? words.oneEntry : words.entries.replace('#', String(rows.length));
  const shown = () =>
    page.evaluate(() => ({
      rows: [...document.querySelectorAll('#main .table-inbox tbody .cell-name bdi')].map((name) => name.textContent ?? ''),
      count: document.querySelector('#main .count-line')?.textContent ?? '',
      isBusy: document.querySelector('#main .table-card')?.getAttribute('aria-busy') === 'true',
    }));
  const isThere = (seen: Awaited<ReturnType<typeof shown>>) =>
    !seen.isBusy && seen.count === count && JSON.stringify(seen.rows) === JSON.stringify(rows);
  const end = Date.now() + 15_000;
  let seen = await shown();
  while (!isThere(seen) && Date.now() < end) {
    await page.waitForTimeout(50);
    seen = await shown();
  }
  if (!isThere(seen)) throw new Error(`shown: ${seen.count}: ${seen.rows.join(', ')}; expected: ${count}: ${rows.join(', ')}`);
  for (const text of rows.length === 0 ? words.nothing : []) await page.locator('#main').getByText(text, { exact: true }).waitFor();
}

// One filter, or several together.
async function apply(page: Page, look: Look, { words }: Looks): Promise<void> {
  for (const { filter, choices } of look.choose ?? []) {
    await page.getByRole('button', { name: filter, exact: true }).click();
    for (const choice of choices) await page.getByRole('dialog').getByText(choice, { exact: true }).click();
    await page.keyboard.press('Escape');
    const chosen = choices.length === 1 ? `${filter}: ${choices[0]}` : filter;
    await page.locator('.filter-active', { hasText: chosen }).waitFor();
  }
  if (look.dates) {
    await page.getByRole('button', { name: words.dates, exact: true }).click();
    if (look.dates.from) await page.getByLabel(words.from, { exact: true }).fill(look.dates.from);
    if (look.dates.until) await page.getByLabel(words.until, { exact: true }).fill(look.dates.until);
    await page.keyboard.press('Escape');
  }
  if (look.onlyWithCase) await page.locator('.filters').getByText(words.onlyWithCase, { exact: true }).click();
  if (look.search !== undefined) {
    const box = page.getByRole('searchbox', { name: words.search, exact: true });
    await box.fill(look.search);
  }
}

// Applies the look, compares what is shown, hands the page to `inspect`, and goes back to the whole inbox.
export async function lookThrough(page: Page, look: Look, looks: Looks, inspect: () => Promise<void>): Promise<void> {
  await expectRows(page, looks.all, looks);
  await apply(page, look, looks);
  await expectRows(page, look.rows, looks);
  await inspect();
  const isSearchAlone = look.search !== undefined && !look.choose && !look.dates && !look.onlyWithCase;
  const clear = isSearchAlone ? looks.words.clearSearch : looks.words.clear;
  // Where nothing is found a second button says the same in the middle of the page.
  await page.locator('.filters').getByRole('button', { name: clear, exact: true }).click();
  await expectRows(page, looks.all, looks);
  if ((await page.locator('.filter-active').count()) > 0) throw new Error('a filter still says that it is active');
  if ((await page.getByRole('searchbox').inputValue()) !== '') throw new Error('the search still holds what was typed');
}
