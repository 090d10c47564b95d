// Random small networks, once as a Network value and once for the reference; knows no outcome.
import fc from 'fast-check';
import type { Network, SideConfig } from '../../../src/engine/network/index.ts';
import type { Neighbor, Router } from './reference.ts';

const prefixOf = (index: number): string => `10.${index}.0.0/16`;
const nameOf = (index: number): string => `r${index}`;

const sideArbitrary = fc.record({
  prepend: fc.nat(2),
  med: fc.option(fc.nat(2), { nil: undefined }),
  hides: fc.uniqueArray(fc.nat(5), { maxLength: 2 }).map((indexes) => indexes.map(prefixOf)),
  allowOwnAs: fc.constantFrom(0, 0, 0, 1),
});
const routerArbitrary = fc.record({
  asn: fc.integer({ min: 65001, max: 65005 }),
  multipath: fc.integer({ min: 1, max: 3 }),
  relax: fc.boolean(),
});
const edgeArbitrary = fc.record({ a: fc.nat(5), b: fc.nat(5), sideA: sideArbitrary, sideB: sideArbitrary });
type RandomSide = Omit<Neighbor, 'session' | 'node' | 'address'>;

export interface RandomNetwork {
  readonly network: Network;
  readonly routers: ReadonlyMap<string, Router>;
}

function sideConfig(node: number, remoteAs: number, { prepend, med, hides, allowOwnAs }: RandomSide): SideConfig {
  const set = { prepend, ...(med !== undefined && { med }) };
  const rules = [...hides.map((prefix) => ({ match: { prefix }, action: 'reject' as const })), { set }];
  return { node: nameOf(node), remoteAs, export: { rules }, options: { allowOwnAs, nextHopSelf: true } };
}

/** Up to six routers with five AS numbers, several sessions between two routers allowed. */
export const networkArbitrary: fc.Arbitrary<RandomNetwork> = fc
  .record({
    routers: fc.array(routerArbitrary, { minLength: 2, maxLength: 6 }),
    edges: fc.array(edgeArbitrary, { minLength: 1, maxLength: 9 }),
  })
  .map(({ routers, edges }) => {
    const usable = edges.filter(({ a, b }) => a !== b && a < routers.length && b < routers.length);
    const asnOf = (index: number): number => routers[index]?.asn ?? 0;
    const sessionOf = (index: number): string => `s${index}`;
    const addressOf = (index: number, end: 'a' | 'b'): string => `172.16.${index}.${end === 'a' ? 1 : 2}`;
    const nodes = routers.map(({ asn, multipath, relax }, index): [string, Network['nodes'][string]] => [
      nameOf(index),
      {
        role: 'router',
        asn,
        routerId: `1.1.1.${index + 1}`,
        multipath,
        multipathRelax: relax,
        networks: [prefixOf(index)],
        static: [{ dst: prefixOf(index), via: 'blackhole' }],
      },
    ]);
    const network: Network = {
      nodes: Object.fromEntries(nodes),
      links: usable.map(({ a, b }, index) => ({
        id: sessionOf(index),
        a: { node: nameOf(a), addr: `${addressOf(index, 'a')}/30` },
        b: { node: nameOf(b), addr: `${addressOf(index, 'b')}/30` },
      })),
      sessions: usable.map(({ a, b, sideA, sideB }, index) => ({
        id: sessionOf(index),
        link: sessionOf(index),
        a: sideConfig(a, asnOf(b), sideA),
        b: sideConfig(b, asnOf(a), sideB),
      })),
    };
    const neighbor = (index: number, node: number, farEnd: 'a' | 'b', side: RandomSide): Neighbor => ({
      ...side,
      session: sessionOf(index),
      node: nameOf(node),
      address: addressOf(index, farEnd),
    });
    const plain = routers.map(({ asn, multipath, relax }, at): [string, Router] => [
      nameOf(at),
      {
        asn,
        routerId: at + 1,
        originates: prefixOf(at),
        multipath,
        relax,
        neighbors: usable.flatMap(({ a, b, sideA, sideB }, index) => [
          ...(a === at ? [neighbor(index, b, 'b', sideA)] : []),
          ...(b === at ? [neighbor(index, a, 'a', sideB)] : []),
        ]),
      },
    ]);
    return { network, routers: new Map(plain) };
  });
