// The picture of the README. Usage: node picture.mjs BINARY takes it anew.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { launch } from './browser.mjs';

const project = fileURLToPath(new URL('../../', import.meta.url));
const file = join(project, 'docs/page.png');
const size = { width: 1120, height: 880 };

/** The command of the README that makes the page: what stands behind `picture:`. */
function command() {
  const found = readFileSync(join(project, 'README.md'), 'utf8').match(/<!-- picture: jobmatch (.+?) --output \S+ -->/u);
  assert.ok(found, 'the README names the command of its picture');
  return found[1].split(' ');
}

async function take(browser, binary) {
  const folder = mkdtempSync(join(tmpdir(), 'jobmatch-picture-'));
  const made = join(folder, 'page.html');
  execFileSync(binary, [...command(), '--quiet', '--output', made], { cwd: project });
  const page = await browser.newPage({ viewport: size, colorScheme: 'light' });
  await page.goto(`file://${made}`);
  const picture = await page.screenshot();
  await page.close();
  rmSync(folder, { recursive: true });
  return picture;
}

/** The picture in the repository looks like the page of today; fonts may differ a little from machine to machine. */
export async function resembles(browser, binary) {
  const pictures = [readFileSync(file), await take(browser, binary)].map((bytes) => `data:image/png;base64,${bytes.toString('base64')}`);
  const page = await browser.newPage();
  const differ = await page.evaluate(async ({ pictures, width, height }) => {
    const cells = await Promise.all(pictures.map(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = new OffscreenCanvas(width / 16, height / 16);
      const pen = canvas.getContext('2d');
      pen.imageSmoothingQuality = 'high';
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      return pen.getImageData(0, 0, canvas.width, canvas.height).data;
    }));
    return cells[0].reduce((sum, value, at) => sum + Math.abs(value - cells[1][at]), 0) / cells[0].length / 255;
  }, { pictures, ...size });
  await page.close();
  assert.ok(differ < 0.03, `the picture differs from the page by ${(differ * 100).toFixed(1)} %: \`node tests/browser/picture.mjs BINARY\` takes it anew`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const browser = await launch();
  writeFileSync(file, await take(browser, process.argv[2]));
  await browser.close();
}
