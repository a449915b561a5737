// Cases: deciding a conflict, deciding it anew, leaving it open, and what waits in quarantine.
import { create } from '@bufbuild/protobuf';
import { describe, expect, test } from 'vitest';
import { CaseKind, KioskIncidentSchema, WaitingChangeSchema } from '../../sync-server/console/src/gen/foyer/staff/v1/staff_pb';
import { IncarnationCause } from '../../sync-server/console/src/gen/foyer/sync/v1/sync_pb';
import { axeFindings } from './browser';
import { dayMs } from './fake_centre';
import type { FakeServer } from './fake_server';
import { goTo, lastCall, scene, useBrowser } from './stage';

useBrowser();

const conflict = (server: FakeServer) => `#/cases/${server.conflictId}`;

describe('A conflict', () => {
  test('is a question with both answers, who gave them, where and when, and the history', () =>
    scene({ hash: conflict }, async ({ page }) => {
      await page.getByRole('heading', { name: 'Welche Angabe gilt für Оксана К.?' }).waitFor();
      const answers = await page.locator('.answer').allInnerTexts();
      expect(answers).toHaveLength(2);
      expect(answers[0]).toContain('Am Kiosk Familienhaus, mit Beleg');
      expect(answers[0]).toContain('angekommen');
      expect(answers[1]).toContain('M. Arslan, in der Konsole');
      await page.locator('.history').getByText('+49 151 2040 7718').waitFor();
    }));

  test('is decided in one tap, with both versions seen, and the badge counts one less', () =>
    scene({ hash: conflict }, async ({ page, server }) => {
      const badge = page.getByRole('link', { name: /Fälle/ }).first();
      await expect.poll(() => badge.innerText()).toContain('2');
      await page.getByRole('button', { name: 'Diese gilt: +49 160 555 0192' }).click();
      await page.getByText('Entschieden: +49 160 555 0192 gilt.').waitFor();
      await page.getByRole('heading', { name: 'Fälle' }).waitFor();
      const asked = lastCall(server, 'ResolveCase') as { values: string[]; seen: string[] };
      expect(asked.values).toEqual(['+49 160 555 0192']);
      expect(asked.seen).toHaveLength(2);
      await expect.poll(() => badge.innerText()).toContain('1');
      expect(await page.getByRole('row', { name: /Оксана/ }).count()).toBe(0);
    }));

  test('can be decided anew by the link in the notice', () =>
    scene({ hash: conflict }, async ({ page, server }) => {
      await page.getByRole('button', { name: 'Diese gilt: +49 160 555 0192' }).click();
      await page.getByRole('link', { name: 'Entscheidung ändern' }).click();
      await page.getByRole('heading', { name: 'Entschieden für Оксана К.' }).waitFor();
      expect(await page.locator('.answer-holds').innerText()).toContain('+49 160 555 0192');
      await page.getByRole('button', { name: 'Doch diese: +49 151 2040 7781' }).click();
      await page.getByText('Geändert: +49 151 2040 7781 gilt jetzt.').waitFor();
      const { edits } = lastCall(server, 'EditRecord') as { edits: { values: string[]; seen: string[] }[] };
      expect(edits[0]).toMatchObject({ values: ['+49 151 2040 7781'] });
      expect(edits[0]!.seen).toHaveLength(1);
      await expect.poll(() => page.locator('.answer-holds').innerText()).toContain('+49 151 2040 7781');
    }));

  test('takes another answer, and says when that is not accepted', () =>
    scene({ hash: conflict }, async ({ page, server }) => {
      await page.getByRole('button', { name: 'Andere eingeben' }).click();
      const box = page.getByRole('textbox', { name: 'Was gilt stattdessen?' });
      await box.fill('weiß nicht');
      await page.getByRole('button', { name: 'Diese gilt', exact: true }).last().click();
      await page.getByText('Das sieht nicht wie eine Telefonnummer aus.').waitFor();
      await box.fill('+49 30 1234567');
      await page.getByRole('button', { name: 'Diese gilt', exact: true }).last().click();
      await page.getByText('Entschieden: +49 30 1234567 gilt.').waitFor();
      expect(lastCall(server, 'ResolveCase')).toMatchObject({ values: ['+49 30 1234567'] });
    }));

  test('can stay open while staff ask', () =>
    scene({ hash: conflict }, async ({ page, server }) => {
      await page.getByRole('button', { name: 'Nachfragen, Fall offen lassen' }).click();
      await page.getByText('Der Fall bleibt offen.').waitFor();
      await page.getByRole('heading', { name: 'Оксана К.' }).waitFor();
      expect(server.calls.some((call) => call.method === 'ResolveCase')).toBe(false);
    }));

  test('that somebody else decided meanwhile says so', () =>
    scene({ hash: conflict }, async ({ page, server }) => {
      const button = page.getByRole('button', { name: 'Diese gilt: +49 160 555 0192' });
      await button.waitFor();
      server.centre.cases.find((one) => one.caseId === server.conflictId)!.closedMs = 5n;
      await button.click();
      await page.getByRole('alert').getByText('Inzwischen hat jemand etwas geändert.').waitFor();
      await page.getByRole('heading', { name: 'Entschieden für Оксана К.' }).waitFor();
    }));
});

