/** Follows every equal-cost branch from one host to another over forwarding tables as found. Knows no kernel and no daemon: tables and wires come in. */
import ipaddr from 'ipaddr.js';
import { type Fib, host, otherSide, type Path, type ProbeOutcome, type Scenario } from './scenario.ts';

/** Forwarding tables by node (hosts included), and whether a frame passes a link. */
export type Plane = { readonly fib: Readonly<Record<string, Fib>>; readonly passes: (link: string) => boolean };

function lookup(fib: Fib, dst: string): { readonly prefix: string; readonly hops: readonly string[] } | undefined {
  const address = ipaddr.IPv4.parse(dst);
  const covering = Object.keys(fib).filter((prefix) => address.match(ipaddr.IPv4.parseCIDR(prefix)));
  const longest = covering.sort((one, two) => Number(two.split('/')[1]) - Number(one.split('/')[1]))[0];
  return longest === undefined ? undefined : { prefix: longest, hops: fib[longest] ?? [] };
}

/** The links of a node whose subnet holds `address`. */
function linksToward(scenario: Scenario, node: string, address: string) {
  return scenario.links.flatMap((link) =>
    (['a', 'b'] as const)
      .filter(
        (side) => link[side].node === node && ipaddr.IPv4.parse(address).match(ipaddr.IPv4.parseCIDR(link[side].addr)),
      )
      .map((side) => ({ link: link.id, far: link[otherSide(side)] })),
  );
}

/** All paths of packets to `dst` starting at `from`, each with how it ends. */
export function enumerate(scenario: Scenario, plane: Plane, from: string, dst: string): readonly Path[] {
  const owners = scenario.links.flatMap(({ a, b }) => [a, b]).filter(({ addr }) => host(addr) === dst);
  const walk = (node: string, before: readonly string[]): readonly Path[] => {
    const path = [...before, node];
    if (before.includes(node)) return [{ path, result: 'loop' }];
    if (owners.some((owner) => owner.node === node)) return [{ path, result: 'delivered' }];
    const found = lookup(plane.fib[node] ?? {}, dst);
    if (found === undefined) return [{ path, result: `no-route@${node}` }];
    return found.hops.flatMap((hop): readonly Path[] => {
      if (hop === 'blackhole' || hop === 'unreachable') return [{ path, result: `${hop}@${node}` }];
      const target = hop === 'connected' ? dst : hop;
      const [way] = linksToward(scenario, node, target);
      if (way === undefined) return [{ path, result: `host-unreachable@${node}` }];
      if (!plane.passes(way.link)) return [{ path, result: `dead-link@${node}:${way.link}` }];
      if (host(way.far.addr) !== target) return [{ path, result: `host-unreachable@${node}` }];
      return walk(way.far.node, path);
    });
  };
  const unique = new Map(walk(from, []).map((path) => [JSON.stringify(path), path]));
  return [...unique.keys()].sort().flatMap((key) => unique.get(key) ?? []);
}

export function verdict(paths: readonly Path[]): ProbeOutcome['forward'] {
  const delivered = paths.filter(({ result }) => result === 'delivered').length;
  return delivered === 0 ? 'none' : delivered === paths.length ? 'all' : 'partial';
}
