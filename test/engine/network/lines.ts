// Builds the network of the tutorial: a VPC, the border gateway, two line routers, a client and its data centre,
// with any part replaced; knows no expectations.
import type {
  Network,
  NetworkEvent,
  NodeConfig,
  Outcome,
  SideConfig,
  Step,
} from '../../../src/engine/network/index.ts';
import { simulate } from '../../../src/engine/network/index.ts';

type Router = Omit<NodeConfig, 'role'>;
type SideChange = Partial<Omit<SideConfig, 'node'>>;

export interface Changes {
  readonly bgw?: Router;
  readonly lr1?: Router;
  readonly lr2?: Router;
  readonly cust?: Router;
  readonly vpc1?: Partial<NodeConfig>;
  /** Sides of sessions, e.g. `{ 'lr1-cust.b': { password: 'key' } }`. */
  readonly sides?: Readonly<Record<string, SideChange>>;
  readonly vlan?: Readonly<Record<string, { a: number; b: number }>>;
  readonly addrs?: Readonly<Record<string, { a: string; b: string }>>;
}

const via = (dst: string, gateway: string) => ({ dst, via: [gateway] });
const ROUTER = { role: 'router', multipath: 4, multipathRelax: true } as const;

export function linesNetwork(changes: Changes = {}): Network {
  const side = (session: string, end: 'a' | 'b', node: string, remoteAs: number): SideConfig => ({
    node,
    remoteAs,
    ...changes.sides?.[`${session}.${end}`],
  });
  const session = (id: string, a: [string, number], b: [string, number]): Network['sessions'][number] => ({
    id,
    link: id,
    a: side(id, 'a', ...a),
    b: side(id, 'b', ...b),
    ...(changes.addrs?.[id] && { addrs: changes.addrs[id] }),
  });
  const link = (id: string, a: [string, string], b: [string, string]): Network['links'][number] => ({
    id,
    a: { node: a[0], addr: a[1] },
    b: { node: b[0], addr: b[1] },
    ...(changes.vlan?.[id] && { vlan: changes.vlan[id] }),
  });
  return {
    nodes: {
      vm1: { role: 'host', kernelRoutes: [via('0.0.0.0/0', '192.168.0.1')] },
      vpc1: {
        role: 'vpc-router',
        propagate: ['10.0.0.0/8'],
        propagateFrom: 'bgw',
        propagateVia: '100.64.10.1',
        ...changes.vpc1,
      },
      bgw: {
        ...ROUTER,
        asn: 65000,
        routerId: '10.255.0.1',
        networks: ['192.168.0.0/24'],
        static: [via('192.168.0.0/24', '100.64.10.2')],
        ...changes.bgw,
      },
      lr1: { ...ROUTER, asn: 64512, routerId: '10.255.0.11', ...changes.lr1 },
      lr2: { ...ROUTER, asn: 64512, routerId: '10.255.0.12', ...changes.lr2 },
      cust: { ...ROUTER, asn: 65010, routerId: '10.255.1.1', networks: ['10.0.0.0/16'], ...changes.cust },
      idc: { role: 'host', kernelRoutes: [via('0.0.0.0/0', '10.0.0.1')] },
    },
    links: [
      link('vm1-vpc1', ['vm1', '192.168.0.10/24'], ['vpc1', '192.168.0.1/24']),
      link('vpc1-bgw', ['vpc1', '100.64.10.2/30'], ['bgw', '100.64.10.1/30']),
      link('bgw-lr1', ['bgw', '100.64.1.1/30'], ['lr1', '100.64.1.2/30']),
      link('bgw-lr2', ['bgw', '100.64.2.1/30'], ['lr2', '100.64.2.2/30']),
      link('lr1-cust', ['lr1', '172.16.0.2/30'], ['cust', '172.16.0.1/30']),
      link('lr2-cust', ['lr2', '172.16.0.6/30'], ['cust', '172.16.0.5/30']),
      link('cust-idc', ['cust', '10.0.0.1/16'], ['idc', '10.0.0.10/16']),
    ],
    sessions: [
      session('bgw-lr1', ['bgw', 64512], ['lr1', 65000]),
      session('bgw-lr2', ['bgw', 64512], ['lr2', 65000]),
      session('lr1-cust', ['lr1', 65010], ['cust', 64512]),
      session('lr2-cust', ['lr2', 65010], ['cust', 64512]),
    ],
  };
}

/** The same change on the client's or the line routers' side of both lines. */
export const bothLines = (end: 'a' | 'b', change: SideChange): Record<string, SideChange> => ({
  [`lr1-cust.${end}`]: change,
  [`lr2-cust.${end}`]: change,
});

export function outcomeOf(network: Network, steps: readonly Step[] = []): Outcome {
  const simulated = simulate(network, steps);
  if ('problems' in simulated) throw new Error(JSON.stringify(simulated.problems));
  return simulated.outcome;
}

export const change = (...events: NetworkEvent[]): Step => ({ events });

/** `up`, or the first reason for being down. */
export function stateOf(outcome: Outcome, session: string): string {
  const view = outcome.sessions[session];
  if (view?.a === 'Established' && view.b === 'Established') return 'up';
  return view?.reason?.[0]?.code ?? view?.lastDown?.a ?? view?.lastDown?.b ?? 'down';
}

/** Next hops of the border gateway towards the client: which lines carry traffic. */
export function linesInUse(outcome: Outcome, prefix = '10.0.0.0/16'): string {
  const names: Readonly<Record<string, string>> = { '100.64.1.2': 'lr1', '100.64.2.2': 'lr2' };
  return (outcome.fib('bgw')[prefix] ?? []).map((hop) => names[hop] ?? hop).join(' ');
}

export const pathAt = (outcome: Outcome, node: string, prefix: string): string =>
  outcome.best(node)[prefix]?.asPath.join(' ') ?? 'none';
