/** One virtual interface as a piece of network: two line routers, two links with VLAN tags, the client device, its hosts. Decides no route. */
import type { LinkConfig, NetworkEvent, NodeConfig, Policy, SessionConfig, SideConfig } from '../network/index.ts';
import { isLineDown, isRouterDown, type SiteState } from '../site/index.ts';
import type { DrillTarget } from '../tenant/drill/model.ts';
import type { Connection } from '../tenant/model.ts';
import type { AddressPair, ClientDevice, Gateway, HealthCheck, Vif } from '../tenant/network/model.ts';
import { hostPart } from '../tenant/network/ranges.ts';
import { lineRouterAsn } from '../tenant/network/vif.ts';
import { refusalOf, type Surroundings } from './advertise.ts';
import { cutEvent } from './cut.ts';
import { isCut, type OnSide, onSide } from './device-side.ts';
import { heldRanges, type Lan, lansOf } from './lan.ts';
import { clientNode, hostNode, lineLink, type NodeName, type Part, routerNode, upLink } from './names.ts';
import { type InnerLink, withLength } from './numbering.ts';

export interface TunnelPlan {
  readonly vif: Vif;
  readonly gateway: Gateway;
  readonly connection: Connection | undefined;
  readonly site: SiteState | undefined;
  /** The region's line routers, in the order of the interface's address pairs. */
  readonly routers: readonly [string, string];
  readonly around: Surroundings;
  /** Every test host the tenant knows. */
  readonly hosts: readonly string[];
  readonly inner: ReadonlyMap<string, InnerLink>;
  /** Static routes of the gateway that lead into this tunnel and are in effect. */
  readonly statics: readonly string[];
  /** Cuts of drills in effect. */
  readonly cuts: readonly DrillTarget[];
}
type Side = 'a' | 'b';
interface Half {
  readonly side: Side;
  readonly router: string;
  readonly pair: AddressPair;
  readonly clientAddress: string | undefined;
}

/** Domain, decided: keepalive 30 s, hold 90 s. */
export const timers = { keepalive: 30, hold: 90 } as const;
/** As many lines as share traffic in the cloud. */
const clientMultipath = 4;

const refuseAll: Policy = { rules: [], default: 'reject' };

/** The network statements the device makes that the gateway does not take. */
export function refusedRanges(device: ClientDevice, around: Surroundings): readonly string[] {
  return device.announces.filter((range) => refusalOf(range, around) !== undefined);
}

function bfdOf(check: HealthCheck) {
  return check.kind === 'bfd'
    ? { bfd: { intervalMs: Math.max(check.minTxMs, check.minRxMs), multiplier: check.multiplier } }
    : {};
}

function upSession(half: Half, { vif, gateway }: TunnelPlan): SessionConfig {
  const id = upLink(vif.id, half.router);
  return {
    id,
    link: id,
    // What is learned is judged by the gateway's own table, not by BGP's choice.
    a: { node: gateway.id, remoteAs: lineRouterAsn, import: refuseAll },
    b: { node: routerNode(vif.id, half.router), remoteAs: gateway.asn },
  };
}

function lineSession(half: Half, whole: ClientDevice, { vif, around }: TunnelPlan): SessionConfig {
  const device = onSide(whole, half.side);
  const id = lineLink(vif.id, half.router);
  const rules = refusedRanges(device, around).map((prefix) => ({ match: { prefix }, action: 'reject' as const }));
  const a: SideConfig = {
    node: routerNode(vif.id, half.router),
    remoteAs: vif.customerAsn,
    // Equal prints are equal keys, and that is all TCP MD5 asks (RFC 2385).
    ...(vif.keyPrint !== undefined && { password: vif.keyPrint }),
    ...(rules.length > 0 && { import: { rules } }),
    options: bfdOf(vif.healthCheck),
  };
  const b: SideConfig = {
    node: clientNode(vif.id),
    remoteAs: device.remoteAsn,
    ...(device.keyPrint !== undefined && { password: device.keyPrint }),
    ...(device.refusesCloud === true && { import: refuseAll }),
    ...exportOf(device),
    options: { ...bfdOf(vif.healthCheck), ...(device.ttlSecurity && { ttlSecurity: true }) },
  };
  const addrs = { a: hostPart(half.pair.cloudIp), b: hostPart(half.pair.customerIp) };
  return { id, link: id, a, b, addrs };
}

/** Out of the device's own ranges, those a filter keeps back; what leaves repeats its number as often as it says. */
function exportOf({ prepend, withholds }: OnSide): Pick<SideConfig, 'export'> {
  const rules = [
    ...withholds.map((prefix) => ({ match: { prefix }, action: 'reject' as const })),
    ...(prepend ? [{ set: { prepend } }] : []),
  ];
  return rules.length > 0 ? { export: { rules } } : {};
}

