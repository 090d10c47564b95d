/** All keys of a pattern, on however many servers. Looks at every key there is: for rare questions only. */
import { z } from 'zod';
import type { Ask } from './ask.ts';

const Page = z.tuple([z.string(), z.array(z.string())]);
const lookedAtOnce = 1_000;

/** Keys that were there all along are found once each; others perhaps. */
export async function scanKeys(masters: readonly Ask[], pattern: string): Promise<string[]> {
  const found = new Set<string>();
  for (const ask of masters) {
    let cursor = '0';
    do {
      const [next, keys] = Page.parse(await ask('SCAN', cursor, 'MATCH', pattern, 'COUNT', lookedAtOnce));
      for (const key of keys) found.add(key);
      cursor = next;
    } while (cursor !== '0');
  }
  return [...found];
}
