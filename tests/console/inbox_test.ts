// The inbox: what is in it, searching, filtering, paging, exporting.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { StaffRole } from '../../sync-server/console/src/gen/foyer/options_pb';
import { phone, small } from './browser';
import { xssName } from './fake_centre';
import { lastCall, scene, useBrowser } from './stage';

useBrowser();

describe('The inbox', () => {
  test('shows name, concern, kind, language, site, time and status of each entry', () =>
    scene({}, async ({ page }) => {
      const row = page.getByRole('row', { name: /محمد الخطيب/ });
      const text = await row.innerText();
      for (const part of ['Projektmanagement, Modul 1–3', 'Anmeldung', 'Arabisch', 'Bibliothek', 'Warteliste']) expect(text).toContain(part);
      expect(await page.getByRole('row', { name: /Оксана/ }).innerText()).toContain('Konflikt');
    }));

  test('shows a name as text, whatever it holds', () =>
    scene({}, async ({ page }) => {
      await page.getByRole('link', { name: xssName }).click();
      await page.getByRole('heading', { name: xssName }).waitFor();
      await page.getByText('"><script>window.wasRun=true</script>').first().waitFor();
      expect(await page.evaluate(() => 'wasRun' in window)).toBe(false);
    }));

  test('lets names of either direction start at the edge of their column', () =>
    scene({}, async ({ page }) => {
      const starts = await page.locator('.cell-name bdi').evaluateAll((names) => names.map((name) => Math.round(name.getBoundingClientRect().left)));
      expect(new Set(starts).size).toBe(1);
      const directions = await page.locator('.cell-name bdi').evaluateAll((names) => names.map((name) => getComputedStyle(name).direction));
      expect(directions.filter((direction) => direction === 'rtl')).toHaveLength(1);
    }));

  test('searches when typing pauses and says how many were found', () =>
    scene({}, async ({ page, server }) => {
      const before = server.calls.filter((call) => call.method === 'ListInbox').length;
      await page.getByRole('searchbox').pressSequentially('puente', { delay: 20 });
      await page.getByText('1 Eintrag', { exact: true }).waitFor();
      const asked = server.calls.filter((call) => call.method === 'ListInbox').slice(before).filter((call) => call.body.includes('search'));
      expect(asked).toHaveLength(1);
      expect(page.url()).not.toContain('puente');
    }));

  test('filters by site, kind, topic, language and status, and forgets them in one tap', () =>
    scene({}, async ({ page, server }) => {
      const choose = async (filter: string, choice: string) => {
        await page.getByRole('button', { name: filter, exact: true }).click();
        await page.getByRole('dialog').getByText(choice, { exact: true }).click();
        await page.keyboard.press('Escape');
      };
      await choose('Standort', 'Bibliothek');
      await choose('Art', 'Anfrage');
      await choose('Thema', 'Vereinsgründung');
      await choose('Sprache', 'Spanisch');
      await choose('Stand', 'in Arbeit');
      await page.getByText('1 Eintrag', { exact: true }).waitFor();
      const asked = lastCall(server, 'ListInbox');
      expect(asked).toMatchObject({ sites: ['library'], types: ['Enquiry'], topics: ['founding'], languages: ['es'], statuses: ['REQUEST_STATUS_IN_PROGRESS'] });
      await page.getByRole('button', { name: 'Filter zurücksetzen' }).click();
      await page.getByText('9 Einträge').waitFor();
    }));

  test('forgets in one tap also what was typed a moment ago', () =>
    scene({}, async ({ page, server }) => {
      await page.getByText('Nur mit offenem Fall', { exact: true }).click();
      const clear = page.locator('.filters').getByRole('button', { name: 'Filter zurücksetzen' });
      await clear.waitFor();
      await page.getByRole('searchbox').fill('puente');
      await clear.click();
      expect(await page.getByRole('searchbox').inputValue()).toBe('');
      await page.getByText('9 Einträge').waitFor();
      await page.getByRole('searchbox').fill('kowalska');
      await page.getByText('1 Eintrag', { exact: true }).waitFor();
      const searched = server.calls.filter((call) => call.method === 'ListInbox' && call.body.includes('puente'));
      expect(searched).toHaveLength(0);
    }));

  test('filters by whole days of the time zone of the site', () =>
    scene({}, async ({ page, server }) => {
      await page.getByRole('button', { name: 'Zeitraum' }).click();
      await page.getByLabel('Von').fill('2026-11-01');
      await page.getByLabel('Bis').fill('2026-11-01');
      await page.keyboard.press('Escape');
      await page.getByText('Nichts gefunden').waitFor();
      const asked = lastCall(server, 'ListInbox') as { fromMs: string; untilMs: string };
      expect(Number(asked.untilMs) - Number(asked.fromMs)).toBe(86_400_000);
      expect(new Date(Number(asked.fromMs)).toISOString()).toBe('2026-10-31T23:00:00.000Z');
    }));

  test('keeps search and filters on the way back from a record', () =>
    scene({}, async ({ page }) => {
      await page.getByRole('searchbox').fill('kowalska');
      await page.getByText('1 Eintrag', { exact: true }).waitFor();
      await page.getByRole('link', { name: 'J. Kowalska' }).click();
      await page.getByRole('heading', { name: 'J. Kowalska' }).waitFor();
      await page.goBack();
      await page.getByText('1 Eintrag', { exact: true }).waitFor();
      expect(await page.getByRole('searchbox').inputValue()).toBe('kowalska');
    }));

  test('goes through its pages', () =>
    scene({ isLoggedOut: true }, async ({ page, server }) => {
      const { centre } = server;
      for (let i = 0; i < 120; i += 1) {
        const contact = centre.add('Contact', { names: `Person ${i}` }, centre.origin('kiosk', 'Bibliothek', 1));
        centre.add('Enquiry', { contact, created_ms: String(1_000_000 + i) }, centre.origin('kiosk', 'Bibliothek', 1));
      }
      await page.getByRole('textbox', { name: 'Name' }).fill(server.account.name);
      await page.locator('input[name=password]').fill(server.password);
      await page.keyboard.press('Enter');
      await page.getByText('1–50 von 129').waitFor();
      await page.getByRole('button', { name: 'Nächste Seite' }).click();
      await page.getByText('51–100 von 129').waitFor();
      await page.getByRole('button', { name: 'Nächste Seite' }).click();
      await page.getByText('101–129 von 129').waitFor();
      expect(await page.getByRole('button', { name: 'Nächste Seite' }).isDisabled()).toBe(true);
      await page.getByRole('button', { name: 'Vorige Seite' }).click();
      await page.getByText('51–100 von 129').waitFor();
    }));

  test('that is empty says what will stand there', () =>
    scene({ isEmpty: true }, async ({ page }) => {
      await page.getByText('Noch ist nichts eingegangen').waitFor();
    }));

  test('shows the honesty line of each kiosk, and one that is silent', () =>
    scene({}, async ({ page }) => {
      await page.getByText('Kiosk 128 = Server 128').waitFor();
      const silent = page.locator('.kiosk-card', { hasText: 'Familienhaus' });
      expect(await silent.innerText()).toContain('seit 2 Std. ohne Leitung');
      expect(await silent.innerText()).toContain('Kiosk 67, Server 61 · 6 noch dort');
    }));

  test('shows each entry as a card on a phone, with nothing cut off at the side', () =>
    scene({ size: phone }, async ({ page }) => {
      await page.locator('.table a').first().waitFor();
      const widths = await page.locator('.table tbody tr').evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().right));
      expect(Math.max(...widths)).toBeLessThanOrEqual(390);
    }));
});

