/** Where a connectivity test's packet goes, from a simulated network and its diagnosis, in the names a picture uses. */
import type { Twin } from '../../engine/twin/build.ts';
import type { Finding, Place } from '../../engine/twin/codes.ts';
import type { Diagnosis } from '../../engine/twin/diagnose.ts';
import { clientNode, routerNode } from '../../engine/twin/names.ts';
import { type ProbeResult, probe } from '../../engine/twin/probe.ts';
import { causePhrase } from '../cards/vif.ts';
import type { Path } from './model.ts';

type Leg = ProbeResult['request'][number];

/** A VPC is drawn as one node, whichever of its route tables decides. */
function drawn(twin: Twin, nodes: readonly string[]): readonly string[] {
  const ids = nodes.map((node) => {
    const name = twin.names[node];
    return name?.kind === 'table' ? name.vpc : node;
  });
  return ids.filter((id, index) => id !== ids[index - 1]);
}

const arrived = ({ result }: Leg): boolean => result === 'delivered';

/** The first way that fails, there before back. Where all arrive, the instance's own filter is met by a ping to it. */
function telling({ request, reply }: ProbeResult, first: Finding | undefined): Leg | undefined {
  const failed = [...request, ...reply].find((leg) => !arrived(leg));
  return failed ?? (first?.place.thing === 'instance' ? reply[0] : request[0]);
}

/** The node a finding is about, for packets that every router would have passed. */
const nodeOf: Partial<Record<Place['thing'], (place: Place, twin: Twin, vif: string) => string | undefined>> = {
  device: ({ id }) => clientNode(id),
  instance: ({ id }) => id,
  gateway: ({ id }) => id,
  vpc: ({ id }) => id,
  router: ({ id }, _, vif) => routerNode(vif, id),
  attachment: ({ id }, twin) => twin.tenant.attachments[id]?.vpc,
};

/** Without an instance or a host no packet starts: only the cause is left to tell. */
export function packetPath(twin: Twin, diagnosis: Diagnosis): Path {
  const { instance, host, first, vif } = diagnosis;
  const probed = instance === undefined || host === undefined ? undefined : probe(twin, { instance, host });
  const leg = probed && telling(probed, first);
  const nodes = leg ? drawn(twin, leg.path) : [];
  if (!first) return { nodes, result: 'delivered' };
  const node = leg && arrived(leg) ? nodeOf[first.place.thing]?.(first.place, twin, vif) : undefined;
  return { nodes, result: 'broken', ...(node !== undefined && { at: { node } }), cause: causePhrase(first) };
}
