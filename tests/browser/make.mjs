// The pages to open: every answer in both languages, and answers to hostile input.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const profile = here('../../profiles/junior-python-backend.yaml');
const hostile = { profile: here('fixtures/hostile.yaml'), postings: here('fixtures/hostile.md') };
const people = ['fixtures/people/one.yaml', 'fixtures/people/two.yaml'].map(here);

const calls = {
  rank: ['--profile', profile],
  gap: ['gap', '--profile', profile],
  plan: ['plan', '--profile', profile],
  compare: ['compare', ...people, profile],
  'compare-posting': ['compare', here('../../profiles'), '--posting', '해줌'],
  'compare-history': ['compare', 'earlier.json', profile],
  'hostile-rank': ['--profile', hostile.profile, '--postings', hostile.postings],
  'hostile-gap': ['gap', '--profile', hostile.profile, '--postings', hostile.postings],
  'hostile-plan': ['plan', '--profile', hostile.profile, '--postings', hostile.postings],
  'hostile-compare': ['compare', hostile.profile, people[0], '--postings', hostile.postings],
};

/** Writes each page to a folder of its own; gives name, kind, language, file. */
export function makePages(binary) {
  const folder = mkdtempSync(join(tmpdir(), 'jobmatch-pages-'));
  const pages = [];
  execFileSync(binary, ['gap', '--profile', profile, '--without', 'FastAPI', '--as-of', '2026-05', '--format', 'json', '--quiet', '--output', join(folder, 'earlier.json')]);
  for (const [name, args] of Object.entries(calls)) {
    for (const lang of ['en', 'ko']) {
      const file = join(folder, `${name}-${lang}.html`);
      execFileSync(binary, [...args, '--format', 'html', '--lang', lang, '--as-of', '2026-11', '--quiet', '--output', file], { cwd: folder });
      pages.push({ name: `${name}-${lang}`, hostile: name.startsWith('hostile'), lang, url: `file://${file}` });
    }
  }
  return { folder, pages };
}
