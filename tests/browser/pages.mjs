// Usage: node pages.mjs BINARY [FOLDER FOR PICTURES]
import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { launch } from './browser.mjs';
import * as checks from './checks.mjs';
import { makePages } from './make.mjs';
import { resembles } from './picture.mjs';

const [binary, pictures] = process.argv.slice(2);
const browser = await launch();
const { folder, pages } = makePages(binary);
let passed = 0;
const failed = [];

async function check(name, work) {
  try {
    await work();
    passed += 1;
  } catch (error) {
    failed.push(name);
    console.error(`FAILED ${name}: ${error.message}`);
  }
}

/** Opens a page that must stay silent: no console message, no error, no dialog, no request but the page's own. */
async function open({ url }, noise, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
  page.on('console', (message) => noise.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => { noise.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => { if (request.url() !== url) noise.push(`request: ${request.url()}`); });
  await page.goto(url);
  return page;
}

async function picture(page, name) {
  for (const width of [360, 1440]) {
    for (const colorScheme of ['light', 'dark']) {
      await page.setViewportSize({ width, height: 1000 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`), clip: { x: 0, y: 0, width, height: 2000 }, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: null });
}

if (pictures) mkdirSync(pictures, { recursive: true });
for (const made of pages) {
  const noise = [];
  const page = await open(made, noise);
  const all = (name, work) => check(`${made.name}: ${name}`, work);
  if (pictures && !made.hostile) await picture(page, made.name);
  await page.setViewportSize({ width: 1440, height: 900 });
  await all('skips to the answer', () => checks.skips(page));
  await all('shows Hangul', () => checks.showsHangul(page, made.lang === 'ko' || !made.hostile));
  await all('filters', () => checks.filters(page));
  await all('sorts', () => checks.sorts(page));
  await all('expands', () => checks.expands(page));
  await all('is harmless', () => checks.harmless(page));
  for (const scheme of ['light', 'dark']) await all(`is accessible, ${scheme}`, () => checks.accessible(page, scheme));
  for (const width of [360, 768, 1440]) await all(`holds at ${width}`, () => checks.holds(page, width));
  await page.setViewportSize({ width: 360, height: 900 });
  await all('is accessible at 360', () => checks.accessible(page, 'light'));
  await all('prints to A4', async () => {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.match(pdf, /MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/u);
  });
  await all('stays silent', () => assert.deepEqual(noise, []));
  await page.close();

  const plain = await open(made, [], { javaScriptEnabled: false });
  await all('reads without script', async () => {
    assert.ok(await plain.locator('h1').isVisible());
    assert.equal(await plain.locator('[data-tools]:visible').count(), 0);
    const summary = plain.locator('summary').first();
    if (await summary.count()) {
      const details = plain.locator('details').first();
      const before = await details.getAttribute('open');
      await summary.click({ position: { x: 10, y: 10 } });
      assert.notEqual(await details.getAttribute('open'), before);
    }
  });
  await plain.close();
}
await check('the picture of the README shows the page', () => resembles(browser, binary));
await browser.close();
rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
