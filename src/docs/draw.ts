/** Writes every drawn document to its place: `node --import tsx src/docs/draw.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages } from './pages.ts';

const root = join(import.meta.dirname, '../..');
for (const [path, draw] of Object.entries(pages)) {
  writeFileSync(join(root, path), draw());
  console.log(path);
}
