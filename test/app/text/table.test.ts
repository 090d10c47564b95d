import { describe, expect, it } from 'vitest';
import { table } from '../../../src/app/text/table.ts';
import { regions } from '../../../src/engine/catalog/regions.ts';
import { alarms } from '../../../src/engine/tenant/clock.ts';
import { connectionStates, roles } from '../../../src/engine/tenant/lifecycle.ts';
import { type Check, constructionSteps } from '../../../src/engine/tenant/model.ts';
import { vifStates } from '../../../src/engine/tenant/network/vif-lifecycle.ts';
import { sources } from '../../architecture/sources.ts';

const rows = Object.entries(table as Record<string, { en: string; zh: string }>);
const placeholders = (pattern: string) => [...pattern.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');

/** Words that are the same in Chinese: names, codes, keys people press. */
const alike =
  /^[\s\p{P}\p{S}\d]*(\{\w+\}|Hostline|English|Mbps|dBm|y\/n|BFD|BGP|MD5|VLAN|VPC|ASN|IP|[\s\p{P}\p{S}\d])*$/u;

describe('every sentence', () => {
  const keysWhere = (wrong: (row: { en: string; zh: string }, key: string) => boolean) =>
    rows.filter(([key, row]) => wrong(row, key)).map(([key]) => key);

  it('is one of many', () => expect(rows.length).toBeGreaterThan(300));

  it('names the same values in both languages', () => {
    const sorted = (pattern: string) => [...new Set(placeholders(pattern))].sort((a, b) => a.localeCompare(b)).join();
    expect(keysWhere((row) => sorted(row.en) !== sorted(row.zh))).toEqual([]);
  });

  it('is written in both languages', () => {
    expect(keysWhere((row) => row.en.trim() === '' || row.zh.trim() === '')).toEqual([]);
    expect(keysWhere((row, key) => !key.startsWith('language.') && /\p{Script=Han}/u.test(row.en))).toEqual([]);
    expect(keysWhere((row) => !alike.test(row.zh) && !/\p{Script=Han}/u.test(row.zh))).toEqual([]);
  });
});

const checks = ['fields', 'quota', 'real-name', 'port-capacity'] as const satisfies readonly Check['check'][];

describe('everything that has a name', () => {
  it.each([
    ...connectionStates.map((word) => `state.${word}`),
    ...vifStates.map((word) => `vif-state.${word}`),
    ...[...roles, 'system'].map((word) => `role.${word}`),
    ...constructionSteps.map((step) => `step.${step.id}`),
    ...checks.map((word) => `check.${word}`),
    // What expires says so by an event of its own.
    ...alarms.filter((alarm) => alarm.effect !== 'expire').map((alarm) => `alarm.${alarm.id}`),
    ...regions.map((region) => `region.${region.id}`),
    ...['en', 'zh'].map((word) => `language.${word}`),
    ...['engineers', 'tenant'].map((word) => `purpose.${word}`),
  ])('%s is in the table', (key) => expect(Object.keys(table)).toContain(key));
});

describe('every refusal in the source', () => {
  const refusals = sources
    .filter(({ path }) => /^src\/(app|engine\/(tenant|site|roster|cashier|core))/.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\brefused\(\s*'([a-z-]+)'|sayRefusal\(\{\s*code: '([a-z-]+)'/g)].map((match) => {
        const code = match[1] ?? match[2] ?? '';
        return { code, path, call: callAt(text, match.index) };
      }),
    );

  it('is looked at', () => {
    expect(refusals.map((row) => row.code)).toEqual(
      expect.arrayContaining(['own-request', 'stale', 'not-linked', 'quota']),
    );
  });

  it.each(refusals)('$code in $path has its sentence', ({ code, call }) => {
    const row = (table as Record<string, { en: string }>)[`refusal.${code}`];
    expect(row).toBeDefined();
    // What a refusal is about is known to whoever asked: `value` may be filled in on the way out.
    const unnamed = placeholders(row?.en ?? '').filter(
      (name) => name !== 'value' && !new RegExp(`\\b${name}\\b`).test(call),
    );
    expect(unnamed).toEqual([]);
  });

  it.each(
    [
      ...new Set(
        sources.flatMap(({ text }) => [...text.matchAll(/expect: '([a-z][A-Za-z-]*)'/g)].map((match) => match[1])),
      ),
    ].map((word) => [word]),
  )('what would pass is said for “%s”', (word) => expect(Object.keys(table)).toContain(`expect.${word}`));
});

/** The text of a call from its name to the parenthesis that ends it. */
function callAt(text: string, from: number): string {
  let depth = 0;
  for (let at = text.indexOf('(', from); at < text.length; at++) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return text.slice(from, at + 1);
  }
  return text.slice(from);
}
