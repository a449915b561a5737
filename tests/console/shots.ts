// Takes pictures of every page against the fake server, to be looked at: shots.ts FOLDER_OF_BUILD FOLDER_OF_PICTURES
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { desktop, logIn, phone, startBrowser, visit } from './browser';
import { FakeServer } from './fake_server';

const [build = '', pictures = ''] = process.argv.slice(2);
mkdirSync(pictures, { recursive: true });
const browser = await startBrowser();

for (const language of ['de', 'en'] as const) {
  for (const [sizeName, size] of Object.entries({ desktop, phone })) {
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
    for (const fault of faults) console.log(`${language} ${sizeName}: ${fault}`);
    await context.close();
    await server.stop();
  }
}
await browser.close();
