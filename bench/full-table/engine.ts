/**
 * The full table in the engine, in a process of its own so that its memory is its own: `engine.ts <file of UPDATE messages>
 * <addresses to check>` prints the figures as JSON. Knows the engine's side only.
 */
import { readFileSync } from 'node:fs';
import {
  type Network,
  type NetworkEvent,
  type Ongoing,
  type SideConfig,
  start,
} from '../../src/engine/network/index.ts';

const [file = '', ...addresses] = process.argv.slice(2);
const everything = { rules: [] };
const ROUTER = { role: 'router', multipath: 4, multipathRelax: true } as const;
const side = (node: string, remoteAs: number): SideConfig => ({
  node,
  remoteAs,
  import: everything,
  export: everything,
});
const line = (id: string, a: [string, number], b: [string, number], net: string) => ({
  link: { id, a: { node: a[0], addr: `${net}.1/30` }, b: { node: b[0], addr: `${net}.2/30` } },
  session: { id, link: id, a: side(a[0], b[1]), b: side(b[0], a[1]) },
});
const gateway: [string, number] = ['bgw', 65_000];
const customer: [string, number] = ['cust', 65_010];
const watcher: [string, number] = ['watch', 65_100];
const lines = [
  line('bgw-lr1', gateway, ['lr1', 64_512], '100.64.1'),
  line('bgw-lr2', gateway, ['lr2', 64_512], '100.64.2'),
  line('lr1-cust', ['lr1', 64_512], customer, '172.16.1'),
  line('lr2-cust', ['lr2', 64_512], customer, '172.16.2'),
  line('bgw-watch', gateway, watcher, '100.64.3'),
];
const network: Network = {
  nodes: {
    bgw: { ...ROUTER, asn: 65_000, routerId: '10.255.0.1' },
    lr1: { ...ROUTER, asn: 64_512, routerId: '10.255.0.11' },
    lr2: { ...ROUTER, asn: 64_512, routerId: '10.255.0.12' },
    cust: { ...ROUTER, asn: 65_010, routerId: '10.255.1.1' },
    watch: { ...ROUTER, asn: 65_100, routerId: '10.255.2.1' },
  },
  links: lines.map(({ link }) => link),
  sessions: lines.map(({ session }) => session),
};

/** Each address must have as many ways at the gateway; the last node knows no network beyond. */
function mustHave(ongoing: Ongoing, ways: number): void {
  for (const address of addresses) {
    const found = ongoing.outcome.paths('bgw', address).filter(({ result }) => result === 'no-route@cust').length;
    if (found !== ways) throw new Error(`${address} has ${found} ways, not ${ways}`);
  }
}

interface Timed {
  readonly seconds: number;
  readonly cpuSeconds: number;
}
function timed(events: readonly NetworkEvent[]): Timed {
  const before = process.cpuUsage();
  const start = performance.now();
  ongoing.play({ events });
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 };
}

const updates = new Uint8Array(readFileSync(file));
const started = start(network);
if ('problems' in started) throw new Error(JSON.stringify(started.problems));
const { ongoing } = started;

const announce = timed([{ do: 'feed', node: 'cust', updates }]);
const memoryMiB = process.resourceUsage().maxRSS / 1024;
mustHave(ongoing, 2);
const failover = timed([{ do: 'node-down', node: 'lr1' }]);
mustHave(ongoing, 1);
process.stdout.write(JSON.stringify({ announce, failover, memoryMiB }));
