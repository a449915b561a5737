// Coming in and what stands in the way: first account, login, ended sessions, missing rights, a silent server.
import { describe, expect, test } from 'vitest';
import { StaffRole } from '../../sync-server/console/src/gen/foyer/options_pb';
import { logIn } from './browser';
import { firstRunCode, staffPassword } from './fake_server';
import { goTo, recordHash, scene, useBrowser } from './stage';

useBrowser();

describe('The first account', () => {
  test('is made with the code of the set-up and is logged in at once', () =>
    scene({ firstAccountNeeded: true }, async ({ page }) => {
      await page.getByLabel('Code der Einrichtung').fill(firstRunCode);
      await page.getByLabel('Ihr Name').fill('Zoë Ağaoğlu');
      await page.locator('input[name=password]').fill('vier blaue Fahrräder');
      await page.getByText('Stärke des Passworts:').waitFor();
      await page.getByRole('button', { name: 'Konto anlegen' }).click();
      await page.getByRole('heading', { name: 'Eingang' }).waitFor();
      expect(await page.locator('.account-name').textContent()).toBe('Zoë Ağaoğlu');
    }));

  test('is refused kindly with a wrong code, and missing fields are marked', () =>
    scene({ firstAccountNeeded: true }, async ({ page, server }) => {
      await page.getByRole('button', { name: 'Konto anlegen' }).click();
      expect(await page.getByText('Bitte füllen Sie dieses Feld aus.').count()).toBe(3);
      expect(server.calls.filter((call) => call.method === 'CreateFirstAccount')).toEqual([]);
      await page.getByLabel('Code der Einrichtung').fill('WRONG');
      await page.getByLabel('Ihr Name').fill('Z');
      await page.locator('input[name=password]').fill('vier blaue Fahrräder');
      await page.getByRole('button', { name: 'Konto anlegen' }).click();
      await page.getByText('Dieser Code stimmt nicht oder wurde schon benutzt.').waitFor();
    }));

  test('shows what the server says about the password', () =>
    scene({ firstAccountNeeded: true, language: 'en' }, async ({ page }) => {
      await page.getByLabel('Set-up code').fill(firstRunCode);
      await page.getByLabel('Your name').fill('Z');
      await page.locator('input[name=password]').fill('short');
      await page.getByText('too short').waitFor();
      await page.getByRole('button', { name: 'Make account' }).click();
      await page.getByText('Please choose a password of at least 12 characters.').waitFor();
    }));
});

describe('Login', () => {
  test('with a wrong password says so and keeps the name', () =>
    scene({ isLoggedOut: true }, async ({ page, server }) => {
      await page.getByRole('textbox', { name: 'Name' }).fill(server.account.name);
      await page.locator('input[name=password]').fill('falsch');
      await page.getByRole('button', { name: 'Anmelden' }).click();
      await page.getByText('Name oder Passwort stimmt nicht.').waitFor();
      expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe(server.account.name);
    }));

  test('shows the password on request', () =>
    scene({ isLoggedOut: true }, async ({ page }) => {
      await page.locator('input[name=password]').fill(staffPassword);
      await page.getByRole('button', { name: 'Passwort zeigen' }).click();
      expect(await page.locator('input[name=password]').getAttribute('type')).toBe('text');
    }));

  test('leads back to the page that was asked for', () =>
    scene({ isLoggedOut: true }, async ({ page, server }) => {
      await page.evaluate((to) => (window.location.hash = to), recordHash('Ayşe')(server));
      await logIn(page, server.account.name, server.password);
      await page.getByRole('heading', { name: 'Ayşe D.' }).waitFor();
    }));

  test('after an ended session leads back to the same page, also when something was being written', () =>
    scene({ hash: recordHash('Ayşe') }, async ({ page, server }) => {
      await page.getByRole('heading', { name: 'Ayşe D.' }).waitFor();
      server.endSessions();
      await page.getByLabel('Neue Notiz').fill('Rückruf');
      await page.getByRole('button', { name: 'Notiz hinzufügen' }).click();
      await page.getByText('Ihre Sitzung ist abgelaufen.').waitFor();
      await logIn(page, server.account.name, server.password);
      await page.getByRole('heading', { name: 'Ayşe D.' }).waitFor();
    }));

  test('is over after logging out, and nothing of the records stays on the page', () =>
    scene({ hash: recordHash('Ayşe') }, async ({ page }) => {
      await page.getByRole('heading', { name: 'Ayşe D.' }).waitFor();
      await page.locator('.account-button').click();
      await page.getByRole('menuitem', { name: 'Abmelden' }).click();
      await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
      expect(await page.content()).not.toContain('Ayşe');
      expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).toBe('{"foyer.language":"de"}');
    }));
});

describe('The language', () => {
  test('is switched in the account menu and remembered', () =>
    scene({}, async ({ page }) => {
      await page.locator('.account-button').click();
      await page.getByRole('menuitemradio', { name: 'English' }).click();
      await page.getByRole('heading', { name: 'Inbox' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      await page.reload();
      await page.getByRole('heading', { name: 'Inbox' }).waitFor();
      expect(await page.title()).toBe('Inbox · Foyer');
    }));
});

describe('In the way', () => {
  test('a silent server is said calmly, and trying again works', () =>
    scene({ hash: '#/cases' }, async ({ page, server }) => {
      await page.locator('.table').waitFor();
      server.isAway = true;
      await goTo(page, recordHash('Ayşe')(server));
      await page.getByText('Der Server antwortet nicht').waitFor();
      server.isAway = false;
      await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
      await page.getByRole('heading', { name: 'Ayşe D.' }).waitFor();
    }));

  test('a server that is away at the start is said as well', () =>
    scene({ isLoggedOut: true }, async ({ page, server }) => {
      server.isAway = true;
      await page.reload();
      await page.getByText('Der Server antwortet nicht').waitFor();
    }));

  test('an account of the devices sees kiosks and no records', () =>
    scene({ roles: [StaffRole.ADMINISTRATOR] }, async ({ page, server }) => {
      await page.getByRole('heading', { name: 'Kioske' }).waitFor();
      expect(await page.getByRole('navigation').getByRole('link').count()).toBe(1);
      await goTo(page, '#/cases');
      await page.getByText('Das darf dieses Konto nicht öffnen').waitFor();
      expect(server.calls.some((call) => call.method === 'ListInbox')).toBe(false);
    }));

  test('a record that is not there is said', () =>
    scene({ hash: '#/records/nobody' }, async ({ page }) => {
      await page.getByText('Das gibt es nicht').waitFor();
    }));
});
