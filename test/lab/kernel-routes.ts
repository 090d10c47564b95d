/** The kernel's routing table of one namespace: reads it as the scenario's answer writes it, and puts routes in. Knows no node and no scenario. */
import type { Fib, Route } from './scenario.ts';
import { must, run } from './shell.ts';

type KernelHop = { readonly gateway?: string; readonly dev?: string; readonly flags?: readonly string[] };
type KernelRoute = KernelHop & {
  readonly type?: string;
  readonly dst: string;
  readonly metric?: number;
  readonly nexthops?: readonly KernelHop[];
};

/** Reads `ip -j route`. A route over a device without carrier forwards nothing and is left out. */
export function readKernelRoutes(routes: readonly KernelRoute[]): Fib {
  const dead = (hop: KernelHop) => hop.flags?.some((flag) => flag === 'linkdown' || flag === 'dead') ?? false;
  const fib: Record<string, readonly string[]> = {};
  for (const route of [...routes].sort((one, two) => (one.metric ?? 0) - (two.metric ?? 0))) {
    const prefix = route.dst === 'default' ? '0.0.0.0/0' : route.dst.includes('/') ? route.dst : `${route.dst}/32`;
    const hops = route.nexthops ?? [route];
    const words =
      route.type === 'blackhole' || route.type === 'unreachable'
        ? [route.type]
        : hops.filter((hop) => !dead(hop)).map((hop) => hop.gateway ?? 'connected');
    if (words.length > 0 && fib[prefix] === undefined) fib[prefix] = words.sort();
  }
  return fib;
}

export async function kernelTable(namespace: string): Promise<Fib> {
  const text = await must(['ip', '-n', namespace, '-j', '-4', 'route', 'show', 'table', 'main']);
  return readKernelRoutes(JSON.parse(text.trim() || '[]') as KernelRoute[]);
}

/** Puts routes in. One whose next hop is out of reach now is left out without a word, as after an interface went down. */
export async function putRoutes(namespace: string, routes: readonly Route[]): Promise<void> {
  for (const { dst, via } of routes) {
    const way = via === 'blackhole' ? ['blackhole', dst] : [dst, ...via.flatMap((hop) => ['nexthop', 'via', hop])];
    await run(['ip', '-n', namespace, 'route', 'replace', ...way]);
  }
}
