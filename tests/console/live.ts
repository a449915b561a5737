// The journey against a real server: account or login, inbox, record, conflict, kiosks; axe on each page. Prints one
// line a step and the figures `inbox entries`, `conflicts found`, `conflicts resolved`, then "N passed, N failed".
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { axeFindings, logIn, phone, startBrowser, visit } from './browser';
import { lookThrough, readLooks } from './live_inbox';

const url = process.env.FOYER_CONSOLE_URL ?? '';
const code = process.env.FOYER_FIRST_RUN_CODE ?? '';
const name = process.env.FOYER_STAFF_NAME ?? 'Mara Arslan';
const password = process.env.FOYER_STAFF_PASSWORD ?? 'drei grüne Stühle am Fenster';
const shots = process.env.FOYER_SHOTS ?? '';
const language = process.env.FOYER_LANGUAGE === 'en' ? 'en' : 'de';
// The caller decides the conflict by itself; the journey only looks at it.
const isLookingOnly = process.env.FOYER_LOOK_ONLY === '1';
// Somebody makes the account and goes again.
const isEnteringOnly = process.env.FOYER_ENTER_ONLY === '1';
// A file of looks at the inbox: filters and search (live_inbox.ts).
const looksFile = process.env.FOYER_INBOX_LOOKS ?? '';
if (shots) mkdirSync(shots, { recursive: true });

let passed = 0;
let failed = 0;

async function step(title: string, act: () => Promise<string | void>): Promise<boolean> {
  try {
    const said = await act();
    passed += 1;
    console.log(`ok: ${title}${said ? ` (${said})` : ''}`);
    return true;
  } catch (error) {
    failed += 1;
    console.log(`FAILED: ${title}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

async function look(page: Page, picture: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  if (shots) await page.screenshot({ path: join(shots, `console-${picture}.png`) });
  const findings = await axeFindings(page);
  if (findings.length > 0) throw new Error(`axe: ${findings.join('\n')}`);
}

async function enter(page: Page): Promise<string> {
  await page.locator('input[name=password]').waitFor();
  if ((await page.locator('input[name=code]').count()) === 0) {
    await logIn(page, name, password);
    return 'logged in';
  }
  await look(page, 'first-account');
  if (!code) throw new Error('the server asks for the first account: set FOYER_FIRST_RUN_CODE');
  await page.locator('input[name=code]').fill(code);
  await page.locator('input[name=username]').fill(name);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('#main h1').waitFor();
  return 'made the first account';
}

async function goTo(page: Page, hash: string, until: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
  await page.locator(until).first().waitFor();
}

// Decides the first open conflict for its first answer; true if there was one.
async function resolveOne(page: Page): Promise<boolean> {
  await goTo(page, '#/cases', '#main .table, #main .panel-empty');
  // The kind is told by the colour of its tag, in any language.
  const conflict = page.locator('.table tbody tr', { has: page.locator('.tag-red') }).first();
  if ((await conflict.count()) === 0) return false;
  await conflict.locator('a').click();
  await page.locator('.answer').nth(1).waitFor();
  return true;
}

const browser = await startBrowser();
const { page, context, faults } = await visit(browser, url, { language });
const isInside = await step('the console lets staff in', () => enter(page));
if (isInside && looksFile) {
  const looks = readLooks(looksFile);
  await goTo(page, '#/inbox', '.table tbody tr');
  for (const one of looks.looks) {
    // What a look that failed has left chosen would spoil those after it.
    if (failed > 0) break;
    await step(`the inbox finds ${one.what}`, async () => {
      await lookThrough(page, one, looks, () => look(page, `inbox-${language}-${one.what.replace(/\W+/g, '-')}`));
      return `${one.rows.length} rows`;
    });
  }
}
if (isInside && !isEnteringOnly) {
  await step('the inbox shows what has arrived', async () => {
    await goTo(page, '#/inbox', '.table tbody tr, .panel-empty');
    await look(page, 'inbox');
    const count = (await page.locator('.count-line').innerText()).replace(/\D/g, '');
    console.log(`inbox entries: ${count}`);
    await page.setViewportSize(phone);
    await look(page, 'inbox-phone');
    await page.setViewportSize({ width: 1440, height: 900 });
  });
  await step('a record shows its fields and history', async () => {
    const first = page.locator('.table tbody tr a').first();
    if ((await first.count()) === 0) return 'the inbox is empty';
    await first.click();
    await page.locator('.record-card .row').first().waitFor();
    await page.locator('.history li').first().waitFor();
    await look(page, 'record');
    return undefined;
  });
  await step('a conflict is decided in one tap', async () => {
    await goTo(page, '#/cases', '#main .table, #main .panel-empty');
    await look(page, 'cases');
    const isThere = await resolveOne(page);
    console.log(`conflicts found: ${isThere ? 1 : 0}`);
    if (!isThere) return 'there is none open';
    await look(page, 'conflict');
    if (isLookingOnly) return 'left open';
    await page.locator('.answer .button-primary').first().click();
    await page.locator('.notice a').waitFor();
    await look(page, 'cases-after');
    await page.locator('.notice a').click();
    await page.locator('.answer-holds').waitFor();
    await look(page, 'decided');
    console.log('conflicts resolved: 1');
    return undefined;
  });
  await step('the kiosks say what they hold', async () => {
    await goTo(page, '#/kiosks', '.kiosk-panel, .panel-empty');
    await look(page, 'kiosks');
  });
  await step('the form at the desk asks by the schema', async () => {
    await goTo(page, '#/new', '.new-form fieldset');
    await look(page, 'new');
  });
}
if (isInside) {
  await step('logging out leaves nothing behind', async () => {
    await page.locator('.account-button').click();
    await page.locator('.menu-item').last().click();
    await page.locator('input[name=password]').waitFor();
  });
}
await step('the page had no exception, no refused content and asked no other host', async () => {
  if (faults.length > 0) throw new Error(faults.join('\n'));
});
await context.close();
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
