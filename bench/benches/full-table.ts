/** Measures a full table through the engine and through BIRD: everything announced, then one line router lost. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatAddress } from '../../src/engine/network/prefix.ts';
import type { BarSpec, Bench, FigureSpec, Round, Size } from '../bench.ts';
import { birdFullTable, birdMissing } from '../full-table/bird.ts';
import { engineFullTable } from '../full-table/ours.ts';
import { fullTable, type Shape } from '../full-table/updates.ts';
import { randomPrefixes } from '../prefixes.ts';

const COUNTS: Readonly<Record<Size, number>> = { full: 1_000_000, tiny: 2000 };
const CHECKED = 500;
const SHAPES: readonly Shape[] = ['packed', 'dfz'];

const figuresOf = (shape: Shape): FigureSpec[] => [
  { key: `${shape}Announce`, label: `${shape}: announce until settled, Hostline`, unit: 's' },
  { key: `${shape}BirdAnnounce`, label: `${shape}: announce until settled, BIRD`, unit: 's', rival: true },
  { key: `${shape}Failover`, label: `${shape}: line router fails until settled, Hostline`, unit: 's' },
  { key: `${shape}BirdFailover`, label: `${shape}: line router fails until settled, BIRD`, unit: 's', rival: true },
  { key: `${shape}Cpu`, label: `${shape}: processor time of both, Hostline`, unit: 's' },
  { key: `${shape}BirdCpu`, label: `${shape}: processor time of both, BIRD’s three routers`, unit: 's', rival: true },
  { key: `${shape}Memory`, label: `${shape}: memory, Hostline’s process`, unit: 'MiB' },
  { key: `${shape}BirdMemory`, label: `${shape}: memory, BIRD’s three routers`, unit: 'MiB', rival: true },
];
const barsOf = (shape: Shape): BarSpec[] => [
  {
    label: `${shape}: announce, times faster than BIRD`,
    of: `${shape}BirdAnnounce`,
    over: `${shape}Announce`,
    atLeast: 4,
  },
  {
    label: `${shape}: failover, times faster than BIRD`,
    of: `${shape}BirdFailover`,
    over: `${shape}Failover`,
    atLeast: 100,
  },
  { label: `${shape}: memory against BIRD’s`, of: `${shape}Memory`, over: `${shape}BirdMemory`, atMost: 1 },
];

export const fullTableBench: Bench = {
  name: 'full-table',
  title: 'Full table',
  work:
    'A customer announces one million prefixes to two line routers, both pass them to the gateway, which chooses, shares load ' +
    'and tells one more neighbour; then one line router dies. *packed*: two attribute sets; *dfz*: one for every four prefixes. ' +
    'Both sides read the same UPDATE messages. Hostline simulates all five routers in one thread of a fresh process, with the ' +
    'engine every tenant has; BIRD 2 runs the two line routers and the gateway as three processes over virtual cables, its ' +
    'customer and neighbour are small programs outside its figures. BIRD chooses one best route here and leaves load sharing ' +
    'to a kernel table that is not filled.',
  figures: SHAPES.flatMap(figuresOf),
  bars: SHAPES.flatMap(barsOf),
  async open(size) {
    const count = COUNTS[size];
    const folder = mkdtempSync(join(tmpdir(), 'hostline-full-table-'));
    const fileOf = (shape: Shape): string => join(folder, shape);
    for (const shape of SHAPES) writeFileSync(fileOf(shape), fullTable(shape, count, { asPathStart: [], nextHop: 0 }));
    const step = Math.ceil(count / CHECKED);
    const addresses = [...randomPrefixes(count).addresses].filter((_, at) => at % step === 0).map(formatAddress);
    const missing = size === 'tiny' ? 'BIRD is not measured at this size.' : birdMissing();

    const ours = (shape: Shape): Round => {
      const { announce, failover, memoryMiB } = engineFullTable(fileOf(shape), addresses);
      return {
        [`${shape}Announce`]: announce.seconds,
        [`${shape}Failover`]: failover.seconds,
        [`${shape}Cpu`]: announce.cpuSeconds + failover.cpuSeconds,
        [`${shape}Memory`]: memoryMiB,
      };
    };
    const birds = async (shape: Shape): Promise<Round> => {
      const { announceSeconds, failoverSeconds, cpuSeconds, memoryMiB } = await birdFullTable(shape, count);
      return {
        [`${shape}BirdAnnounce`]: announceSeconds,
        [`${shape}BirdFailover`]: failoverSeconds,
        [`${shape}BirdCpu`]: cpuSeconds,
        [`${shape}BirdMemory`]: memoryMiB,
      };
    };
    return {
      notes: missing === undefined ? [] : [missing],
      async round() {
        const parts: Round[] = [];
        for (const shape of SHAPES) {
          parts.push(ours(shape));
          if (missing === undefined) parts.push(await birds(shape));
        }
        return Object.assign({}, ...parts) as Round;
      },
      async close() {
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};
