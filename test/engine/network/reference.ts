// A second BGP, slow and obvious: plain objects, no ids, no memory, everything computed again in every round until
// nothing changes. It knows eBGP, iBGP, prepend, MED, filters, own-AS checks and multipath; nothing else.

export interface Neighbor {
  readonly session: string;
  readonly node: string;
  readonly prepend: number;
  readonly med: number | undefined;
  /** Prefixes this side does not send. */
  readonly hides: readonly string[];
  readonly allowOwnAs: number;
  readonly address: string;
}
export interface Router {
  readonly asn: number;
  readonly routerId: number;
  readonly originates: string;
  readonly multipath: number;
  readonly relax: boolean;
  readonly neighbors: readonly Neighbor[];
}
interface Told {
  readonly path: readonly number[];
  readonly med: number;
}
interface Heard extends Told {
  readonly from: Neighbor;
  readonly routerId: number;
  readonly external: boolean;
}
export interface Chosen {
  readonly path: readonly number[];
  readonly nextHops: readonly string[];
}
type Tables = Map<string, Map<string, readonly Heard[]>>;

/** What `speaker` tells `to` about the prefix, given the routes it chose (best first). */
function told(
  speaker: Router,
  asnOfPeer: number,
  to: Neighbor,
  prefix: string,
  chosen: readonly Heard[],
): Told | undefined {
  if (to.hides.includes(prefix)) return undefined;
  const own = speaker.originates === prefix;
  const [best] = chosen;
  if (!own && !best) return undefined;
  if (!own && best?.from.session === to.session) return undefined;
  const external = speaker.asn !== asnOfPeer;
  if (!own && best && !best.external && !external) return undefined;
  const path = own || !best ? [] : best.path;
  const more: number[] = [];
  for (let count = 0; count < to.prepend + (external ? 1 : 0); count += 1) more.push(speaker.asn);
  const inherited = own || external || !best ? 0 : best.med;
  return { path: [...more, ...path], med: to.med ?? inherited };
}

function smallest<T>(list: readonly T[], measure: (one: T) => number): T[] {
  const least = Math.min(...list.map(measure));
  return list.filter((one) => measure(one) === least);
}

function pick(router: Router, heard: readonly Heard[]): Heard[] {
  let left = smallest(heard, ({ path }) => path.length);
  left = left.filter(
    (one) => !left.some((other) => (other.path[0] ?? 0) === (one.path[0] ?? 0) && other.med < one.med),
  );
  if (left.some(({ external }) => external)) left = left.filter(({ external }) => external);
  left.sort((x, y) => x.routerId - y.routerId || x.from.address.localeCompare(y.from.address));
  const [best] = left;
  if (!best) return [];
  const shares = (one: Heard): boolean => {
    if (one === best || router.relax) return true;
    return best.external ? one.path[0] === best.path[0] : one.path.join() === best.path.join();
  };
  return left.filter(shares).slice(0, router.multipath);
}

/** Undefined when it does not settle within the rounds. */
export function referenceRoutes(routers: ReadonlyMap<string, Router>): Map<string, Map<string, Chosen>> | undefined {
  const prefixes = [...routers.values()].map(({ originates }) => originates);
  let tables: Tables = new Map([...routers.keys()].map((name) => [name, new Map()]));
  for (let round = 0; round < 60; round += 1) {
    const next: Tables = new Map();
    for (const [name, router] of routers) {
      const table = new Map<string, readonly Heard[]>();
      for (const prefix of prefixes) {
        const heard: Heard[] = [];
        for (const neighbor of router.neighbors) {
          const peer = routers.get(neighbor.node);
          const back = peer?.neighbors.find(({ session }) => session === neighbor.session);
          if (!peer || !back) continue;
          const news = told(peer, router.asn, back, prefix, tables.get(neighbor.node)?.get(prefix) ?? []);
          if (!news || news.path.filter((asn) => asn === router.asn).length > neighbor.allowOwnAs) continue;
          heard.push({ ...news, from: neighbor, routerId: peer.routerId, external: peer.asn !== router.asn });
        }
        table.set(prefix, pick(router, heard));
      }
      next.set(name, table);
    }
    const settled =
      JSON.stringify([...next].map(([n, t]) => [n, [...t]])) ===
      JSON.stringify([...tables].map(([n, t]) => [n, [...t]]));
    tables = next;
    if (!settled) continue;
    return new Map(
      [...tables].map(([name, table]) => [
        name,
        new Map(
          [...table].flatMap(([prefix, chosen]): [string, Chosen][] => {
            const [best] = chosen;
            const nextHops = [...new Set(chosen.map(({ from }) => from.address))].sort();
            return best ? [[prefix, { path: best.path, nextHops }]] : [];
          }),
        ),
      ]),
    );
  }
  return undefined;
}