describe('A conflict that goes on', () => {
  test('is not decided over a value that nobody has looked at; it is shown and can be decided then', () =>
    scene({ hash: conflict }, async ({ page, server }) => {
      const button = page.getByRole('button', { name: 'Diese gilt: +49 160 555 0192' });
      await button.waitFor();
      const { centre } = server;
      const { recordId, field } = centre.cases.find((one) => one.caseId === server.conflictId)!;
      centre.write(recordId, field, ['+49 170 999 0000'], [], centre.origin('kiosk', 'Kiosk 2', Date.now(), { bySlip: true }));
      await button.click();
      await page.getByRole('alert').getByText('Inzwischen hat jemand etwas geändert.').waitFor();
      await page.getByRole('button', { name: 'Diese gilt: +49 170 999 0000' }).waitFor();
      expect(await page.locator('.answer').count()).toBe(3);
      expect(await page.locator('.answer').first().innerText()).toContain('Am Kiosk 2, mit Beleg');
      expect(centre.cases.find((one) => one.caseId === server.conflictId)!.closedMs).toBe(0n);
      await button.click();
      await page.getByText('Entschieden: +49 160 555 0192 gilt.').waitFor();
      expect((lastCall(server, 'ResolveCase') as { seen: string[] }).seen).toHaveLength(3);
    }));
});

describe('The list of cases', () => {
  test('shows open cases, by kind, and decided ones on request', () =>
    scene({ hash: '#/cases' }, async ({ page, server }) => {
      await page.getByText('2 offene Fälle', { exact: true }).last().waitFor();
      await page.getByLabel('Art des Falls').selectOption({ label: 'In Quarantäne' });
      await expect.poll(() => page.locator('.table tbody tr').count()).toBe(1);
      await page.getByLabel('Art des Falls').selectOption({ label: 'Art des Falls: Alle' });
      server.centre.cases.find((one) => one.caseId === server.conflictId)!.closedMs = 5n;
      await page.getByText('Auch erledigte zeigen').click();
      await page.getByRole('row', { name: /Оксана.*erledigt/ }).waitFor();
    }));

  test('an entry in quarantine is shown with its reason', () =>
    scene({ hash: '#/cases' }, async ({ page, server }) => {
      await page.getByRole('link', { name: 'Kiosk Bibliothek' }).click();
      await page.getByText('sobald dieser Server aktualisiert ist').waitFor();
      await page.getByText('Er ist sicher verwahrt').waitFor();
      await goTo(page, '#/kiosks');
      expect(server.calls.some((call) => call.method === 'GetCase')).toBe(true);
    }));

  test('without cases says that there is nothing to decide', () =>
    scene({ hash: '#/cases', isEmpty: true }, async ({ page }) => {
      await page.getByText('Nichts zu entscheiden').waitFor();
    }));
});

