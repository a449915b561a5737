// Every page in both languages and both sizes: nothing for axe to find, nothing wider than the screen.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axeFindings, desktop, phone, small } from './browser';
import type { FakeServer } from './fake_server';
import { goTo, recordHash, scene, useBrowser } from './stage';

useBrowser();

const conflict = (server: FakeServer) => `#/cases/${server.conflictId}`;

interface Place {
  name: string;
  hash: (server: FakeServer) => string;
  prepare?: (page: Page) => Promise<void>;
  popUp?: 'open';
}

const places: Place[] = [
  { name: 'inbox', hash: () => '#/inbox', prepare: (page) => page.locator('.table a').first().waitFor() },
  { name: 'inbox with a filter open', hash: () => '#/inbox', prepare: (page) => page.locator('.filter').nth(2).click(), popUp: 'open' },
  { name: 'inbox with the account menu open', hash: () => '#/inbox', prepare: (page) => page.locator('.account-button').click(), popUp: 'open' },
  { name: 'record', hash: recordHash('Оксана') },
  { name: 'record of an Arabic name', hash: recordHash('محمد') },
  {
    name: 'record while a field is edited',
    hash: recordHash('Initiative'),
    prepare: async (page) => {
      await page.locator('.row-action button').first().click();
      await page.locator('.more-fields > summary').first().click();
    },
  },
  { name: 'cases', hash: () => '#/cases', prepare: (page) => page.locator('.table a').first().waitFor() },
  { name: 'conflict', hash: conflict, prepare: (page) => page.locator('.answer').first().waitFor() },
  { name: 'conflict while another answer is typed', hash: conflict, prepare: (page) => page.locator('.answer-actions button').first().click() },
  {
    name: 'decided conflict with its notice',
    hash: conflict,
    prepare: async (page) => {
      await page.locator('.answer button').first().click();
      await page.locator('.notice').waitFor();
      await page.locator('.notice a').focus();
      await page.keyboard.press('Enter');
      await page.locator('.answer-holds').waitFor();
    },
  },
  { name: 'quarantine', hash: (server) => `#/cases/${server.quarantineId}` },
  {
    name: 'quarantine while it is corrected',
    hash: (server) => `#/cases/${server.quarantineId}`,
    prepare: (page) => page.locator('.settle-ways button').nth(1).click(),
  },
  { name: 'slip', hash: () => '#/slip' },
  { name: 'inbox with the kept views open', hash: () => '#/inbox', prepare: (page) => page.locator('.views-button').click(), popUp: 'open' },
  { name: 'kiosks', hash: () => '#/kiosks', prepare: (page) => page.locator('.kiosk-panel').first().waitFor() },
  {
    name: 'form at the desk with errors',
    hash: () => '#/new',
    prepare: async (page) => {
      await page.locator('.more-fields > summary').last().click();
      await page.locator('.new-form button[type=submit]').click();
    },
  },
  { name: 'unknown page', hash: () => '#/nonsense' },
  { name: 'missing record', hash: () => '#/records/00000000-0000-7000-8000-000000000000', prepare: (page) => page.getByRole('alert').waitFor() },
];

describe('The check itself', () => {
  test('finds a button without a name', () =>
    scene({}, async ({ page }) => {
      await page.evaluate(() => document.getElementById('main')!.append(document.createElement('button')));
      expect((await axeFindings(page)).join()).toContain('button-name');
    }));
});

async function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

describe('What is long', () => {
  for (const [sizeName, size] of Object.entries({ desktop, small, phone })) {
    test(`stays inside its card on ${sizeName}`, () =>
      scene({ size }, async ({ page, server }) => {
        const { centre } = server;
        const long = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(2);
        const origin = centre.origin('kiosk', long, Date.now());
        const contact = centre.add('Contact', { names: long, phone: long, site: long, language: 'de' }, origin);
        const enquiry = centre.add('Enquiry', { contact, text: long, topics: [long], site: long, created_ms: String(Date.now()) }, origin);
        centre.write(contact, 'phone', ['مرحبا بالعالم'], [], origin);
        const conflictId = centre.openConflict(contact, 'phone', Date.now());
        for (const kiosk of centre.kiosks) kiosk.name = long;
        await page.reload();
        for (const hash of ['#/inbox', '#/cases', '#/kiosks', `#/records/${enquiry}`, `#/cases/${conflictId}`]) {
          await goTo(page, hash);
          await page.locator('.card').first().waitFor();
          expect(await sidewaysOverflow(page), hash).toBe(0);
          const beyond = await page.locator('.card').evaluateAll((cards) => cards.filter((card) => card.scrollWidth > card.clientWidth + 1).map((card) => card.className));
          expect(beyond, hash).toEqual([]);
        }
      }));
  }
});

for (const language of ['de', 'en'] as const) {
  for (const [sizeName, size] of Object.entries(language === 'de' ? { desktop, small, phone } : { desktop, phone })) {
    describe(`On ${sizeName} in ${language}`, () => {
      test('the login page is accessible', () =>
        scene({ isLoggedOut: true, language, size }, async ({ page }) => {
          await page.locator('input[name=password]').waitFor();
          expect(await axeFindings(page)).toEqual([]);
          expect(await sidewaysOverflow(page)).toBe(0);
        }));

      test('the first account page with errors is accessible', () =>
        scene({ firstAccountNeeded: true, language, size }, async ({ page }) => {
          await page.locator('button[type=submit]').click();
          await page.locator('.field-error').first().waitFor();
          expect(await axeFindings(page)).toEqual([]);
          expect(await sidewaysOverflow(page)).toBe(0);
        }));

      test('all pages behind the login are accessible', () =>
        scene({ language, size, withNewField: true }, async ({ page, server }) => {
          for (const place of places) {
            await page.reload();
            await goTo(page, place.hash(server));
            await place.prepare?.(page);
            expect(await axeFindings(page, place.popUp), place.name).toEqual([]);
            expect(await sidewaysOverflow(page), place.name).toBe(0);
            expect(await page.title(), place.name).toMatch(/.+ · Foyer$/);
          }
          expect(await page.locator('html').getAttribute('lang')).toBe(language);
        }), 180_000);
    });
  }
}
