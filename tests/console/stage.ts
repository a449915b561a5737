// What every browser test needs: the browser, a fake server of its own, and a page that is closed afterwards and
// must have had no faults.
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { logIn, startBrowser, visit, type VisitOptions } from './browser';
import { FakeServer, type FakeOptions } from './fake_server';

export const buildFolder = resolve(process.env.FOYER_CONSOLE_BUILD ?? resolve(__dirname, '../../sync-server/console/dist'));

export interface Scene {
  page: Page;
  server: FakeServer;
  address: string;
}

interface SceneOptions extends FakeOptions, VisitOptions {
  // Stay on the first page instead of logging in.
  isLoggedOut?: boolean;
  // Where to go after login.
  hash?: string | ((server: FakeServer) => string);
}

let browser: Browser;

export function useBrowser(): void {
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
}

// Plays one scene and checks that the page had no exception, no refused content and asked no other host.
export async function scene(options: SceneOptions, play: (scene: Scene) => Promise<void>): Promise<void> {
  const server = new FakeServer(buildFolder, options);
  const address = await server.start();
  const { page, context, faults } = await visit(browser, address, options);
  try {
    if (!options.isLoggedOut && !options.firstAccountNeeded) await logIn(page, server.account.name, server.password);
    const hash = typeof options.hash === 'function' ? options.hash(server) : options.hash;
    if (hash) await goTo(page, hash);
    await play({ page, server, address });
    expect(faults).toEqual([]);
  } finally {
    await context.close();
    await server.stop();
  }
}

export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
  await page.locator('#main h1').waitFor();
}

export function recordHash(title: string): (server: FakeServer) => string {
  return (server) => `#/records/${server.centre.inboxRows().find(({ row }) => row.title.startsWith(title))!.row.recordId}`;
}

export function lastCall(server: FakeServer, method: string): { [key: string]: unknown } {
  const call = server.calls.filter((one) => one.method === method).at(-1);
  return call ? (JSON.parse(call.body) as { [key: string]: unknown }) : {};
}
