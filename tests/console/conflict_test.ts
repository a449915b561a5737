// Cases: deciding a conflict, deciding it anew, leaving it open, and what waits in quarantine.
import { describe, expect, test } from 'vitest';
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
      await page.getByRole('alert').getByText('Inzwischen hat sich dieser Fall geändert.').waitFor();
      await page.getByRole('heading', { name: 'Entschieden für Оксана К.' }).waitFor();
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

describe('The kiosks page', () => {
  test('says for each kiosk what was confirmed, what is stored and what waits', () =>
    scene({ hash: '#/kiosks' }, async ({ page }) => {
      const whole = page.locator('.kiosk-panel', { hasText: 'Stadtteilzentrum' });
      expect(await whole.innerText()).toContain('Nichts fehlt');
      const silent = page.locator('.kiosk-panel', { hasText: 'Familienhaus' });
      for (const part of ['seit 2 Std. ohne Leitung', 'Wartet auf die Leitung', 'geht um 94 s falsch', '48,3 GB']) expect(await silent.innerText()).toContain(part);
    }));

  test('without kiosks says how one gets there', () =>
    scene({ hash: '#/kiosks', isEmpty: true }, async ({ page }) => {
      await page.getByText('Noch ist kein Kiosk angemeldet').waitFor();
    }));
});
