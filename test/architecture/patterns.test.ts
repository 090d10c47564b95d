/** Every pattern in the sources against a search for backtracking: no input makes one of them run away. */
import jsTokens from 'js-tokens';
import { isSafe } from 'redos-detector';
import { describe, expect, it } from 'vitest';
import { sources } from './sources.ts';

interface Pattern {
  readonly at: string;
  readonly source: string;
  readonly flags: string;
}

/**
 * Where two parts of a pattern may share what they match, time grows with the square of the line. Looked at one by one:
 * none nests one repetition in another, and each reads a line its door has bounded.
 */
const squared: readonly string[] = [
  'src/app/cards/lines.ts: /^late-(.+)-\\d+$/',
  'src/app/verbs/trust.ts: /^\\s*([a-z]+)\\s*[:：]\\s*(\\d{1,2})\\s*(?:[>＞]\\s*(\\d{1,9}))?\\s*$/',
  'src/demo/story-network.ts: /Connectivity test failed[\\s\\S]*the VLAN differs[\\s\\S]*Smallest fix: .*--vlan 10/',
  'src/demo/story-network.ts: /Connectivity test passed[\\s\\S]*Ping from the cloud[\\s\\S]*Ping from your side/',
  'src/demo/story-network.ts: /10\\.0\\.0\\.0\\/16 \\[65001\\][\\s\\S]*192\\.168\\.0\\.0\\/24[\\s\\S]*Effective routes/',
  'src/engine/device/check/model.ts: /^(xe|ge|et|ae|irb)\\S*\\.\\d+$/',
  'src/engine/device/read/dialects/cisco-nxos.ts: /^ip route \\S+\\/\\d+ \\S+/',
  'src/engine/device/read/dialects/frr.ts: /^ip route \\S+\\/\\d+ (blackhole|\\d)/',
  'src/page/lark/markdown.tsx: /^> ?(.*)$/',
  'src/page/slack/mrkdwn.tsx: /^\\n?(?:&gt;|>) ?([^\\n]*)$/',
  'src/page/slack/mrkdwn.tsx: /```\\n?([\\s\\S]*?)\\n?```/',
  'src/sandbox/lark/card/displays.ts: /^(auto|\\d+px|\\d+%)$/',
  'src/sandbox/lark/card/rules.ts: /^\\s*\\|?(\\s*:?-{3,}:?\\s*\\|)+/',
  'src/sandbox/slack/form.ts: /^\\S+@\\S+\\.\\S+$/',
  'src/sandbox/slack/server.ts: /^\\/([^/]*)\\/?(.*)$/',
  'src/store/redis/address.ts: /^(rediss?)(?:\\+(sentinel|cluster))?:\\/\\/(?:(.*)@)?([^/?@]+)(?:\\/([^?]*))?(?:\\?(.*))?$/',
];

function patternsIn(path: string, text: string): readonly Pattern[] {
  return [...jsTokens(text, { jsx: path.endsWith('x') })].flatMap((token): Pattern[] => {
    if (token.type !== 'RegularExpressionLiteral') return [];
    const end = token.value.lastIndexOf('/');
    return [{ at: path, source: token.value.slice(1, end), flags: token.value.slice(end + 1) }];
  });
}

const patterns = sources.flatMap(({ path, text }) => patternsIn(path, text));
/** From one place on; that a search begins at every place multiplies this by the length, which every door bounds. */
const runsAway = ({ source, flags }: Pattern) =>
  !isSafe(new RegExp(`^(?:${source})`, flags.replace(/[dgmy]/g, '')), { timeout: 20_000 }).safe;

describe('every pattern in the sources', () => {
  it('is found', () => {
    expect(patterns.length).toBeGreaterThan(100);
    expect(
      patternsIn('a.ts', "const a = 1 / 2; // /no/\nconst b = '/no/';\nx.test(/y+/g)").map((row) => row.source),
    ).toEqual(['y+']);
  });

  it('is told apart from one that runs away', () => {
    expect(runsAway({ at: '', source: '(a+)+$', flags: '' })).toBe(true);
    expect(runsAway({ at: '', source: '(a|aa)*b', flags: '' })).toBe(true);
    expect(runsAway({ at: '', source: '^[a-z-]{1,32}$', flags: 'i' })).toBe(false);
  });

  it('takes time in proportion to its line, but for those looked at', { timeout: 120_000 }, () => {
    const found = patterns.filter(runsAway).map(({ at, source }) => `${at}: /${source}/`);
    expect([...new Set(found)].filter((one) => !squared.includes(one))).toEqual([]);
    expect(squared.filter((one) => !found.includes(one))).toEqual([]);
  });
});
