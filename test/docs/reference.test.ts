/** The drawn reference of verbs, refusals and states is as the product's own tables are now. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { table } from '../../src/app/text/table.ts';
import { verbs } from '../../src/app/verbs/index.ts';
import { usage } from '../../src/app/verbs/spec.ts';
import { openApi } from '../../src/bot/api/openapi.ts';
import { cell, code, type Words } from '../../src/docs/cell.ts';
import { refusalsPage } from '../../src/docs/refusals.ts';
import { statesPage } from '../../src/docs/states.ts';
import { verbsPage } from '../../src/docs/verbs.ts';

const folder = join(import.meta.dirname, '../../docs/reference');
const sentences: Readonly<Record<string, Words>> = table;

function words(key: string): Words {
  const found = sentences[key];
  if (!found) throw new Error(`no words for ${key}`);
  return found;
}

describe('drawn again with `npx vitest run test/docs -u`', () => {
  it.each([
    ['verbs.md', () => verbsPage({ verbs, usage, words })],
    ['refusals.md', () => refusalsPage(sentences)],
    ['states.md', () => statesPage(words)],
    ['openapi.json', () => `${JSON.stringify(openApi(), null, 2)}\n`],
  ])('%s is up to date', async (file, draw) => {
    await expect(draw()).toMatchFileSnapshot(join(folder, file));
  });
});

describe('a cell', () => {
  it.each([
    [cell('a|b'), 'a\\|b'],
    [cell('type <code>'), 'type &lt;code>'],
    [cell('托管专线'), '托管专线'],
    [code('--port a|<b>'), '`--port a\\|<b>`'],
  ])('%s', (drawn, text) => expect(drawn).toBe(text));
});
