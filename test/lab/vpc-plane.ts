/** The emulated control plane of a VPC: copies the border gateway's usable routes into the VPC's table. Knows no BGP. */
import ipaddr from 'ipaddr.js';
import { kernelTable } from './kernel-routes.ts';
import type { Wires } from './namespaces.ts';
import type { Scenario } from './scenario.ts';
import { must, run } from './shell.ts';

/** Copied routes lose to routes of the VPC's own table, which have metric 0. */
const copiedMetric = '100';

/** Whether a prefix lies inside one of the ranges. */
function within(prefix: string, ranges: readonly string[]): boolean {
  const [address, length] = ipaddr.IPv4.parseCIDR(prefix);
  return ranges.some((range) => {
    const outer = ipaddr.IPv4.parseCIDR(range);
    return length >= outer[1] && address.match(outer);
  });
}

/** Makes the copied routes of a namespace exactly `prefixes`. */
async function copy(namespace: string, prefixes: readonly string[], via: string): Promise<void> {
  const route = ['ip', '-n', namespace, 'route'];
  const listed = await must(['ip', '-n', namespace, '-j', '-4', 'route', 'show', 'metric', copiedMetric]);
  const present = (JSON.parse(listed || '[]') as { dst: string }[]).map(({ dst }) =>
    dst === 'default' ? '0.0.0.0/0' : dst,
  );
  const tail = ['via', via, 'metric', copiedMetric];
  for (const dst of present.filter((each) => !prefixes.includes(each))) await run([...route, 'del', dst, ...tail]);
  for (const dst of prefixes.filter((each) => !present.includes(each))) await run([...route, 'replace', dst, ...tail]);
}

/** Every VPC gets what its border gateway forwards inside the VPC's ranges, except connected subnets of either. */
export async function propagate(scenario: Scenario, wires: Wires): Promise<void> {
  for (const [name, node] of Object.entries(scenario.nodes)) {
    if (node.propagateFrom === undefined || node.propagateVia === undefined || wires.isDead(name)) continue;
    const [source, own] = [await kernelTable(wires.ns(node.propagateFrom)), await kernelTable(wires.ns(name))];
    const usable = Object.entries(source).filter(([, hops]) => !hops.includes('connected'));
    const wanted = usable
      .map(([prefix]) => prefix)
      .filter((prefix) => own[prefix]?.includes('connected') !== true && within(prefix, node.propagate ?? []));
    await copy(wires.ns(name), wanted, node.propagateVia);
  }
}
