/** Drawn documents are as their tables are now. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pages } from '../../src/docs/pages.ts';

const root = join(import.meta.dirname, '../..');

it.each(Object.entries(pages))('%s is up to date (node --import tsx src/docs/draw.ts)', (path, draw) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(draw());
});
