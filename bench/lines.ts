/** Knows how to build a tenant's network for benches: a gateway, two line routers, a client with as many routes as asked. */
import type { Network, SideConfig } from '../src/engine/network/index.ts';

export const LINES = { gateway: 'bgw', client: 'cust', routers: ['lr1', 'lr2'] } as const;
const ROUTER = { role: 'router', multipath: 4, multipathRelax: true } as const;
const everything = { rules: [] };

/** The client's routes are 10.x.y.0/24, at most 65,536. */
export const clientPrefix = (index: number): string => `10.${index >> 8}.${index & 255}.0/24`;

export function linesNetwork(routes: number): Network {
  const prefixes = Array.from({ length: routes }, (_, index) => clientPrefix(index));
  const side = (node: string, remoteAs: number): SideConfig => ({
    node,
    remoteAs,
    import: everything,
    export: everything,
  });
  const link = (id: string, a: [string, string], b: [string, string]): Network['links'][number] => ({
    id,
    a: { node: a[0], addr: a[1] },
    b: { node: b[0], addr: b[1] },
  });
  const session = (id: string, a: [string, number], b: [string, number]): Network['sessions'][number] => ({
    id,
    link: id,
    a: side(...a),
    b: side(...b),
  });
  return {
    nodes: {
      bgw: {
        ...ROUTER,
        asn: 65000,
        routerId: '10.255.0.1',
        networks: ['192.168.0.0/24'],
        static: [{ dst: '192.168.0.0/24', via: ['100.64.10.2'] }],
      },
      vpc: { role: 'host', kernelRoutes: [{ dst: '0.0.0.0/0', via: ['100.64.10.1'] }] },
      lr1: { ...ROUTER, asn: 64512, routerId: '10.255.0.11' },
      lr2: { ...ROUTER, asn: 64512, routerId: '10.255.0.12' },
      cust: {
        ...ROUTER,
        asn: 65010,
        routerId: '10.255.1.1',
        networks: prefixes,
        static: prefixes.map((dst) => ({ dst, via: 'blackhole' as const })),
      },
    },
    links: [
      link('bgw-vpc', ['bgw', '100.64.10.1/30'], ['vpc', '100.64.10.2/30']),
      link('bgw-lr1', ['bgw', '100.64.1.1/30'], ['lr1', '100.64.1.2/30']),
      link('bgw-lr2', ['bgw', '100.64.2.1/30'], ['lr2', '100.64.2.2/30']),
      link('lr1-cust', ['lr1', '172.16.0.2/30'], ['cust', '172.16.0.1/30']),
      link('lr2-cust', ['lr2', '172.16.0.6/30'], ['cust', '172.16.0.5/30']),
    ],
    sessions: [
      session('bgw-lr1', ['bgw', 64512], ['lr1', 65000]),
      session('bgw-lr2', ['bgw', 64512], ['lr2', 65000]),
      session('lr1-cust', ['lr1', 65010], ['cust', 64512]),
      session('lr2-cust', ['lr2', 65010], ['cust', 64512]),
    ],
  };
}
