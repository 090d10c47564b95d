/** Measures longest-prefix match over many prefixes: the engine's own table, the libraries, and bare memory. */
import { createRequire } from 'node:module';
import { formatAddress, formatPrefix } from '../../src/engine/network/prefix.ts';
import { PrefixTable } from '../../src/engine/network/prefix-table.ts';
import type { Bench, Round, Size } from '../bench.ts';
import { type PrefixList, randomPrefixes } from '../prefixes.ts';
import { randomSource } from '../random.ts';
import { rivalPackages } from '../rivals.ts';
import { secondsOf } from '../stopwatch.ts';

interface Lpm {
  addPrefix(prefix: string, value: object): void;
  getMatch(prefix: string): readonly { readonly id: number }[];
}
interface IpTrie {
  add(address: string, length: number, value: number): void;
  find(address: string): number | null;
}
/** How many prefixes and engine lookups; libraries answer fewer so that a round ends soon. */
const SIZES: Readonly<Record<Size, { prefixes: number; lookups: number; slowLookups: number }>> = {
  full: { prefixes: 1_000_000, lookups: 1 << 22, slowLookups: 200_000 },
  tiny: { prefixes: 5000, lookups: 1 << 12, slowLookups: 500 },
};
/** As many bytes as the engine's index. */
const memory = new Int32Array(2 ** 24).fill(1);

function tableOf({ addresses, lengths }: PrefixList): PrefixTable {
  const table = new PrefixTable();
  for (let index = 0; index < addresses.length; index += 1)
    table.internBits(addresses[index] ?? 0, lengths[index] ?? 0);
  // The index is made with the first question.
  table.longest(0);
  return table;
}

function sumOfMatches(table: PrefixTable, addresses: Uint32Array): number {
  let sum = 0;
  for (let index = 0; index < addresses.length; index += 1) sum = (sum + table.longest(addresses[index] ?? 0)) | 0;
  return sum;
}

function sumOfReads(places: Uint32Array): number {
  let sum = 0;
  for (let index = 0; index < places.length; index += 1) sum = (sum + (memory[places[index] ?? 0] ?? 0)) | 0;
  return sum;
}

/** Throws when two answers differ: a fast wrong answer is not measured. */
function mustAgree(rival: string, addresses: Uint32Array, table: PrefixTable, idOf: (index: number) => number): void {
  addresses.forEach((address, index) => {
    const [own, theirs] = [table.longest(address), idOf(index)];
    if (own !== theirs) throw new Error(`${rival}: ${formatAddress(address)} is ${theirs}, the engine says ${own}`);
  });
}

export const longestMatch: Bench = {
  name: 'longest-match',
  title: 'Longest-prefix match',
  work:
    'One million prefixes with the lengths of the Internet’s table, random addresses. The libraries get the texts they ask for, ' +
    'ready made; their answers are compared with the engine’s. Bare reads are independent reads at random places of 64 MiB.',
  figures: [
    { key: 'build', label: 'Hostline, build', unit: 's' },
    { key: 'lookups', label: 'Hostline', unit: 'lookups/s' },
    { key: 'reads', label: 'bare random reads', unit: 'reads/s' },
    { key: 'lpmBuild', rival: true, label: '`longest-prefix-match`, build', unit: 's' },
    { key: 'lpm', rival: true, label: '`longest-prefix-match`', unit: 'lookups/s' },
    { key: 'trieBuild', rival: true, label: '`arkime-iptrie` (C++), build', unit: 's' },
    { key: 'trie', rival: true, label: '`arkime-iptrie` (C++)', unit: 'lookups/s' },
    { key: 'best', rival: true, label: 'best library', unit: 'lookups/s' },
  ],
  bars: [
    { label: 'lookups against the best library', of: 'lookups', over: 'best', atLeast: 50 },
    { label: 'lookups against bare random reads', of: 'lookups', over: 'reads', atLeast: 0.25 },
  ],
  async open(size) {
    const { prefixes: count, lookups, slowLookups } = SIZES[size];
    const notes = rivalPackages({ fetch: size === 'full' });
    const require = createRequire(new URL('../package.json', import.meta.url));
    const prefixes = randomPrefixes(count);
    const texts = Array.from(prefixes.addresses, (address, index) =>
      formatPrefix({ address, length: prefixes.lengths[index] ?? 0 }),
    );
    const random = randomSource(7);
    const addresses = Uint32Array.from({ length: lookups }, () => random(0xe0000000));
    const places = Uint32Array.from({ length: lookups }, () => random(2 ** 24));
    const few = addresses.slice(0, slowLookups);
    const fewTexts = Array.from(few, formatAddress);

    const lpmRound = (table: PrefixTable): Round => {
      const Library = require('longest-prefix-match') as new () => Lpm;
      const lpm = new Library();
      const build = secondsOf(() => {
        for (const [id, text] of texts.entries()) lpm.addPrefix(text, { id });
      });
      const questions = fewTexts.map((text) => `${text}/32`);
      const ids: number[] = [];
      const seconds = secondsOf(() => {
        for (const question of questions) ids.push(lpm.getMatch(question)[0]?.id ?? -1);
      });
      mustAgree('longest-prefix-match', few, table, (index) => ids[index] ?? -1);
      return { lpmBuild: build, lpm: slowLookups / seconds };
    };
    const trieRound = (table: PrefixTable): Round => {
      const { IPTrie } = require('arkime-iptrie') as { IPTrie: new () => IpTrie };
      const trie = new IPTrie();
      const parts = Array.from(prefixes.addresses, formatAddress);
      const build = secondsOf(() => {
        for (const [id, text] of parts.entries()) trie.add(text, prefixes.lengths[id] ?? 0, id);
      });
      const ids: number[] = [];
      const seconds = secondsOf(() => {
        for (const text of fewTexts) ids.push(trie.find(text) ?? -1);
      });
      mustAgree('arkime-iptrie', few, table, (index) => ids[index] ?? -1);
      return { trieBuild: build, trie: slowLookups / seconds };
    };
    const rivals = [lpmRound, trieRound].filter((_, index) => notes.present[index]);
    return {
      notes: notes.absent,
      async round() {
        let table = new PrefixTable();
        const build = secondsOf(() => {
          table = tableOf(prefixes);
        });
        // Compiled before it is timed, like what it is compared with.
        sumOfMatches(table, addresses);
        sumOfReads(places);
        const own: Round = {
          build,
          lookups: lookups / secondsOf(() => sumOfMatches(table, addresses)),
          reads: lookups / secondsOf(() => sumOfReads(places)),
        };
        const others: Round = Object.assign({}, ...rivals.map((rival) => rival(table)));
        const speeds = [others.lpm, others.trie].flatMap((speed) => speed ?? []);
        return { ...own, ...others, ...(speeds.length > 0 && { best: Math.max(...speeds) }) };
      },
      async close() {},
    };
  },
};
