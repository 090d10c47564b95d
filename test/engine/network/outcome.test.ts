// The outcome as a whole: equal to a slow reference, independent of input order, and an end even for routing that has none.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Network, simulate } from '../../../src/engine/network/index.ts';
import { linesNetwork, outcomeOf } from './lines.ts';
import { networkArbitrary } from './random-network.ts';
import { referenceRoutes } from './reference.ts';

describe('on random networks', () => {
  it('the routes are those of the reference', () => {
    let compared = 0;
    fc.assert(
      fc.property(networkArbitrary, ({ network, routers }) => {
        const expected = referenceRoutes(routers);
        fc.pre(expected !== undefined);
        const outcome = outcomeOf(network);
        for (const [name, table] of expected) {
          const routes = Object.entries(outcome.best(name)).map(([prefix, { asPath, nextHops }]) => [
            prefix,
            { path: asPath, nextHops },
          ]);
          expect(Object.fromEntries(routes), name).toEqual(Object.fromEntries(table));
          compared += table.size;
        }
      }),
      { numRuns: 300 },
    );
    // Networks without a single learned route would prove nothing.
    expect(compared).toBeGreaterThan(500);
  });

  it('the order of nodes, links and sessions has no effect', () => {
    fc.assert(
      fc.property(networkArbitrary, ({ network }) => {
        const turned: Network = {
          nodes: Object.fromEntries(Object.entries(network.nodes).reverse()),
          links: [...network.links].reverse(),
          sessions: [...network.sessions].reverse(),
        };
        const [one, other] = [outcomeOf(network), outcomeOf(turned)];
        for (const name of Object.keys(network.nodes)) {
          expect(other.best(name)).toEqual(one.best(name));
          expect(other.fib(name)).toEqual(one.fib(name));
        }
        expect(other.sessions).toEqual(one.sessions);
      }),
      { numRuns: 100 },
    );
  });
});

/** Faults are rare, so that many sessions come up. */
const rarely = <T>(usual: T, ...faults: T[]) =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 8 }, { arbitrary: fc.constantFrom(...faults), weight: 1 });
const sideArbitrary = fc.record({
  remoteAs: rarely<number | undefined>(undefined, 65099),
  password: rarely<string | undefined>(undefined, 'one', 'two'),
  options: fc.record({
    passive: rarely(false, true),
    ttlSecurity: rarely(false, true),
    multihop: rarely<false | number>(false, 2),
    hold: rarely(9, 0, 1, 3),
    role: rarely<'provider' | 'customer' | undefined>(undefined, 'provider', 'customer'),
    roleStrict: fc.boolean(),
    shutdown: rarely(false, true),
  }),
});
const vlanArbitrary = fc.record({ a: rarely(10, 11), b: fc.constant(10) });

describe('with random faults', () => {
  it('a session is up exactly when the static check has nothing to say', () => {
    const seen = { up: 0, down: 0 };
    fc.assert(
      fc.property(sideArbitrary, sideArbitrary, vlanArbitrary, (a, b, vlan) => {
        const change = ({ remoteAs, ...side }: typeof a) => ({ ...side, ...(remoteAs !== undefined && { remoteAs }) });
        const sides = { 'lr1-cust.a': change(a), 'lr1-cust.b': change(b) };
        const session = outcomeOf(linesNetwork({ sides, vlan: { 'lr1-cust': vlan } })).sessions['lr1-cust'];
        const isUp = session?.a === 'Established' && session.b === 'Established';
        expect(session?.reason === undefined || session.reason.length === 0).toBe(isUp);
        seen[isUp ? 'up' : 'down'] += 1;
      }),
      { numRuns: 200 },
    );
    expect(Math.min(seen.up, seen.down)).toBeGreaterThan(20);
  });
});

/** Three neighbours of r0, each preferring the way over the next one to its own: no stable answer exists (RFC 4451's bad gadget). */
function gadget(prefersNeighbor: boolean): Network {
  const ring = [1, 2, 3];
  const next = (index: number): number => (index % 3) + 1;
  const prefer = { rules: [{ match: { community: '65000:1' }, set: { localPref: 200 } }] };
  const router = (index: number): Network['nodes'][string] => ({
    role: 'router',
    asn: 65000 + index,
    routerId: `1.1.1.${index + 1}`,
  });
  const direct = { rules: [{ set: { communities: ['65000:1'] } }] };
  return {
    nodes: {
      r0: { ...router(0), networks: ['10.0.0.0/16'], static: [{ dst: '10.0.0.0/16', via: 'blackhole' }] },
      r1: router(1),
      r2: router(2),
      r3: router(3),
    },
    links: ring.flatMap((index) => [
      {
        id: `up${index}`,
        a: { node: 'r0', addr: `10.1.${index}.1/30` },
        b: { node: `r${index}`, addr: `10.1.${index}.2/30` },
      },
      {
        id: `ring${index}`,
        a: { node: `r${index}`, addr: `10.2.${index}.1/30` },
        b: { node: `r${next(index)}`, addr: `10.2.${index}.2/30` },
      },
    ]),
    sessions: ring.flatMap((index) => [
      {
        id: `up${index}`,
        link: `up${index}`,
        a: { node: 'r0', remoteAs: 65000 + index },
        b: { node: `r${index}`, remoteAs: 65000 },
      },
      {
        id: `ring${index}`,
        link: `ring${index}`,
        // r(index) prefers what its clockwise neighbour got directly; nothing travels the other way round.
        a: {
          node: `r${index}`,
          remoteAs: 65000 + next(index),
          export: { rules: [], default: 'reject' },
          ...(prefersNeighbor && { import: prefer }),
        },
        b: { node: `r${next(index)}`, remoteAs: 65000 + index, export: direct },
      },
    ]),
  };
}

describe('routing that never settles', () => {
  // Only a two-AS path earns the preference: the community is added on every hop, so length must decide as well.
  const bad = gadget(true);
  const onlyDirect: Network = {
    ...bad,
    sessions: bad.sessions.map((session) =>
      session.id.startsWith('ring')
        ? {
            ...session,
            b: {
              ...session.b,
              export: {
                rules: [
                  { match: { community: '65000:9' }, action: 'reject' },
                  { set: { communities: ['65000:1', '65000:9'] } },
                ],
              },
            },
          }
        : session,
    ),
  };

  it('is an outcome, not a hang', () => {
    expect(outcomeOf(onlyDirect).oscillating).toEqual(['10.0.0.0/16']);
  });

  it('is told apart from routing that settles', () => {
    expect(outcomeOf(gadget(false)).oscillating).toEqual([]);
  });
});

describe('a network that leads nowhere', () => {
  it('is refused, not simulated', () => {
    const network = linesNetwork();
    const { lr2: _, ...nodes } = network.nodes;
    const simulated = simulate({ ...network, nodes });
    expect('problems' in simulated && simulated.problems.map(({ path }) => path.join('.'))).toEqual([
      'links.3.b.node',
      'links.5.a.node',
      'sessions.1.b.node',
      'sessions.3.a.node',
    ]);
  });
});
