/** The network every recorded scenario starts from, and its two larger forms: a second client, four lines. Knows addresses; runs nothing. */
import type { Link, Node, Scenario, Session } from '../scenario.ts';

const balanced = { multipath: 4, multipathRelax: true } as const;

function hostNode(gateway: string): Node {
  return { role: 'host', kernelRoutes: [{ dst: '0.0.0.0/0', via: [gateway] }] };
}

export function routerNode(asn: number, routerId: string, networks: readonly string[] = []): Node {
  return { role: 'router', asn, routerId, ...balanced, networks };
}

export function cable(id: string, a: readonly [string, string], b: readonly [string, string], vid?: number): Link {
  const ends = { id, a: { node: a[0], addr: a[1] }, b: { node: b[0], addr: b[1] } };
  return vid === undefined ? ends : { ...ends, vlan: { a: vid, b: vid } };
}

/** A session on the link of the same name; `a` and `b` are node and the AS number it expects. */
export function peering(id: string, a: readonly [string, number], b: readonly [string, number]): Session {
  return { id, link: id, a: { node: a[0], remoteAs: a[1] }, b: { node: b[0], remoteAs: b[1] } };
}

/** vm1 – vpc1 – bgw = lr1, lr2 = cust – idc: two lines, VLAN 10, eBGP everywhere. */
export const baseline: Scenario = {
  schema: 'network-scenario/1',
  id: 'baseline',
  title: 'two line routers, two /30 pairs, VLAN 10, eBGP everywhere',
  tags: ['baseline'],
  nodes: {
    vm1: hostNode('192.168.0.1'),
    vpc1: {
      role: 'vpc-router',
      propagate: ['10.0.0.0/8'],
      propagateFrom: 'bgw',
      propagateVia: '100.64.10.1',
      kernelRoutes: [],
    },
    bgw: {
      ...routerNode(65000, '10.255.0.1', ['192.168.0.0/24']),
      static: [{ dst: '192.168.0.0/24', via: ['100.64.10.2'] }],
    },
    lr1: routerNode(64512, '10.255.0.11'),
    lr2: routerNode(64512, '10.255.0.12'),
    cust: routerNode(65010, '10.255.1.1', ['10.0.0.0/16']),
    idc: hostNode('10.0.0.1'),
  },
  links: [
    cable('vm1-vpc1', ['vm1', '192.168.0.10/24'], ['vpc1', '192.168.0.1/24']),
    cable('vpc1-bgw', ['vpc1', '100.64.10.2/30'], ['bgw', '100.64.10.1/30']),
    cable('bgw-lr1', ['bgw', '100.64.1.1/30'], ['lr1', '100.64.1.2/30']),
    cable('bgw-lr2', ['bgw', '100.64.2.1/30'], ['lr2', '100.64.2.2/30']),
    cable('lr1-cust', ['lr1', '172.16.0.2/30'], ['cust', '172.16.0.1/30'], 10),
    cable('lr2-cust', ['lr2', '172.16.0.6/30'], ['cust', '172.16.0.5/30'], 10),
    cable('cust-idc', ['cust', '10.0.0.1/16'], ['idc', '10.0.0.10/16']),
  ],
  sessions: [
    peering('bgw-lr1', ['bgw', 64512], ['lr1', 65000]),
    peering('bgw-lr2', ['bgw', 64512], ['lr2', 65000]),
    peering('lr1-cust', ['lr1', 65010], ['cust', 64512]),
    peering('lr2-cust', ['lr2', 65010], ['cust', 64512]),
  ],
  probes: [{ id: 'vm1-idc', from: 'vm1', src: '192.168.0.10', to: 'idc', dst: '10.0.0.10' }],
  phases: [{ id: 'initial', events: [] }],
};

/** A second client behind line router 1, VLAN 20, with a host of its own. */
export function secondClient(asn = 65020): (scenario: Scenario) => Scenario {
  return (current) => ({
    ...current,
    nodes: { ...current.nodes, cust2: routerNode(asn, '10.255.2.1', ['10.2.0.0/16']), idcb: hostNode('10.2.0.1') },
    links: [
      ...current.links,
      cable('lr1-cust2', ['lr1', '172.16.1.2/30'], ['cust2', '172.16.1.1/30'], 20),
      cable('cust2-idcb', ['cust2', '10.2.0.1/16'], ['idcb', '10.2.0.10/16']),
    ],
    sessions: [...current.sessions, peering('lr1-cust2', ['lr1', asn], ['cust2', 64512])],
    probes: [
      ...current.probes,
      { id: 'vm1-idcb', from: 'vm1', src: '192.168.0.10', to: 'idcb', dst: '10.2.0.10' },
      { id: 'idc-idcb', from: 'idc', src: '10.0.0.10', to: 'idcb', dst: '10.2.0.10' },
    ],
  });
}

/** Line routers 3 and 4 with their own pairs: four equal lines. */
export const fourLines = (current: Scenario): Scenario => ({
  ...current,
  nodes: { ...current.nodes, lr3: routerNode(64512, '10.255.0.13'), lr4: routerNode(64512, '10.255.0.14') },
  links: [
    ...current.links,
    cable('bgw-lr3', ['bgw', '100.64.3.1/30'], ['lr3', '100.64.3.2/30']),
    cable('bgw-lr4', ['bgw', '100.64.4.1/30'], ['lr4', '100.64.4.2/30']),
    cable('lr3-cust', ['lr3', '172.16.0.10/30'], ['cust', '172.16.0.9/30'], 10),
    cable('lr4-cust', ['lr4', '172.16.0.14/30'], ['cust', '172.16.0.13/30'], 10),
  ],
  sessions: [
    ...current.sessions,
    ...['lr3', 'lr4'].flatMap((name) => [
      peering(`bgw-${name}`, ['bgw', 64512], [name, 65000]),
      peering(`${name}-cust`, [name, 65010], ['cust', 64512]),
    ]),
  ],
});
