/** SECURITY.md names guards and tests: every file it names is there, every threat has a test. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
const rows = [...text.matchAll(/^\| (?!Threat|Asset|---)(.+) \| (.+) \| (.+) \|$/gm)].map(
  ([, threat, guard, tests]) => ({
    threat: threat ?? '',
    guard: guard ?? '',
    tests: tests ?? '',
  }),
);
const filesIn = (cell: string) => [...cell.matchAll(/`((?:src|test|\.ci)[\w./-]*)`/g)].map((match) => match[1] ?? '');

describe('the threat model', () => {
  it('has rows', () => expect(rows.length).toBeGreaterThan(15));

  it.each(rows)('$threat: every file is there', ({ guard, tests }) => {
    const files = [...filesIn(guard), ...filesIn(tests)];
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    // The audit of dependencies asks the registry, not a test file.
    if (!guard.includes('npm audit')) expect(filesIn(tests).length).toBeGreaterThan(0);
  });
});
