// Why a case is there, in the language of the console: made from its kind and numbers, not from the server's English.
import { create } from '@bufbuild/protobuf';
import { describe, expect, test } from 'vitest';
import { DateSchema, TextSchema } from '../../sync-server/console/src/gen/foyer/catalogue/v1/catalogue_pb';
import {
  CaseKind,
  CaseSummarySchema,
  ConfirmedSeatsSchema,
  QuarantineReason,
  SeatsMissingSchema,
} from '../../sync-server/console/src/gen/foyer/staff/v1/staff_pb';
import { axeFindings } from './browser';
import type { FakeServer } from './fake_server';
import { goTo, scene, useBrowser } from './stage';

useBrowser();

describe('What the server says in English', () => {
  test('is told in the language of the console, by the kind of reason, and stands beside it as a detail', () =>
    scene({ hash: '#/kiosks' }, async ({ page, server }) => {
      const one = server.centre.cases.find((each) => each.caseId === server.quarantineId)!;
      one.reason = 'Field 2 of record 1 is not valid: not_phone.';
      one.quarantineReason = QuarantineReason.NOT_VALID;
      await goTo(page, '#/cases');
      await page.getByRole('cell', { name: /Eine Angabe darin ist nicht zulässig/ }).waitFor();
      expect(await page.getByText('not valid').count()).toBe(0);
      await goTo(page, `#/cases/${one.caseId}`);
      await page.getByText('Eine Angabe darin ist nicht zulässig').waitFor();
      expect(await page.getByText('not_phone').isVisible()).toBe(false);
      await page.getByText('Meldung des Programms (auf Englisch)').click();
      const detail = page.getByText('Field 2 of record 1 is not valid: not_phone.');
      expect(await detail.isVisible()).toBe(true);
      expect(await detail.getAttribute('lang')).toBe('en');
      expect(await axeFindings(page)).toEqual([]);
    }));

  test('of a kind that this console does not know has plain words all the same', () =>
    scene({ hash: '#/kiosks' }, async ({ page, server }) => {
      const one = server.centre.cases.find((each) => each.caseId === server.quarantineId)!;
      one.quarantineReason = 99 as QuarantineReason;
      await goTo(page, `#/cases/${one.caseId}`);
      await page.getByText('Der Server kann diesen Eintrag nicht übernehmen.').waitFor();
    }));
});

describe('A date with too few seats', () => {
  const fill = (server: FakeServer) => {
    const [person] = [...server.centre.records.values()].filter((record) => record.type === 'Registration');
    const title = create(TextSchema, { byLanguage: { de: 'Verein gründen', en: 'Founding an association' } });
    const dates = [create(DateSchema, { day: '2026-11-24', from: '17:00', until: '19:00' })];
    const seats = create(SeatsMissingSchema, { session: 'founding-1', title, dates, capacity: 10, confirmed: 12, lent: 2, missing: 4 });
    const reason = 'The date "founding-1" has 10 seats, but 12 are confirmed.';
    server.centre.cases.push(create(CaseSummarySchema, { caseId: '0190-full', kind: CaseKind.CAPACITY, reason, seats, openedMs: BigInt(Date.now()) }));
    server.centre.confirmed.set('0190-full', [create(ConfirmedSeatsSchema, { recordId: person!.id, title: 'محمد الخطيب', seats: 2 })]);
    return person!.id;
  };

  test('says in German how many are confirmed, lent and missing, for which date and for whom', () =>
    scene({ hash: '#/kiosks' }, async ({ page, server }) => {
      const recordId = fill(server);
      await goTo(page, '#/cases');
      await page.getByRole('cell', { name: /12 Plätze sind zugesagt, vorhanden sind 10 Plätze\./ }).waitFor();
      await goTo(page, '#/cases/0190-full');
      await page.getByText('2 Plätze können noch Kioske ohne Leitung zusagen. Es fehlen 4 Plätze.').waitFor();
      await page.getByText(/Verein gründen, Di\., 24\. Nov\. 2026 17:00–19:00/).waitFor();
      expect(await page.getByText('The date "founding-1"').count()).toBe(0);
      expect(await axeFindings(page)).toEqual([]);
      await page.getByText('2 Plätze', { exact: true }).waitFor();
      await page.getByRole('link', { name: 'محمد الخطيب' }).click();
      await expect.poll(() => new URL(page.url()).hash).toBe(`#/records/${recordId}`);
    }));

  test('says it in English, too, and that there is room again when it is closed', () =>
    scene({ hash: '#/kiosks', language: 'en' }, async ({ page, server }) => {
      fill(server);
      await goTo(page, '#/cases/0190-full');
      await page.getByText('12 seats are confirmed, and there are 10 seats. Kiosks without a line may still confirm 2 seats. 4 seats are missing.').waitFor();
      await page.getByText(/Founding an association, Tue,? 24 Nov 2026 17:00–19:00/).waitFor();
      server.centre.cases.push(create(CaseSummarySchema, { caseId: '0190-over', kind: CaseKind.CAPACITY, closedMs: 5n }));
      await goTo(page, '#/cases/0190-over');
      await page.getByText('There is room for everybody again.').waitFor();
    }));
});
