// How UPDATE messages are read: what a good one says, and what each fault of RFC 7606 costs.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPrefix, networkOf } from '../../../src/engine/network/prefix.ts';
import { readUpdates } from '../../../src/engine/network/update-message.ts';

const ORIGIN = [0x40, 1, 1, 0];
const PATH = [0x40, 2, 10, 2, 2, 0, 0, 253, 242, 0, 1, 0, 0];
const HOP = [0x40, 3, 4, 10, 0, 0, 1];
const NET = [24, 10, 1, 2];
const GOOD = [...ORIGIN, ...PATH, ...HOP];

function message(body: readonly number[], type = 2): number[] {
  const length = body.length + 19;
  return [...Array<number>(16).fill(255), length >> 8, length & 255, type, ...body];
}
const update = (attributes: readonly number[], nlri: readonly number[], withdrawn: readonly number[] = []): number[] =>
  message([
    withdrawn.length >> 8,
    withdrawn.length & 255,
    ...withdrawn,
    attributes.length >> 8,
    attributes.length & 255,
    ...attributes,
    ...nlri,
  ]);

/** One line per route, in order; the last says when reading stopped early. */
function read(bytes: readonly number[]): string[] {
  const lines: string[] = [];
  let attributes = '';
  const messages = Uint8Array.from(bytes);
  const end = readUpdates(messages, {
    withdraw: (address, length) => lines.push(`- ${formatPrefix({ address, length })}`),
    attributes: ({ asPath, communities, med = '', rest: { origin, localPref = '', onlyToCustomer = '' } }) => {
      attributes = [asPath.join(' '), origin, med, localPref, onlyToCustomer, communities.join(' ')].join('|');
    },
    announce: (address, length) => lines.push(`+ ${formatPrefix({ address, length })} ${attributes}`),
  });
  return end === messages.length ? lines : [...lines, `stopped at ${end}`];
}

const ROUTE = '+ 10.1.2.0/24 65010 65536|igp||||';
// biome-ignore format: rows
it.each<[string, readonly number[], readonly string[]]>([
  ['a route',                          update(GOOD, NET),                                                     [ROUTE]],
  ['several',                          update(GOOD, [...NET, 0, 32, 1, 2, 3, 4]),                             [ROUTE, '+ 0.0.0.0/0 65010 65536|igp||||', '+ 1.2.3.4/32 65010 65536|igp||||']],
  ['host bits',                        update(GOOD, [20, 10, 1, 255]),                                        ['+ 10.1.240.0/20 65010 65536|igp||||']],
  ['a withdrawal',                     update([], [], NET),                                                   ['- 10.1.2.0/24']],
  ['the prefix in both: NLRI is last', update(GOOD, NET, NET),                                                ['- 10.1.2.0/24', ROUTE]],
  ['MED, LOCAL_PREF, OTC',             update([...GOOD, 0x80, 4, 4, 0, 0, 0, 9, 0x40, 5, 4, 0, 0, 1, 0, 0xc0, 35, 4, 0, 0, 0, 7], NET), ['+ 10.1.2.0/24 65010 65536|igp|9|256|7|']],
  ['communities',                      update([...GOOD, 0xc0, 8, 8, 0, 9, 0, 1, 255, 255, 0, 0], NET),        ['+ 10.1.2.0/24 65010 65536|igp||||9 1 65535 0']],
  ['an unknown attribute',             update([...GOOD, 0xc0, 99, 2, 1, 2], NET),                             [ROUTE]],
  ['a length of two octets',           update([...ORIGIN, 0x50, 2, 0, 10, ...PATH.slice(3), ...HOP], NET),    [ROUTE]],
  ['the empty path',                   update([...ORIGIN, 0x40, 2, 0, ...HOP], NET),                          ['+ 10.1.2.0/24 |igp||||']],
  ['a KEEPALIVE in between',           [...message([], 4), ...update(GOOD, NET)],                             [ROUTE]],
  ['ORIGIN 3',                         update([0x40, 1, 1, 3, ...PATH, ...HOP], NET),                         ['- 10.1.2.0/24']],
  ['no ORIGIN',                        update([...PATH, ...HOP], NET),                                        ['- 10.1.2.0/24']],
  ['no AS_PATH',                       update([...ORIGIN, ...HOP], NET),                                      ['- 10.1.2.0/24']],
  ['no NEXT_HOP',                      update([...ORIGIN, ...PATH], NET),                                     ['- 10.1.2.0/24']],
  ['an AS_SET (RFC 9774)',             update([...ORIGIN, 0x40, 2, 6, 1, 1, 0, 0, 0, 1, ...HOP], NET),        ['- 10.1.2.0/24']],
  ['a path cut short',                 update([...ORIGIN, 0x40, 2, 5, 2, 1, 0, 0, 0, ...HOP], NET),           ['- 10.1.2.0/24']],
  ['a MED of two octets',              update([...GOOD, 0x80, 4, 2, 0, 9], NET),                              ['- 10.1.2.0/24']],
  ['communities of three octets',      update([...GOOD, 0xc0, 8, 3, 0, 9, 0], NET),                           ['- 10.1.2.0/24']],
  ['an attribute longer than the field', update([...GOOD, 0x80, 4, 200, 0], NET),                             ['- 10.1.2.0/24']],
  ['a prefix of 33 bits',              update(GOOD, [33, 1, 2, 3, 4, 5]),                                     ['stopped at 0']],
  ['a prefix cut short',               update(GOOD, [24, 10, 1]),                                             ['stopped at 0']],
  ['a good one before a bad one',      [...update(GOOD, NET), ...update(GOOD, [24, 10])],                     [ROUTE, 'stopped at 51']],
  ['a message cut short',              update(GOOD, NET).slice(0, -1),                                        ['stopped at 0']],
  ['attributes longer than the message', message([0, 0, 0, 99, 1]),                                           ['stopped at 0']],
  ['withdrawals longer than the message', message([0, 99, 0, 0]),                                             ['stopped at 0']],
])('%s', (_, bytes, expected) => expect(read(bytes)).toEqual(expected));

describe('any bytes', () => {
  it('are read without a throw, and never beyond their end', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 4 }), (bodies) => {
        const lines = read(bodies.flatMap((body) => message([...body])));
        expect(Array.isArray(lines)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('give back the prefixes that were written', () => {
    const prefix = fc.record({ address: fc.integer({ min: 0, max: 0xffffffff }), length: fc.nat(32) });
    fc.assert(
      fc.property(fc.array(prefix, { maxLength: 20 }), (written) => {
        const nlri = written.flatMap(({ address, length }) => [
          length,
          ...[24, 16, 8, 0].slice(0, (length + 7) >> 3).map((shift) => (address >>> shift) & 255),
        ]);
        const expected = written.map(({ address, length }) => formatPrefix(networkOf(address, length)));
        expect(read(update(GOOD, nlri)).map((line) => line.split(' ')[1])).toEqual(expected);
      }),
    );
  });
});
