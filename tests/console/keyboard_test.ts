// The console without a mouse.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { goTo, lastCall, recordHash, scene, useBrowser } from './stage';

useBrowser();

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

async function tabTo(page: Page, text: RegExp, tabsMax = 40): Promise<void> {
  for (let i = 0; i < tabsMax; i += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => `${document.activeElement?.getAttribute('aria-label') ?? ''} ${document.activeElement?.textContent ?? ''}`);
    if (text.test(name)) return;
  }
  throw new Error(`${text} was not reached in ${tabsMax} tabs`);
}

describe('By keyboard', () => {
  test('the first stop jumps over the navigation', () =>
    scene({}, async ({ page }) => {
      await page.reload();
      await page.locator('.table a').first().waitFor();
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe('Zum Inhalt springen');
      expect(await page.locator('.skip-link').evaluate((link) => link.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
      expect(page.url()).not.toContain('#main');
    }));

  test('login, inbox, record and its first edit are reached and done', () =>
    scene({ isLoggedOut: true }, async ({ page, server }) => {
      await page.getByRole('textbox', { name: 'Name' }).waitFor();
      await page.keyboard.type(server.account.name);
      await page.keyboard.press('Tab');
      await page.keyboard.type(server.password);
      await page.keyboard.press('Enter');
      await page.locator('.table a').first().waitFor();
      await tabTo(page, /Nguyễn/);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Nguyễn Thị Hoa' }).waitFor();
      await tabTo(page, /Telefon: ändern/);
      await page.keyboard.press('Enter');
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('+49 30 98765');
      await page.keyboard.press('Enter');
      await page.getByText('Gespeichert.').waitFor();
      expect(lastCall(server, 'EditRecord')).toMatchObject({ edits: [{ values: ['+49 30 98765'] }] });
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Telefon: ändern');
    }));

  test('a new page puts the focus on its heading', () =>
    scene({}, async ({ page }) => {
      await page.locator('.table a').first().waitFor();
      await goTo(page, '#/kiosks');
      await expect.poll(() => focused(page)).toBe('Kioske');
    }));

  test('a filter opens, is chosen from and gives the focus back', () =>
    scene({}, async ({ page, server }) => {
      await page.getByRole('button', { name: 'Standort' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await tabTo(page, /.*/, 1);
      await page.locator('.popover input').nth(1).focus();
      await page.keyboard.press('Space');
      await expect.poll(() => lastCall(server, 'ListInbox').sites).toEqual(['library']);
      await page.keyboard.press('Escape');
      await expect.poll(() => focused(page)).toBe('Standort: Bibliothek');
    }));

  test('Escape leaves an editor without saving', () =>
    scene({ hash: recordHash('Nguyễn') }, async ({ page, server }) => {
      await page.getByRole('button', { name: 'Telefon: ändern' }).press('Enter');
      await page.keyboard.type('123');
      await page.keyboard.press('Escape');
      await expect.poll(() => page.locator('.row-editor').count()).toBe(0);
      expect(server.calls.some((call) => call.method === 'EditRecord')).toBe(false);
    }));

  test('a conflict is decided, and the notice is reached', () =>
    scene({ hash: (server) => `#/cases/${server.conflictId}` }, async ({ page }) => {
      await page.getByRole('button', { name: /Diese gilt: \+49 151/ }).press('Enter');
      await page.getByText('Entschieden: +49 151 2040 7781 gilt.').waitFor();
      await tabTo(page, /Entscheidung ändern/);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: /Entschieden für/ }).waitFor();
    }));

  test('every stop shows where the focus is', () =>
    scene({}, async ({ page }) => {
      await page.locator('.table a').first().waitFor();
      const hidden: string[] = [];
      for (let i = 0; i < 25; i += 1) {
        await page.keyboard.press('Tab');
        const stop = await page.evaluate(() => {
          const element = document.activeElement!;
          const shown = [element, element.closest('.check')?.querySelector('.check-box')].filter(Boolean) as Element[];
          const outlined = shown.some((one) => [getComputedStyle(one), getComputedStyle(one, '::after')].some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2));
          return { name: element.textContent ?? '', outlined, isBody: element === document.body };
        });
        if (!stop.outlined && !stop.isBody) hidden.push(stop.name);
      }
      expect(hidden).toEqual([]);
    }));

  test('with reduced motion nothing moves', () =>
    scene({ reducedMotion: true }, async ({ page }) => {
      const duration = await page.locator('.button').first().evaluate((button) => getComputedStyle(button).transitionDuration);
      expect(duration).toBe('0s');
    }));
});
