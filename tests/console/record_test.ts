// The record page: reading, editing with what was seen, notes, status, paper. And the form at the desk.
import { describe, expect, test } from 'vitest';
import { StaffRole } from '../../sync-server/console/src/gen/foyer/options_pb';
import { axeFindings } from './browser';
import { newField, newType } from './fake_schema';
import { goTo, lastCall, recordHash, scene, useBrowser } from './stage';

useBrowser();

describe('The record page', () => {
  test('shows the record with its contact, consents, notes and history', () =>
    scene({ hash: recordHash('Оксана') }, async ({ page }) => {
      await page.getByRole('heading', { name: 'Оксана К.' }).waitFor();
      expect(await page.getByRole('region', { name: 'Kontakt' }).innerText()).toContain('Ukrainisch');
      await page.getByText('Angerufen, Mailbox. Morgen noch einmal.').waitFor();
      expect(await page.getByRole('region', { name: 'Einwilligung' }).innerText()).toContain('Zum Netzwerk einladen: nein');
      await page.getByText('Konflikt erkannt: keine der Angaben kannte die andere').waitFor();
      expect(await page.title()).toBe('Оксана К. · Foyer');
    }));

  test('shows a field in conflict with all its answers and leads to the case', () =>
    scene({ hash: recordHash('Оксана') }, async ({ page }) => {
      const row = page.locator('.row-conflict');
      expect(await row.innerText()).toContain('+49 151 2040 7781');
      expect(await row.innerText()).toContain('+49 160 555 0192');
      await row.getByRole('link', { name: 'Entscheiden' }).click();
      await page.getByRole('heading', { name: /Welche Angabe gilt/ }).waitFor();
    }));

  test('saves an edit with the versions that were on the screen', () =>
    scene({ hash: recordHash('Nguyễn') }, async ({ page, server }) => {
      await page.getByRole('button', { name: 'Telefon: ändern' }).click();
      await page.getByRole('textbox', { name: 'Telefon' }).fill('+49 30 5550 7777');
      await page.getByRole('button', { name: 'Speichern' }).click();
      await page.getByText('Gespeichert.').waitFor();
      const { edits } = lastCall(server, 'EditRecord') as { edits: { values: string[]; seen: string[] }[] };
      expect(edits).toHaveLength(1);
      expect(edits[0]!.values).toEqual(['+49 30 5550 7777']);
      expect(edits[0]!.seen).toHaveLength(1);
      await page.getByRole('link', { name: '+49 30 5550 7777' }).waitFor();
      expect(await page.locator('.row-conflict').count()).toBe(0);
    }));

  test('says at the field why a value is not accepted, and keeps what was typed', () =>
    scene({ hash: recordHash('Nguyễn'), language: 'en' }, async ({ page }) => {
      await page.getByRole('button', { name: 'Change: Phone' }).click();
      const box = page.getByRole('textbox', { name: 'Phone' });
      await box.fill('none of your business');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('This does not look like a phone number.').waitFor();
      expect(await box.inputValue()).toBe('none of your business');
      expect(await box.getAttribute('aria-invalid')).toBe('true');
    }));

  test('adds to a text that is only ever added to', () =>
    scene({ hash: recordHash('Nguyễn') }, async ({ page }) => {
      await page.getByRole('button', { name: 'Anliegen: ergänzen' }).click();
      await page.getByRole('textbox', { name: 'Anliegen' }).fill('Es eilt.');
      await page.getByRole('button', { name: 'Speichern' }).click();
      await page.getByText('Es eilt.').first().waitFor();
      await page.getByText('Chúng tôi muốn xin tài trợ').first().waitFor();
    }));

  test('does not offer to edit what never changes', () =>
    scene({ hash: recordHash('محمد') }, async ({ page }) => {
      await page.getByRole('heading', { name: 'محمد الخطيب' }).waitFor();
      expect(await page.getByRole('button', { name: 'Angebot: ändern' }).count()).toBe(0);
      expect(await page.getByRole('button', { name: 'Plätze: ändern' }).count()).toBe(1);
    }));

  test('saves the status as soon as it is chosen, and who is in charge in one tap', () =>
    scene({ hash: recordHash('Ayşe') }, async ({ page, server }) => {
      await page.getByLabel('Stand', { exact: true }).selectOption({ label: 'in Arbeit' });
      await page.getByText('Gespeichert.').first().waitFor();
      expect(lastCall(server, 'EditRecord')).toMatchObject({ edits: [{ values: ['REQUEST_STATUS_IN_PROGRESS'] }] });
      await page.getByRole('button', { name: 'Ich übernehme' }).click();
      await page.getByText('Gespeichert.').nth(1).waitFor();
      expect(await page.getByLabel('Zuständig').inputValue()).toBe(server.account.name);
    }));

  test('adds a note to the record', () =>
    scene({ hash: recordHash('Ayşe') }, async ({ page, server }) => {
      await page.getByLabel('Neue Notiz').fill('Stand ist angemeldet.\nTisch mitbringen.');
      await page.getByRole('button', { name: 'Notiz hinzufügen' }).click();
      await page.getByText('Notiz hinzugefügt.').waitFor();
      await page.locator('.notes').getByText('Tisch mitbringen.').waitFor();
      expect(lastCall(server, 'CreateRecord')).toMatchObject({ records: [{ type: 'Note' }] });
      expect(await page.getByLabel('Neue Notiz').inputValue()).toBe('');
    }));

  test('prints the record without navigation and buttons', () =>
    scene({ hash: recordHash('Оксана') }, async ({ page }) => {
      await page.locator('.row').first().waitFor();
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('navigation').isVisible()).toBe(false);
      expect(await page.locator('.row-action').first().isVisible()).toBe(false);
      expect(await page.getByRole('heading', { name: 'Оксана К.' }).isVisible()).toBe(true);
    }));

  test('erases a person only when asked twice, and for those who may', () =>
    scene({ hash: recordHash('Ayşe') }, async ({ page, server }) => {
      await page.locator('summary', { hasText: 'Person löschen' }).click();
      const button = page.getByRole('button', { name: 'Löschen', exact: true });
      expect(await button.isDisabled()).toBe(true);
      await page.getByText('Ja, endgültig löschen').click();
      expect(await axeFindings(page)).toEqual([]);
      await button.click();
      await page.getByText('1 Eintrag gelöscht.').waitFor();
      await page.getByRole('heading', { name: 'Eingang' }).waitFor();
      expect(await page.getByRole('row', { name: /Ayşe/ }).count()).toBe(0);
      expect(server.calls.filter((call) => call.method === 'EraseRecord')).toHaveLength(1);
    }));

  test('shows an erased person nowhere, also while the list is asked for again', () =>
    scene({}, async ({ page, server }) => {
      await page.getByRole('link', { name: /Ayşe/ }).click();
      await page.locator('summary', { hasText: 'Person löschen' }).click();
      await page.getByText('Ja, endgültig löschen').click();
      server.slowMs = { ListInbox: 2_000 };
      await page.getByRole('button', { name: 'Löschen', exact: true }).click();
      await page.getByRole('heading', { name: 'Eingang' }).waitFor();
      expect(await page.getByText(/Ayşe/).count()).toBe(0);
      await page.getByRole('row').nth(1).waitFor();
      expect(await page.getByText(/Ayşe/).count()).toBe(0);
    }));

  test('does not offer advisers to erase', () =>
    scene({ hash: recordHash('Ayşe'), roles: [StaffRole.ADVISER] }, async ({ page }) => {
      await page.locator('.history li').first().waitFor();
      expect(await page.getByText('Person löschen').count()).toBe(0);
    }));

  test('shows a field that no code knows, and edits it', () =>
    scene({ hash: recordHash('Ayşe'), withNewField: true }, async ({ page, server }) => {
      await page.locator('summary', { hasText: 'Ohne Angabe' }).first().click();
      await page.getByRole('button', { name: `${newField.labelDe}: ändern` }).click();
      await page.getByRole('textbox', { name: newField.labelDe }).fill('Am Brunnen');
      await page.getByRole('button', { name: 'Speichern' }).click();
      await page.locator('.row').getByText('Am Brunnen').waitFor();
      expect(lastCall(server, 'EditRecord')).toMatchObject({ edits: [{ name: newField.name, values: ['Am Brunnen'] }] });
    }));
});

