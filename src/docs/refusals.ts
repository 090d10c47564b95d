/** Draws every reason for a no, and what would pass, in both languages. The sentences are handed in. */

import { cell, code, type Words } from './cell.ts';
import { table } from './markdown.ts';

function rows(sentences: Readonly<Record<string, Words>>, prefix: string): string[][] {
  return Object.entries(sentences)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, { en, zh }]) => [code(key.slice(prefix.length)), cell(en), cell(zh)]);
}

/** The page `docs/reference/refusals.md`. */
export function refusalsPage(sentences: Readonly<Record<string, Words>>): string {
  const head = ['Code', 'English', '中文'];
  return `# Refusals

Drawn from \`src/app/text\` by \`npx vitest run test/docs -u\`; edit the tables there, not this page. A refusal of the
engine is a code, the field it is about and its values; the sentence is made when the reader's language is known.
\`{…}\` stands for a value.

${table(head, rows(sentences, 'refusal.'))}

## What would pass

The \`{expect}\` of a refusal.

${table(head, rows(sentences, 'expect.'))}
`;
}