function linksOf(half: Half, { vif, gateway, inner }: TunnelPlan): readonly LinkConfig[] {
  const node = routerNode(vif.id, half.router);
  const id = upLink(vif.id, half.router);
  const numbers = inner.get(id);
  const up: LinkConfig[] = numbers
    ? [{ id, a: { node: gateway.id, addr: withLength(numbers.a) }, b: { node, addr: withLength(numbers.b) } }]
    : [];
  if (!vif.device || half.clientAddress === undefined) return up;
  const line: LinkConfig = {
    id: lineLink(vif.id, half.router),
    a: { node, addr: half.pair.cloudIp },
    b: { node: clientNode(vif.id), addr: half.clientAddress },
    vlan: { a: vif.vlan, b: onSide(vif.device, half.side).vlan },
  };
  return [...up, line];
}

function faultsOf(half: Half, { vif, connection, site, cuts }: TunnelPlan): readonly NetworkEvent[] {
  const dead =
    connection?.state !== 'Active' ||
    connection.trafficStoppedAt !== undefined ||
    (site && isLineDown(site, vif.connection, half.side));
  return [
    ...(vif.device && (dead || isCut(onSide(vif.device, half.side)))
      ? [{ do: 'link-down' as const, link: lineLink(vif.id, half.router) }]
      : []),
    ...(site && isRouterDown(site, half.router)
      ? [{ do: 'node-down' as const, node: routerNode(vif.id, half.router) }]
      : []),
    ...cuts.flatMap((target) => cutEvent(target, vif, half.router) ?? []),
  ];
}

function routerOf(half: Half, { vif, statics }: TunnelPlan): readonly [string, NodeConfig, NodeName] {
  const node: NodeConfig = {
    role: 'router',
    asn: lineRouterAsn,
    static: statics.map((dst) => ({ dst, via: [hostPart(half.pair.customerIp)] })),
  };
  return [
    routerNode(vif.id, half.router),
    node,
    { kind: 'line-router', id: half.router, vif: vif.id, side: half.side },
  ];
}

function clientOf(device: ClientDevice, lans: readonly Lan[], { vif }: TunnelPlan): Part['nodes'][number] {
  const node: NodeConfig = {
    role: 'router',
    asn: device.asn,
    multipath: clientMultipath,
    multipathRelax: true,
    networks: [...device.announces],
    static: device.staticTo.map((dst) => ({ dst, via: vif.pairs.map(({ cloudIp }) => hostPart(cloudIp)) })),
    kernelRoutes: [...heldRanges(device, lans)],
  };
  return [clientNode(vif.id), node, { kind: 'client', vif: vif.id }];
}

function hostPartOf(lan: Lan, vif: Vif): Pick<Part, 'nodes' | 'links'> {
  const name = hostNode(vif.id, lan.host);
  const node: NodeConfig = { role: 'host', kernelRoutes: [{ dst: '0.0.0.0/0', via: [lan.device] }] };
  const link: LinkConfig = {
    id: name,
    a: { node: clientNode(vif.id), addr: `${lan.device}/${lan.length}` },
    b: { node: name, addr: `${lan.host}/${lan.length}` },
  };
  return { nodes: [[name, node, { kind: 'host', id: lan.host, vif: vif.id }]], links: [link] };
}

export function tunnelPart(plan: TunnelPlan): Part {
  const { vif, routers } = plan;
  const { device } = vif;
  const half = (side: Side, index: 0 | 1): Half => ({
    side,
    router: routers[index],
    pair: vif.pairs[index],
    clientAddress: device?.addresses[index],
  });
  const halves = [half('a', 0), half('b', 1)];
  const lans = device ? lansOf(device, plan.hosts) : [];
  const hosts = lans.map((lan) => hostPartOf(lan, vif));
  return {
    nodes: [
      ...halves.map((one) => routerOf(one, plan)),
      ...(device ? [clientOf(device, lans, plan)] : []),
      ...hosts.flatMap(({ nodes }) => nodes),
    ],
    links: [...halves.flatMap((one) => linksOf(one, plan)), ...hosts.flatMap(({ links }) => links)],
    sessions: halves.flatMap((one) => [
      upSession(one, plan),
      ...(device && onSide(device, one.side).halt === undefined ? [lineSession(one, device, plan)] : []),
    ]),
    faults: halves.flatMap((one) => faultsOf(one, plan)),
  };
}
