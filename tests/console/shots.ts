// Takes pictures of every page against the fake server, to be looked at: shots.ts FOLDER_OF_BUILD FOLDER_OF_PICTURES
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { desktop, logIn, phone, small, startBrowser, visit } from './browser';
import { FakeServer } from './fake_server';

const [build = '', pictures = ''] = process.argv.slice(2);
mkdirSync(pictures, { recursive: true });
const browser = await startBrowser();

for (const language of ['de', 'en'] as const) {
  for (const [sizeName, size] of Object.entries({ desktop, small, phone })) {
    const shot = (name: string) => ({ path: join(pictures, `${language}-${sizeName}-${name}.png`), fullPage: true });
    const fresh = new FakeServer(resolve(build), { firstAccountNeeded: true });
    const first = await visit(browser, await fresh.start(), { size, language });
    await first.page.locator('input[name=password]').fill('drei grüne Stühle');
    await first.page.screenshot(shot('first-account'));
    await first.context.close();
    await fresh.stop();

    const server = new FakeServer(resolve(build), { withNewField: true });
    const address = await server.start();
    const { page, context, faults } = await visit(browser, address, { size, language });
    await page.screenshot(shot('log-in'));
    await logIn(page, server.account.name, server.password);
    await page.locator('.table a').first().waitFor();
    await page.waitForTimeout(300);
    await page.screenshot(shot('inbox'));
    await page.locator('.filter').nth(2).click();
    await page.screenshot(shot('inbox-filter'));
    await page.keyboard.press('Escape');
    await page.locator('.account-button').click();
    await page.screenshot(shot('account-menu'));
    await page.keyboard.press('Escape');
    const rows = server.centre.inboxRows().map(({ row }) => row);
    const record = (title: string) => rows.find((row) => row.title.startsWith(title))!.recordId;
    const open = async (hash: string, name: string) => {
      await page.evaluate((to) => (window.location.hash = to), hash);
      await page.waitForTimeout(500);
      await page.screenshot(shot(name));
    };
    await open(`#/records/${record('Оксана')}`, 'record');
    await open(`#/records/${record('محمد')}`, 'record-arabic');
    await page.locator('.row-action button').first().click();
    await page.screenshot(shot('record-edit'));
    await open(`#/records/${record('Initiative')}`, 'record-organisation');
    await open('#/cases', 'cases');
    await open(`#/cases/${server.conflictId}`, 'conflict');
    await open(`#/cases/${server.quarantineId}`, 'quarantine');
    await open('#/kiosks', 'kiosks');
    await open('#/slip', 'slip');
    await page.locator('.slip-form input').fill('7K4M');
    await page.keyboard.press('Enter');
    await page.locator('.field-error').waitFor();
    await page.screenshot(shot('slip-wrong'));
    await open('#/new', 'new');
    await page.locator('.new-form button[type=submit]').click();
    await page.waitForTimeout(200);
    await page.screenshot(shot('new-missing'));
    await open(`#/cases/${server.conflictId}`, 'conflict');
    await page.locator('.answer button').first().click();
    await page.locator('.notice').waitFor();
    await page.screenshot(shot('resolved'));
    await page.locator('.notice a').click();
    await page.waitForTimeout(500);
    await page.screenshot(shot('decided'));
    await open('#/records/00000000-0000-7000-8000-000000000000', 'missing');
    await open('#/inbox', 'inbox-again');
    await page.locator('.filter').first().click();
    await page.locator('.popover .check').first().click();
    await page.keyboard.press('Escape');
    await page.locator('.views-button').click();
    await page.screenshot(shot('views'));
    await page.locator('.views .button-secondary').click();
    await page.screenshot(shot('views-kept'));
    await page.keyboard.press('Escape');
    const long = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(2);
    const origin = server.centre.origin('kiosk', `Kiosk ${long}`, Date.now());
    const contact = server.centre.add('Contact', { names: long, phone: '+49 30 1234567', site: long, language: 'de' }, origin);
    const enquiry = server.centre.add('Enquiry', { contact, text: `${long} ${'مرحبا '.repeat(40)}`, topics: [long], site: long, status: 'REQUEST_STATUS_WAITING_FOR_VISITOR', created_ms: String(Date.now()) }, origin);
    const seen = server.centre.field(server.centre.records.get(contact)!, 'phone').versions.map((version) => version.dot);
    server.centre.write(contact, 'phone', [long], seen, origin);
    server.centre.write(contact, 'phone', ['مرحبا بالعالم'], seen, origin);
    const longCase = server.centre.openConflict(contact, 'phone', Date.now());
    await open('#/cases', 'long-cases');
    await open('#/kiosks', 'kiosks-again');
    await page.reload();
    await page.locator('#main h1').waitFor();
    await open('#/inbox', 'long-inbox');
    await open(`#/records/${enquiry}`, 'long-record');
    await open(`#/cases/${longCase}`, 'long-conflict');
    server.isAway = true;
    await open(`#/records/${record('Ayşe')}`, 'away');
    server.isAway = false;
    server.endSessions();
    await open('#/inbox', 'ended');
    await page.waitForTimeout(1_000);
    await page.screenshot(shot('ended'));
    await context.close();
    const empty = new FakeServer(resolve(build), { isEmpty: true });
    const nothing = await visit(browser, await empty.start(), { size, language });
    await logIn(nothing.page, empty.account.name, empty.password);
    for (const name of ['inbox', 'cases', 'kiosks']) {
      await nothing.page.evaluate((to) => (window.location.hash = to), `#/${name}`);
      await nothing.page.waitForTimeout(400);
      await nothing.page.screenshot(shot(`empty-${name}`));
    }
    await nothing.context.close();
    await empty.stop();
    for (const fault of faults) console.log(`${language} ${sizeName}: ${fault}`);
    await server.stop();
  }
}
await browser.close();