describe('An entry in quarantine', () => {
  const quarantine = (server: FakeServer) => `#/cases/${server.quarantineId}`;

  test('shows what can be read of it and where it came from', () =>
    scene({ hash: quarantine }, async ({ page }) => {
      const content = page.locator('.content-of');
      await content.getByText('ليلى حداد').waitFor();
      expect(await content.innerText()).toContain('Arabisch');
      expect(await content.getByText('ليلى حداد').evaluate((value) => getComputedStyle(value).direction)).toBe('rtl');
    }));

  test('can be tried again, and says when that does not help', () =>
    scene({ hash: quarantine }, async ({ page, server }) => {
      await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
      await page.getByText('Es geht noch nicht.').waitFor();
      expect(lastCall(server, 'SettleChange')).toMatchObject({ act: 'SETTLEMENT_ACT_TRY_AGAIN' });
    }));

  test('is corrected at the fields that are wrong, with a reason', () =>
    scene({ hash: quarantine }, async ({ page, server }) => {
      await page.getByRole('button', { name: 'Berichtigen' }).click();
      const save = page.getByRole('button', { name: 'Berichtigten Eintrag übernehmen' });
      expect(await save.isDisabled()).toBe(true);
      await page.getByLabel(/^Warum\?/).fill('Falsche Nummer');
      await save.click();
      await page.getByText('Das sieht nicht wie eine Telefonnummer aus.').waitFor();
      const phone = page.getByRole('textbox', { name: 'Telefon' });
      expect(await phone.getAttribute('aria-invalid')).toBe('true');
      await phone.fill('+49 30 1234567');
      await save.click();
      await page.getByText('Der berichtigte Eintrag ist übernommen.').waitFor();
      const { records, reason } = lastCall(server, 'SettleChange') as { records: { type: string; fields: object[] }[]; reason: string };
      expect(reason).toBe('Falsche Nummer');
      expect(records.map((record) => record.type)).toEqual(['Contact', 'Enquiry']);
      expect(records[1]!.fields).toContainEqual({ name: 'contact', values: ['#0'] });
      await page.getByRole('heading', { name: 'Fälle' }).waitFor();
    }));

  test('is discarded only with a reason, which stands in the case', () =>
    scene({ hash: quarantine }, async ({ page, server }) => {
      await page.getByRole('button', { name: 'Verwerfen', exact: true }).click();
      await page.keyboard.type('Versehen beim Einrichten');
      await page.getByRole('button', { name: 'Endgültig verwerfen' }).click();
      await page.getByText('Der Eintrag ist verworfen.').waitFor();
      expect(lastCall(server, 'SettleChange')).toMatchObject({ act: 'SETTLEMENT_ACT_DISCARD', reason: 'Versehen beim Einrichten' });
      await goTo(page, quarantine(server));
      await page.getByText('Versehen beim Einrichten').waitFor();
      expect(await page.getByRole('button', { name: 'Verwerfen', exact: true }).count()).toBe(0);
    }));

  test('that somebody else settled meanwhile says so', () =>
    scene({ hash: quarantine }, async ({ page, server }) => {
      const again = page.getByRole('button', { name: 'Noch einmal versuchen' });
      await again.waitFor();
      server.centre.cases.find((one) => one.caseId === server.quarantineId)!.closedMs = 5n;
      await again.click();
      await page.getByText('erledigt').first().waitFor();
      expect(await again.count()).toBe(0);
    }));
});

