/** The picture of one virtual interface or one border gateway, from what the tenant's log knows. Simulates and draws nothing. */
import { regionById } from '../../engine/catalog/regions.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import { vifsOf } from '../../engine/tenant/network/address-plan.ts';
import type { Gateway, Vif, Vpc } from '../../engine/tenant/network/model.ts';
import { lineRouterAsn } from '../../engine/tenant/network/vif.ts';
import { clientNode, hostNode, lineLink, routerNode, upLink } from '../../engine/twin/names.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import { chosen, drawnAtMost } from './chosen.ts';
import type { Bundle, Health, Path, Picture, PictureLink, PictureNode } from './model.ts';

type Part = Pick<Picture, 'nodes' | 'links' | 'bundles'>;
const asNumber = (asn: number): string => `AS ${asn}`;

const travelled = (path: Path | undefined, node: string): boolean => path?.nodes.includes(node) ?? false;
/** The first range; of the others how many they are. */
const rangesOf = ([first = '–', ...others]: readonly string[]): string =>
  others.length > 0 ? `${first} +${others.length}` : first;

interface Seen {
  readonly health: Health;
  readonly note: Phrase;
}

/** What was observed comes first; where nothing was, the line or the interface says why. */
function sessionSeen(vif: Vif, router: string, state: TenantState): Seen {
  const session = vif.sessions.find((one) => one.router === router);
  if (session?.up) return { health: 'up', note: t('card.session-up') };
  const health = vif.state === 'Pending' ? 'warn' : 'down';
  if (session?.cause !== undefined) return { health, note: named('cause', session.cause) };
  const connection = state.connections[vif.connection];
  if (connection && connection.state !== 'Active') return { health: 'down', note: named('state', connection.state) };
  return { health, note: named('vif-state', vif.state) };
}

function clientSide(vif: Vif): Pick<Part, 'nodes' | 'links'> {
  const { device } = vif;
  const client = clientNode(vif.id);
  if (!device) return { nodes: [{ id: client, kind: 'device', label: t('card.device'), missing: true }], links: [] };
  const host = hostNode(vif.id, device.host);
  return {
    nodes: [
      { id: client, kind: 'device', label: asNumber(device.asn), sublabel: rangesOf(device.announces) },
      { id: host, kind: 'host', label: device.host },
    ],
    links: [{ id: `${client} ${host}`, a: client, b: host }],
  };
}

/** Two line routers, the client's device behind both, and the host behind that (tutorial step 4). */
function tunnel(vif: Vif, state: TenantState): Part {
  const routers = regionById.get(vif.region)?.lineRouters ?? [];
  const client = clientSide(vif);
  const nodes = routers.map((router): PictureNode => {
    const id = routerNode(vif.id, router);
    return { id, kind: 'line-router', label: router, sublabel: asNumber(lineRouterAsn) };
  });
  const links = routers.flatMap((router): PictureLink[] => {
    const node = routerNode(vif.id, router);
    const seen = sessionSeen(vif, router, state);
    return [
      { id: upLink(vif.id, router), a: vif.gateway, b: node },
      { id: lineLink(vif.id, router), a: node, b: clientNode(vif.id), label: `VLAN ${vif.vlan} / BGP`, ...seen },
    ];
  });
  const bundle: Bundle = { label: vif.name, nodes: nodes.map(({ id }) => id) };
  return { nodes: [...nodes, ...client.nodes], links: [...links, ...client.links], bundles: [bundle] };
}

function cloud(gateway: Gateway, vpcs: readonly Vpc[], path: Path | undefined): Part & { leftOut: number } {
  const parts = vpcs.map((vpc) => {
    const instances = chosen(vpc.instances, drawnAtMost.instances, ({ id }) => (travelled(path, id) ? 0 : 1));
    const nodes: readonly PictureNode[] = [
      { id: vpc.id, kind: 'vpc', label: vpc.name, sublabel: vpc.cidr },
      ...instances.map(
        ({ id, name, address }): PictureNode => ({
          id,
          kind: 'instance',
          inside: vpc.id,
          label: name,
          sublabel: address,
        }),
      ),
    ];
    return { nodes, leftOut: vpc.instances.length - instances.length };
  });
  return {
    nodes: [
      ...parts.flatMap(({ nodes }) => nodes),
      { id: gateway.id, kind: 'gateway', label: gateway.name, sublabel: asNumber(gateway.asn) },
    ],
    links: vpcs.map(({ id }) => ({ id: `${id} ${gateway.id}`, a: id, b: gateway.id })),
    bundles: [],
    leftOut: parts.reduce((sum, part) => sum + part.leftOut, 0),
  };
}

const inTrouble = (sessions: Vif['sessions']): boolean => sessions.length === 0 || sessions.some(({ up }) => !up);

function pictureAround(gateway: Gateway, vifs: readonly Vif[], state: TenantState, path: Path | undefined) {
  const attached = Object.values(state.attachments).flatMap((one) =>
    one.gateway === gateway.id ? (state.vpcs[one.vpc] ?? []) : [],
  );
  const vpcs = chosen(attached, drawnAtMost.vpcs, ({ id }) => (travelled(path, id) ? 0 : 1));
  const drawn = chosen(vifs, drawnAtMost.tunnels, ({ id, sessions }) => {
    if (travelled(path, clientNode(id))) return 0;
    return inTrouble(sessions) ? 1 : 2;
  });
  const { leftOut, ...inCloud } = cloud(gateway, vpcs, path);
  const parts: readonly Part[] = [inCloud, ...drawn.map((vif) => tunnel(vif, state))];
  return {
    nodes: parts.flatMap(({ nodes }) => nodes),
    links: parts.flatMap(({ links }) => links),
    bundles: parts.flatMap(({ bundles }) => bundles),
    ...(path && { path }),
    leftOut: leftOut + attached.length - vpcs.length + vifs.length - drawn.length,
  };
}

const own = <T>(things: Readonly<Record<string, T>>, id: string): T | undefined =>
  Object.hasOwn(things, id) ? things[id] : undefined;

/** @param subject a virtual interface or a border gateway; undefined for anything else, and for what is deleted. */
export function pictureOf(state: TenantState, subject: string, path?: Path): Picture | undefined {
  const vif = own(state.vifs, subject);
  const gateway = own(state.gateways, vif?.gateway ?? subject);
  if (!gateway || vif?.state === 'Deleted') return undefined;
  const vifs = vif ? [vif] : vifsOf(state, gateway.id);
  return {
    title: vif ? t('card.title', { name: vif.name, state: named('vif-state', vif.state) }) : gateway.name,
    subtitle: named('region', gateway.region),
    ...pictureAround(gateway, vifs, state, path),
  };
}
