// At the desk: a visitor's slip, and the views of the inbox that staff keep.
import { describe, expect, test } from 'vitest';
import { StaffRole } from '../../sync-server/console/src/gen/foyer/options_pb';
import { OriginSchema } from '../../sync-server/console/src/gen/foyer/staff/v1/staff_pb';
import { create } from '@bufbuild/protobuf';
import { originText } from '../../sync-server/console/src/fields/origin';
import { everything } from '../../sync-server/console/src/pages/inbox_choice';
import { readViews, sameView, viewOf } from '../../sync-server/console/src/pages/inbox_views';
import { de } from '../../sync-server/console/src/words/de';
import { en } from '../../sync-server/console/src/words/en';
import { axeFindings } from './browser';
import type { FakeServer } from './fake_server';
import { lastCall, scene, useBrowser } from './stage';

useBrowser();

const code = '7K4M9QXR2TDA';

function giveSlip(server: FakeServer, ...titles: string[]): void {
  const rows = server.centre.inboxRows().map(({ row }) => row);
  const ids = titles.map((title) => rows.find((row) => row.title.startsWith(title))!.recordId);
  const contacts = ids.flatMap((id) => server.centre.valuesOf(server.centre.records.get(id)!, 'contact'));
  server.centre.slips.set(code, [...contacts, ...ids]);
}

describe('The slip page', () => {
  test('leads from the code, as people type it, to what was entered', () =>
    scene({ hash: '#/slip' }, async ({ page, server }) => {
      giveSlip(server, 'Оксана');
      await page.getByRole('textbox', { name: 'Code auf dem Beleg' }).fill(' 7k4m-9qxr 2tda');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Оксана К.' }).waitFor();
      expect(page.url().toUpperCase()).not.toContain('7K4M');
      expect(lastCall(server, 'FindBySlip')).toEqual({ code: ' 7k4m-9qxr 2tda' });
    }));

  test('lets staff choose where one visit entered several things', () =>
    scene({ hash: '#/slip' }, async ({ page, server }) => {
      giveSlip(server, 'Nguyễn', 'محمد');
      await page.getByRole('textbox', { name: 'Code auf dem Beleg' }).fill(code);
      await page.getByRole('button', { name: 'Suchen' }).click();
      const found = page.locator('.slip-found');
      await found.getByText('Anmeldung').waitFor();
      expect(await found.getByRole('link').count()).toBe(2);
      expect(await axeFindings(page)).toEqual([]);
      await found.getByRole('link', { name: 'محمد الخطيب' }).click();
      await page.getByRole('heading', { name: 'محمد الخطيب' }).waitFor();
    }));

  test('says at the field what is wrong with a code, and what may be the reason that nothing is there', () =>
    scene({ hash: '#/slip', language: 'en' }, async ({ page }) => {
      const box = page.getByRole('textbox', { name: 'Code on the slip' });
      await box.fill('7K4M');
      await page.keyboard.press('Enter');
      await page.getByText('This is not a whole code.').waitFor();
      expect(await box.getAttribute('aria-invalid')).toBe('true');
      await box.fill(code);
      await page.keyboard.press('Enter');
      await page.getByText('Nothing has arrived for this code yet.').waitFor();
      expect(await box.inputValue()).toBe(code);
      expect(await axeFindings(page)).toEqual([]);
    }));

  test('is not offered to an account of the devices', () =>
    scene({ roles: [StaffRole.ADMINISTRATOR] }, async ({ page }) => {
      await page.getByRole('heading', { name: 'Kioske' }).waitFor();
      expect(await page.getByRole('link', { name: 'Beleg' }).count()).toBe(0);
    }));
});

describe('Kept views', () => {
  test('are kept, named by their filters, shown again in one tap and removed', () =>
    scene({}, async ({ page, server }) => {
      await page.getByRole('button', { name: 'Standort', exact: true }).click();
      await page.getByRole('dialog').getByText('Bibliothek', { exact: true }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('searchbox').fill('kowalska');
      await page.getByText('1 Eintrag', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Meine Ansichten' }).click();
      await page.getByRole('button', { name: 'Diese Filter merken' }).click();
      await page.getByText('Diese Filter sind gemerkt.').waitFor();
      expect(await axeFindings(page, 'open')).toEqual([]);
      await page.keyboard.press('Escape');
      expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('kowalska');

      await page.reload();
      await page.getByText('9 Einträge').waitFor();
      await page.getByRole('button', { name: 'Meine Ansichten' }).click();
      await page.getByRole('button', { name: 'Bibliothek', exact: true }).click();
      await page.getByRole('button', { name: 'Standort: Bibliothek' }).waitFor();
      expect(lastCall(server, 'ListInbox').sites).toEqual(['library']);
      expect(await page.getByRole('searchbox').inputValue()).toBe('');
      await page.getByRole('button', { name: 'Meine Ansichten' }).click();
      await page.getByRole('button', { name: 'Ansicht entfernen: Bibliothek' }).click();
      await page.getByText('Noch keine Ansicht gemerkt.').waitFor();
      expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['foyer.language']);
    }));

  test('without filters say what to do first', () =>
    scene({}, async ({ page }) => {
      await page.getByRole('button', { name: 'Meine Ansichten' }).click();
      await page.getByText('Wählen Sie zuerst Filter.').waitFor();
      expect(await page.getByRole('button', { name: 'Diese Filter merken' }).count()).toBe(0);
    }));

  test('hold filters alone, whatever stands in the storage', () => {
    expect(readViews(null)).toEqual([]);
    expect(readViews('{"sites":1}')).toEqual([]);
    expect(readViews('not JSON')).toEqual([]);
    expect(readViews('[null, 5, {"sites": "x"}, {"search": "Amal"}]')).toEqual([]);
    const view = viewOf({ ...everything, sites: ['b', 'a'], search: 'Amal', from: '2026-01-01' });
    expect(JSON.stringify(view)).not.toMatch(/Amal|2026/);
    expect(readViews(JSON.stringify([view]))).toEqual([view]);
    expect(sameView(view, { ...view, sites: ['a', 'b'] })).toBe(true);
    expect(sameView(view, { ...view, onlyWithCase: true })).toBe(false);
  });
});

describe('Who wrote something', () => {
  test('is said in one sentence, whatever the kiosk is called', () => {
    const origin = (name: string, bySlip = false) => create(OriginSchema, { kind: 'kiosk', name, bySlip });
    expect(originText(origin('Kiosk 2'), de)).toBe('Am Kiosk 2');
    expect(originText(origin('Kiosk 2', true), de)).toBe('Am Kiosk 2, mit Beleg');
    expect(originText(origin('Familienhaus', true), de)).toBe('Am Kiosk Familienhaus, mit Beleg');
    expect(originText(origin('Kioskhalle'), de)).toBe('Am Kiosk Kioskhalle');
    expect(originText(origin(''), de)).toBe('Am Kiosk');
    expect(originText(origin('Kiosk 2', true), en)).toBe('At kiosk 2, with a slip');
    expect(originText(origin('kiosk'), en)).toBe('At the kiosk');
  });
});
