/** Measures the simulation of one tenant: from scratch, after a change, a what-if, packets traced. */
import { type Network, type NetworkEvent, type Ongoing, type Outcome, start } from '../../src/engine/network/index.ts';
import type { Bench, Size } from '../bench.ts';
import { clientPrefix, LINES, linesNetwork } from '../lines.ts';
import { secondsOf } from '../stopwatch.ts';

const SIZES: Readonly<Record<Size, { routes: number; tenants: number; repeats: number }>> = {
  full: { routes: 300, tenants: 1000, repeats: 300 },
  tiny: { routes: 10, tenants: 5, repeats: 5 },
};
const MANY = 50;

function startedLines(network: Network): Ongoing {
  const started = start(network);
  if ('problems' in started) throw new Error(JSON.stringify(started.problems));
  return started.ongoing;
}

/** Every third octet of 10.200.0.0 on is new to the tenant. */
const fresh = (index: number): string => clientPrefix(200 * 256 + index);
const toggled = (announced: boolean, count: number): readonly NetworkEvent[] =>
  Array.from({ length: count }, (_, index): readonly NetworkEvent[] => {
    const [node, prefix] = [LINES.client, fresh(index)];
    const route = { dst: prefix, via: 'blackhole' as const };
    return announced
      ? [
          { do: 'static-add', node, route },
          { do: 'announce', node, prefix },
        ]
      : [
          { do: 'withdraw', node, prefix },
          { do: 'static-del', node, route },
        ];
  }).flat();

function mustHave(outcome: Outcome, prefix: string, hops: number): void {
  const found = outcome.fib(LINES.gateway)[prefix]?.length ?? 0;
  if (found !== hops) throw new Error(`${prefix} has ${found} next hops, not ${hops}`);
}

/** Milliseconds per change, over tenants in turn; every second change undoes the one before. */
function perChange(tenants: readonly Ongoing[], repeats: number, count: number): number {
  const [on, off] = [toggled(true, count), toggled(false, count)];
  const seconds = secondsOf(() => {
    for (let turn = 0; turn < repeats; turn += 1) {
      const tenant = tenants[(turn * 7) % tenants.length];
      tenant?.play({ events: on });
      tenant?.play({ events: off });
    }
  });
  return (seconds * 1000) / (repeats * 2);
}

export const simulation: Bench = {
  name: 'simulation',
  title: 'Simulation of one tenant',
  work:
    'Two lines with four BGP sessions, 300 routes of the client. A change announces or withdraws one prefix (or 50) at the ' +
    'client and the network settles; the tenant changed is one of one, or one of 1,000 that are all held ready. ' +
    'The what-if takes a line router down in a network started for the question and reads the gateway’s table.',
  figures: [
    { key: 'scratch', label: 'from scratch', unit: 'ms' },
    { key: 'change', label: 'one prefix changed, one tenant', unit: 'ms' },
    { key: 'changeOfMany', label: 'one prefix changed, one tenant of 1,000', unit: 'ms' },
    { key: 'bigChange', label: '50 prefixes changed', unit: 'ms' },
    { key: 'whatIf', label: 'what-if: one line router down', unit: 'ms' },
    { key: 'traces', label: 'traces there and back', unit: 'traces/s' },
  ],
  bars: [
    { label: 'a change among 1,000 tenants against one alone', of: 'changeOfMany', over: 'change', atMost: 1.5 },
    { label: '50 prefixes against one: at most 50 times', of: 'bigChange', over: 'change', atMost: 50 },
    { label: 'from scratch against one change', of: 'scratch', over: 'change', atLeast: 5 },
  ],
  async open(size) {
    const { routes, tenants: count, repeats } = SIZES[size];
    const network = linesNetwork(routes);
    const tenants = Array.from({ length: count }, () => startedLines(network));
    const [first] = tenants;
    if (!first) throw new Error('no tenant');
    mustHave(first.outcome, clientPrefix(0), 2);
    mustHave(first.play({ events: toggled(true, 1) }), fresh(0), 2);
    mustHave(first.play({ events: toggled(false, 1) }), fresh(0), 0);
    const { outcome } = first;
    const flowTo = (index: number) => ({
      src: '100.64.10.2',
      dst: clientPrefix(index % routes).replace('.0/24', '.9'),
      protocol: 'udp' as const,
    });
    return {
      async round() {
        const scratches = Math.ceil(repeats / 10);
        const scratch = secondsOf(() => {
          for (let turn = 0; turn < scratches; turn += 1) startedLines(network);
        });
        const whatIf = secondsOf(() => {
          for (let turn = 0; turn < scratches; turn += 1) {
            const after = startedLines(network).play({ events: [{ do: 'node-down', node: LINES.routers[0] }] });
            mustHave(after, clientPrefix(0), 1);
          }
        });
        const traces = repeats * 10;
        const traced = secondsOf(() => {
          for (let turn = 0; turn < traces; turn += 1) outcome.trace('vpc', flowTo(turn));
        });
        return {
          scratch: (scratch * 1000) / scratches,
          whatIf: (whatIf * 1000) / scratches,
          change: perChange([first], repeats, 1),
          changeOfMany: perChange(tenants, repeats, 1),
          bigChange: perChange([first], Math.ceil(repeats / 10), MANY),
          traces: traces / traced,
        };
      },
      async close() {},
    };
  },
};
