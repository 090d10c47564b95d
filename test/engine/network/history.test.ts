// A network that lived through changes is the one that meets only their sum: nothing remembered on the way is left behind.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullTable } from '../../../bench/full-table/updates.ts';
import { type Network, type NetworkEvent, type Outcome, start } from '../../../src/engine/network/index.ts';
import { bothLines, type Changes, change, linesNetwork } from './lines.ts';

const feed: NetworkEvent = {
  do: 'feed',
  node: 'cust',
  updates: new Uint8Array(fullTable('dfz', 12, { asPathStart: [7018], nextHop: 1 })),
};
const CUST = { asn: 64512, routerId: '10.255.1.1', multipath: 4, networks: ['10.0.0.0/16'] };
// biome-ignore format: rows
const NETWORKS: readonly Changes[] = [
  {},
  // Line 2 stands by.
  { sides: { 'lr2-cust.b': { export: { rules: [{ set: { prepend: 2 } }] } } } },
  // An internal client: what it hears is good, and reflected, only while it has a route to the gateway's side of the line.
  { cust: CUST, sides: { ...bothLines('a', { remoteAs: 64512 }), ...bothLines('b', { options: { rrClient: true } }) } },
  { cust: CUST, sides: bothLines('a', { remoteAs: 64512, options: { gracefulRestart: 30 } }), bgw: { asn: 65000, routerId: '10.255.0.1', multipath: 1, networks: ['192.168.0.0/24'] } },
];
const route = (dst: string, via: string) => ({ dst, via: [via] });
/** What is done and what takes it back. */
const SWITCHES: readonly (readonly [NetworkEvent, NetworkEvent])[] = [
  [
    { do: 'node-down', node: 'lr1' },
    { do: 'node-up', node: 'lr1' },
  ],
  [
    { do: 'daemon-kill', node: 'lr2' },
    { do: 'daemon-start', node: 'lr2' },
  ],
  [
    { do: 'link-down', link: 'bgw-lr1' },
    { do: 'link-up', link: 'bgw-lr1' },
  ],
  [
    { do: 'link-silent', link: 'lr2-cust' },
    { do: 'link-unsilent', link: 'lr2-cust' },
  ],
  [
    { do: 'session-shutdown', session: 'bgw-lr2' },
    { do: 'session-up', session: 'bgw-lr2' },
  ],
  [
    { do: 'static-add', node: 'cust', route: route('100.64.1.0/30', '172.16.0.2') },
    { do: 'static-del', node: 'cust', route: route('100.64.1.0/30', '172.16.0.2') },
  ],
  [
    { do: 'static-add', node: 'cust', route: route('100.64.2.0/30', '172.16.0.6') },
    { do: 'static-del', node: 'cust', route: route('100.64.2.0/30', '172.16.0.6') },
  ],
  [
    { do: 'withdraw', node: 'cust', prefix: '10.0.0.0/16' },
    { do: 'announce', node: 'cust', prefix: '10.0.0.0/16' },
  ],
];

function ongoingOf(network: Network) {
  const started = start(network);
  if ('problems' in started) throw new Error(JSON.stringify(started.problems));
  started.ongoing.play(change(feed));
  return started.ongoing;
}

/** Everything but why and when sessions fell, and what a kernel keeps of the moment its daemon was killed. */
function everything(outcome: Outcome, { nodes, sessions }: Network): object {
  return {
    sessions: sessions.map(({ id }) => [id, outcome.sessions[id]?.a, outcome.sessions[id]?.b]),
    tables: Object.keys(nodes).map((name) => [
      name,
      outcome.best(name),
      name === 'lr2' ? {} : outcome.fib(name),
      outcome.originated(name),
    ]),
    heard: sessions.flatMap(({ id }) =>
      (['a', 'b'] as const).map((end) => [id, end, outcome.received(id, end), outcome.advertised(id, end)]),
    ),
    oscillating: outcome.oscillating,
  };
}

describe('after random changes', () => {
  it('every table is as if only their sum had happened', () => {
    let routes = 0;
    const steps = fc.array(fc.array(fc.nat(SWITCHES.length - 1), { minLength: 1, maxLength: 3 }), { maxLength: 7 });
    fc.assert(
      fc.property(fc.constantFrom(...NETWORKS), steps, (changes, turns) => {
        const network = linesNetwork(changes);
        const ongoing = ongoingOf(network);
        const done = new Set<number>();
        for (const turn of turns) {
          const events = turn.flatMap((at) => {
            const event = SWITCHES[at]?.[done.has(at) ? 1 : 0];
            if (!done.delete(at)) done.add(at);
            return event ?? [];
          });
          ongoing.play(change(...events));
        }
        const sum = ongoingOf(network);
        sum.play(change(...[...done].flatMap((at) => SWITCHES[at]?.[0] ?? [])));
        // The client remembers nothing of what changed around it.
        sum.play(change({ do: 'node-down', node: 'cust' }));
        sum.play(change({ do: 'node-up', node: 'cust' }));
        // Routes kept for a restarting peer end by time only.
        for (const one of [ongoing, sum]) one.play({ events: [], minSeconds: 300 });
        expect(everything(ongoing.outcome, network)).toEqual(everything(sum.outcome, network));
        routes += Object.keys(sum.outcome.best('bgw')).length;
      }),
      // Always one where nothing moves but a next hop under a session that stays.
      { numRuns: 60, examples: [[NETWORKS[2] ?? {}, [[5]]]] },
    );
    expect(routes).toBeGreaterThan(200);
  });
});