describe('On a small desk screen', () => {
  test('the list keeps all its columns', () =>
    scene({ size: small }, async ({ page }) => {
      await page.locator('.table a').first().waitFor();
      const card = (await page.locator('.table-card').boundingBox())!;
      const cells = await page.locator('.table tbody tr').first().locator('td').evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect().right));
      expect(cells).toHaveLength(7);
      expect(Math.max(...cells)).toBeLessThanOrEqual(card.x + card.width);
      expect(await page.locator('.table').evaluate((table) => table.scrollWidth - table.parentElement!.clientWidth)).toBeLessThanOrEqual(0);
    }));
});

describe('The export', () => {
  test('downloads a record type as CSV under its own name', () =>
    scene({}, async ({ page }) => {
      await page.getByRole('button', { name: 'Als CSV' }).click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Anfrage' }).click()]);
      expect(download.suggestedFilename()).toMatch(/^Anfrage-\d{4}-\d\d-\d\d\.csv$/);
      const text = readFileSync(await download.path(), 'utf8');
      expect(text.startsWith('\ufeff')).toBe(true);
      expect(text).toContain('диплом');
      await page.getByText('Anfrage: 5 Zeilen heruntergeladen.').waitFor();
    }));

  test('is not offered to those who may not', () =>
    scene({ roles: [StaffRole.ADVISER] }, async ({ page }) => {
      await page.locator('.table a').first().waitFor();
      expect(await page.getByRole('button', { name: 'Als CSV' }).count()).toBe(0);
    }));
});
