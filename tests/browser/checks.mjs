// What must hold for every page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The body never scrolls sideways. */
export async function holds(page, width) {
  await page.setViewportSize({ width, height: 900 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${over} pixels too wide at ${width}`);
}

/** No fault by axe-core's rules for WCAG 2 AA, with all parts open. */
export async function accessible(page, scheme) {
  await page.emulateMedia({ colorScheme: scheme });
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
  await page.evaluate(axe);
  const faults = await page.evaluate(async (tags) => {
    const result = await window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
    return result.violations.map((fault) => `${fault.id}: ${fault.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`).join(' | ')}`);
  }, rules);
  assert.deepEqual(faults, [], `${scheme}`);
}

/** Two Hangul syllables look different: they are no empty boxes; and a page that should hold Hangul does. */
export async function showsHangul(page, holdsSome) {
  const differ = await page.evaluate(() => {
    const drawn = (text) => {
      const canvas = document.createElement('canvas');
      const pen = canvas.getContext('2d');
      pen.font = `40px ${getComputedStyle(document.body).fontFamily}`;
      pen.fillText(text, 5, 60);
      return canvas.toDataURL();
    };
    return drawn('한') !== drawn('뷁') && drawn('한') !== drawn(' ');
  });
  assert.ok(differ, 'Hangul is drawn');
  if (holdsSome) assert.match(await page.evaluate(() => document.body.textContent), /[가-힣]{2}/u);
}

/** Each search field filters its list, and says how many are left. */
export async function filters(page) {
  for (const tools of await page.locator('[data-tools]').all()) {
    const list = page.locator(`#${await tools.getAttribute('data-tools')}`);
    const shown = () => list.evaluate((element) => Array.from(element.children).filter((item) => !item.hidden).length);
    const all = await shown();
    const find = tools.locator('[data-find]');
    await find.fill('no such words anywhere');
    assert.equal(await shown(), 0);
    const word = await list.evaluate((element) => element.children[0].textContent.trim().split(/\s+/u).find((part) => part.length > 1));
    await find.fill(word.toUpperCase());
    const left = await shown();
    assert.ok(left >= 1 && left <= all, `“${word}” leaves ${left} of ${all}`);
    assert.match(await tools.locator('[data-count]').innerText(), new RegExp(`\\b${left}\\b`, 'u'));
    await find.fill('');
    assert.equal(await shown(), all);
  }
}

/** Lists and tables sort, there and back. */
export async function sorts(page) {
  const texts = (list) => list.evaluate((element) => Array.from(element.children).map((item) => item.dataset.order));
  for (const select of await page.locator('[data-sort]').all()) {
    const list = page.locator('#cards');
    const before = await texts(list);
    await select.selectOption('name');
    const names = await list.evaluate((element) => Array.from(element.children).map((item) => item.dataset.name));
    const lang = await page.evaluate(() => document.documentElement.lang);
    assert.deepEqual(names, names.slice().sort((a, b) => a.localeCompare(b, lang)));
    for (const key of ['fit', 'required', 'gain']) {
      await select.selectOption(key);
      const values = await list.evaluate((element, by) => Array.from(element.children).map((item) => Number(item.dataset[by])), key);
      assert.deepEqual(values, values.slice().sort((a, b) => b - a), key);
    }
    await select.selectOption('order');
    assert.deepEqual(await texts(list), before);
  }
  for (const table of await page.locator('table').all()) {
    const rows = () => table.evaluate((element) => Array.from(element.tBodies[0].rows).map((row) => row.dataset.order));
    for (const head of await table.locator('th[data-sortable]').all()) {
      await head.locator('button').click();
      const [first, way] = [await rows(), await head.getAttribute('aria-sort')];
      assert.match(way, /^(ascending|descending)$/u);
      await head.locator('button').click();
      assert.notEqual(await head.getAttribute('aria-sort'), way);
      assert.deepEqual((await rows()).slice().sort(), first.slice().sort());
    }
  }
}

/** Everything opens and shuts, by mouse and by keyboard. */
export async function expands(page) {
  const open = () => page.locator('details[open]').count();
  for (const tools of await page.locator('[data-tools]:has([data-all])').all()) {
    const list = page.locator(`#${await tools.getAttribute('data-tools')}`);
    const parts = await list.locator('> li > details').count();
    await tools.locator('[data-all=open]').click();
    assert.equal(await list.locator('> li > details[open]').count(), parts);
    await tools.locator('[data-all=shut]').click();
    assert.equal(await list.locator('> li > details[open]').count(), 0);
  }
  const summary = page.locator('summary').first();
  if (await summary.count()) {
    const before = await open();
    await summary.focus();
    await page.keyboard.press('Enter');
    assert.notEqual(await open(), before);
    await page.keyboard.press('Enter');
  }
}

/** The first stop of the keyboard leads to the answer. */
export async function skips(page) {
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'answer');
}

/** Input stays text: no element, handler or address comes from it. */
export async function harmless(page) {
  const found = await page.evaluate(() => ({
    scripts: document.scripts.length,
    foreign: document.querySelectorAll('img, iframe, object, embed, style ~ style, b:not(.strip-name b), [onload], [onerror], [onmouseover], [onclick]').length,
    addresses: Array.from(document.links).map((link) => link.protocol).filter((protocol) => !['https:', 'http:', 'file:'].includes(protocol)).length,
    turned: /[\u202a-\u202e\u2066-\u2069]/u.test(document.documentElement.outerHTML),
    title: document.title,
  }));
  assert.equal(found.scripts, 1);
  assert.equal(found.foreign, 0, 'no foreign element');
  assert.equal(found.addresses, 0, 'no address that is none of the web');
  assert.equal(found.turned, false, 'no mark of direction');
  assert.notEqual(found.title, 'taken');
}
