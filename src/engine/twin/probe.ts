/** A ping between an instance and a test host over every path it could take, with the filters at both ends. Explains nothing. */
import { covers, type PathResult, parseAddress, parsePrefix, type Reach, reachOf } from '../network/index.ts';
import type { Instance, Vif, Vpc } from '../tenant/network/model.ts';
import type { Twin } from './build.ts';

export interface Probe {
  readonly instance: string;
  /** Address of a host in the hosting zone. */
  readonly host: string;
}

export interface ProbeResult {
  readonly request: readonly PathResult[];
  /** From every copy of the host a request reaches. */
  readonly reply: readonly PathResult[];
  /** Of the paths; filters are apart. */
  readonly there: Reach;
  readonly back: Reach;
  /** The security group admits the host as a source. */
  readonly admitted: boolean;
  /** Interfaces whose device a request arrives at, and those of them that drop ICMP. */
  readonly reached: readonly string[];
  readonly blockedBy: readonly string[];
  /** A ping from the instance and one from the host; a security group lets answers pass. */
  readonly forwardPing: boolean;
  readonly reversePing: boolean;
}

export interface Found {
  readonly vpc: Vpc;
  readonly instance: Instance;
}

export function findInstance(twin: Twin, id: string): Found | undefined {
  for (const vpc of Object.values(twin.tenant.vpcs)) {
    const instance = vpc.instances.find((one) => one.id === id);
    if (instance) return { vpc, instance };
  }
  return undefined;
}

export function admits(instance: Instance, source: string): boolean {
  const address = parseAddress(source);
  const ranges = instance.allowFrom.flatMap((text) => parsePrefix(text) ?? []);
  return address !== undefined && ranges.some((range) => covers(range, address));
}

const endOf = ({ path }: PathResult): string => path[path.length - 1] ?? '';

/** Delivered to a node that is not the one meant is not delivered: two VPCs may use one address. */
function meant(paths: readonly PathResult[], isTarget: (node: string) => boolean): readonly PathResult[] {
  return paths.map((path) =>
    path.result === 'delivered' && !isTarget(endOf(path)) ? { ...path, result: `wrong-host@${endOf(path)}` } : path,
  );
}

export function probe(twin: Twin, { instance: id, host }: Probe): ProbeResult | undefined {
  const found = findInstance(twin, id);
  if (!found || !twin.names[id]) return undefined;
  const isHost = (node: string): boolean => twin.names[node]?.kind === 'host';
  const request = meant(twin.outcome.paths(id, host), isHost);
  const copies = [...new Set(request.filter(({ result }) => result === 'delivered').map(endOf))];
  const reply = copies.flatMap((copy) =>
    meant(twin.outcome.paths(copy, found.instance.address), (node) => node === id),
  );
  const vifs = copies.flatMap((copy): Vif[] => {
    const name = twin.names[copy];
    const vif = name?.kind === 'host' ? twin.tenant.vifs[name.vif] : undefined;
    return vif ? [vif] : [];
  });
  const reached = vifs.map((vif) => vif.id);
  const blockedBy = vifs.filter(({ device }) => device?.blocksIcmp).map((vif) => vif.id);
  const there = reachOf(request);
  const back = reachOf(reply);
  const admitted = admits(found.instance, host);
  const forwardPing = there === 'all' && back === 'all' && blockedBy.length === 0;
  return {
    request,
    reply,
    there,
    back,
    admitted,
    reached,
    blockedBy,
    forwardPing,
    reversePing: forwardPing && admitted,
  };
}