describe('The form at the desk', () => {
  test('takes an enquiry with its contact, also the field that no code knows', () =>
    scene({ hash: '#/new', withNewField: true }, async ({ page, server }) => {
      await page.getByRole('textbox', { name: /^Name/ }).fill('فاطمة');
      await page.getByRole('textbox', { name: /^Anliegen/ }).fill('Wo melde ich mein Kind an?');
      await page.getByText('Wohnen', { exact: true }).click();
      await page.getByLabel('Standort').selectOption({ label: 'Familienhaus' });
      await page.getByRole('textbox', { name: newField.labelDe }).fill('Im Café');
      await page.getByRole('button', { name: 'Aufnehmen', exact: true }).click();
      await page.getByRole('heading', { name: 'فاطمة' }).waitFor();
      await page.locator('.row').getByText('Im Café').waitFor();
      const { records } = lastCall(server, 'CreateRecord') as { records: { type: string; fields: { name: string; values: string[] }[] }[] };
      expect(records.map((record) => record.type)).toEqual(['Contact', 'Enquiry']);
      expect(records[1]!.fields).toContainEqual({ name: 'topics', values: ['housing'] });
      expect(records[1]!.fields).toContainEqual({ name: 'contact', values: ['#0'] });
      await goTo(page, '#/inbox');
      expect(await page.getByRole('row', { name: /فاطمة/ }).innerText()).toContain('Familienhaus');
    }));

  test('takes a record of a type that no code knows, and shows it', () =>
    scene({ hash: `#/new/${newType}`, withNewType: true }, async ({ page, server }) => {
      await page.getByRole('textbox', { name: /^Name/ }).fill('Hoa');
      await page.getByRole('textbox', { name: /^Welche Farbe/ }).fill('grün');
      await page.getByRole('button', { name: 'Aufnehmen', exact: true }).click();
      await page.getByRole('heading', { name: 'grün' }).waitFor();
      const { records } = lastCall(server, 'CreateRecord') as { records: { type: string; fields: { name: string; values: string[] }[] }[] };
      expect(records.map((record) => record.type)).toEqual(['Contact', newType]);
      expect(records[1]!.fields).toContainEqual({ name: 'colour', values: ['grün'] });
      await goTo(page, '#/inbox');
      expect(await page.getByRole('row', { name: /^grün/ }).innerText()).toContain('Wunsch');
    }));

  test('marks what is missing, puts the focus there and asks the server nothing', () =>
    scene({ hash: '#/new' }, async ({ page, server }) => {
      await page.getByRole('button', { name: 'Aufnehmen', exact: true }).click();
      expect(await page.getByText('Bitte füllen Sie dieses Feld aus.').count()).toBe(2);
      const name = page.getByRole('textbox', { name: /^Name/ });
      await expect.poll(() => name.evaluate((box) => box === document.activeElement)).toBe(true);
      expect(server.calls.some((call) => call.method === 'CreateRecord')).toBe(false);
    }));

  test('shows the violations of the server at their fields', () =>
    scene({ hash: '#/new/Registration' }, async ({ page }) => {
      await page.getByRole('textbox', { name: /^Name/ }).fill('Jan');
      await page.getByRole('textbox', { name: 'Telefon' }).fill('abc');
      await page.getByLabel(/^Angebot/).selectOption({ label: 'Lesung' });
      await page.getByRole('button', { name: 'Aufnehmen', exact: true }).click();
      await page.getByText('Das sieht nicht wie eine Telefonnummer aus.').waitFor();
      await page.getByText('Das wurde nicht gespeichert.').waitFor();
    }));

  test('marks the field of the record that the server names, where both records have one of this name', () =>
    scene({ hash: '#/new' }, async ({ page, server }) => {
      server.centre.refusedField = { type: 'Enquiry', name: 'site' };
      await page.getByRole('textbox', { name: /^Name/ }).fill('Jan');
      await page.getByRole('textbox', { name: /^Anliegen/ }).fill('Hallo');
      await page.getByLabel('Standort').selectOption({ label: 'Familienhaus' });
      await page.getByRole('button', { name: 'Aufnehmen', exact: true }).click();
      await page.getByText('Das ist nicht erlaubt.').waitFor();
      expect(await page.getByLabel('Standort').getAttribute('aria-invalid')).toBe('true');

      // The form does not ask for the site of the contact: the reason stands at the end of the form.
      server.centre.refusedField = { type: 'Contact', name: 'site' };
      await page.getByRole('button', { name: 'Aufnehmen', exact: true }).click();
      await page.getByRole('alert').getByText('Das ist nicht erlaubt.').waitFor();
      expect(await page.getByLabel('Standort').getAttribute('aria-invalid')).toBe(null);
    }));
});