describe('A change that waits for its visit', () => {
  test('is told on the page of cases, and is discarded with a reason', () =>
    scene({ hash: '#/kiosks' }, async ({ page, server }) => {
      const { centre } = server;
      const origin = centre.origin('kiosk', 'Kiosk 2', Date.now() - 3 * dayMs, { bySlip: true });
      centre.waiting.push(create(WaitingChangeSchema, { changeId: '0190-c', origin, days: 3 }));
      await goTo(page, '#/cases');
      const card = page.getByRole('region', { name: 'Wartet auf einen Beleg' });
      await card.getByText(/Am Kiosk 2, mit Beleg.*seit 3 Tagen/).click();
      expect(await axeFindings(page)).toEqual([]);
      await card.getByRole('button', { name: 'Verwerfen' }).click();
      await page.keyboard.type('Beleg ungültig');
      await card.getByRole('button', { name: 'Endgültig verwerfen' }).click();
      await page.getByText('Der Eintrag ist verworfen.').waitFor();
      expect(lastCall(server, 'SettleChange')).toEqual({ changeId: '0190-c', act: 'SETTLEMENT_ACT_DISCARD', reason: 'Beleg ungültig' });
      await expect.poll(() => card.count()).toBe(0);
    }));
});

describe('A withdrawal', () => {
  test('says what to do, and is done in one tap', () =>
    scene({ hash: '#/cases' }, async ({ page, server }) => {
      const one = server.centre.cases.find((each) => each.caseId === server.quarantineId)!;
      one.kind = CaseKind.WITHDRAWAL;
      await goTo(page, `#/cases/${one.caseId}`);
      await page.getByText('Hier sind sie schon entfernt.').waitFor();
      await page.getByRole('button', { name: 'Erledigt' }).click();
      await page.getByText('Als erledigt vermerkt.').waitFor();
      expect(lastCall(server, 'ResolveCase')).toEqual({ caseId: one.caseId });
    }));
});

describe('The kiosks page', () => {
  test('says for each kiosk what was confirmed, what is stored and what waits', () =>
    scene({ hash: '#/kiosks' }, async ({ page }) => {
      const whole = page.locator('.kiosk-panel', { hasText: 'Stadtteilzentrum' });
      expect(await whole.innerText()).toContain('Nichts fehlt');
      const silent = page.locator('.kiosk-panel', { hasText: 'Familienhaus' });
      for (const part of ['seit 2 Std. ohne Leitung', 'Wartet auf die Leitung', 'geht um 94 s falsch', '48,3 GB']) expect(await silent.innerText()).toContain(part);
    }));

  test('tells of a copied disk until somebody has looked, and of a restored server', () =>
    scene({ hash: '#/kiosks' }, async ({ page, server }) => {
      const { centre } = server;
      Object.assign(centre.kiosks[0]!, { flaggedMs: 5n, incidents: [create(KioskIncidentSchema, { cause: IncarnationCause.COPIED, atMs: 5n })] });
      centre.restoredMs = 1_700_000_000_000n;
      await page.reload();
      await page.getByText('aus einer Sicherung vom').waitFor();
      await page.getByText(/Der Datenträger wurde kopiert/).waitFor();
      await page.getByRole('button', { name: 'Ich habe ihn angesehen' }).click();
      await page.getByText('Vermerkt.').waitFor();
      await expect.poll(() => page.getByText('Bitte diesen Kiosk ansehen.').count()).toBe(0);
      expect(lastCall(server, 'ClearKioskFlag')).toEqual({ kioskId: centre.kiosks[0]!.kioskId });
    }));

  test('says when entries are gone that a kiosk once had', () =>
    scene({ hash: '#/kiosks' }, async ({ page, server }) => {
      server.centre.kiosks[0]!.confirmedAtKiosk += 3n;
      await page.reload();
      const panel = page.locator('.kiosk-panel', { hasText: 'Stadtteilzentrum' });
      await panel.getByText('3 Einträge fehlen').waitFor();
    }));

  test('without kiosks says how one gets there', () =>
    scene({ hash: '#/kiosks', isEmpty: true }, async ({ page }) => {
      await page.getByText('Noch ist kein Kiosk angemeldet').waitFor();
    }));
});
