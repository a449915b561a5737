// Debian's Chromium without its windows, one for a test file; a fresh context for each test, watched for errors and
// for anything that breaks the content security policy.
import { axeSource, type AxeBuilderLike } from './axe';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

export const desktop = { width: 1440, height: 900 };
export const small = { width: 1024, height: 768 };
export const phone = { width: 390, height: 844 };

// Long enough for a loaded two-core machine; a page that needs longer is broken.
const actionTimeoutMs = 15_000;

export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.FOYER_CHROMIUM ?? '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

export interface Visit {
  page: Page;
  context: BrowserContext;
  // What went wrong in the page: exceptions, console errors, refused content, requests to other hosts.
  faults: string[];
}

export interface VisitOptions {
  size?: { width: number; height: number };
  language?: 'de' | 'en';
  reducedMotion?: boolean;
}

export async function visit(browser: Browser, address: string, options: VisitOptions = {}): Promise<Visit> {
  const { size = desktop, language = 'de', reducedMotion = true } = options;
  const context = await browser.newContext({
    viewport: size,
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    timezoneId: 'Europe/Berlin',
    ignoreHTTPSErrors: true,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(actionTimeoutMs);
  const page = await context.newPage();
  const faults: string[] = [];
  const origin = new URL(address).origin;
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  page.on('console', (message) => {
    // The browser itself reports each answer with an error status; the tests ask for those on purpose.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== 'blob:' && url.protocol !== 'data:') faults.push(`request to ${url.origin}`);
  });
  await page.goto(address);
  return { page, context, faults };
}

export async function logIn(page: Page, name: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('#main h1').waitFor();
}

// Everything axe finds wrong on the page, one line each. While a pop-up is open, the library's invisible "dismiss"
// button for screen readers stands beside the dialog, outside of every landmark: the rule `region` is left out then.
export async function axeFindings(page: Page, popUp: 'open' | 'closed' = 'closed'): Promise<string[]> {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (isOpen) => {
    const axe = (window as unknown as { axe: AxeBuilderLike }).axe;
    return (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], rules: { region: { enabled: !isOpen } } })).violations;
  }, popUp === 'open');
  return violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} ${node.html.slice(0, 200)} ${node.failureSummary}`));
}
