/** What people wrote by hand: its links lead somewhere, the files it names are there, the environment is complete. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = ['README.md', 'README.zh.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].concat(
  readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path.replaceAll('\\', '/')}`)
    .sort(),
);

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

describe.each(pages)('%s', (page) => {
  const text = read(page);

  it('links to what is there', () => {
    const targets = matches(text, /\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g);
    expect(targets.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
  });

  it('names files that are there', () => {
    const files = matches(text, /`((?:src|test|docs|\.ci)\/[\w./-]*)`/g);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

it('the README explains every variable of src/config.ts, and no other', () => {
  const known = matches(read('src/config.ts'), /^ {2}([A-Z][A-Z_]+): /gm);
  expect(known).toContain('HOSTLINE_ADMIN');
  const explained = matches(read('README.md'), /^\| `([A-Z_]+)` \|/gm);
  expect([...explained].sort()).toEqual([...known].sort());
});

it('the decisions are all in their list', () => {
  const files = readdirSync(join(root, 'docs/decisions')).filter((file) => /^\d{4}-/.test(file));
  expect(matches(read('docs/decisions/README.md'), /\]\((\d{4}-[^)]+)\)/g)).toEqual(files.sort());
});
