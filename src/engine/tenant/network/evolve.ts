/** Folds events of the cloud network. Total; decides nothing. */
import type { Stamp } from '../../core.ts';
import { evolveDrills } from '../drill/evolve.ts';
import { evolveVpc } from './evolve-vpc.ts';
import type { NetworkEvent } from './messages.ts';
import type { Attachment, Gateway, NetworkState, StaticRoute, Vif } from './model.ts';
import { timesAfter } from './session-times.ts';
import { vifStateAfter } from './vif-lifecycle.ts';

type Of<T extends NetworkEvent['type']> = Extract<NetworkEvent, { type: T }>;

const set = <T extends { id: string }>(things: Readonly<Record<string, T>>, thing: T): Readonly<Record<string, T>> => ({
  ...things,
  [thing.id]: thing,
});

function without<T>(things: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> {
  const { [id]: _gone, ...rest } = things;
  return rest;
}

/** Fields every new thing has. */
function born(event: { id: string; name: string; region: string; description?: string; by: string }, stamp: Stamp) {
  const { id, name, region, by } = event;
  return {
    id,
    name,
    region,
    createdBy: by,
    createdAt: stamp.at,
    firstRevision: stamp.version,
    revision: stamp.version,
    ...(event.description === undefined ? {} : { description: event.description }),
  };
}

export function evolveNetwork(state: NetworkState, event: NetworkEvent, stamp: Stamp): NetworkState {
  switch (event.type) {
    case 'drill.requested':
    case 'drill.approved':
    case 'drill.reproposed':
    case 'drill.refused':
    case 'drill.cancelled':
    case 'drill.voided':
    case 'drill.started':
    case 'drill.observed':
    case 'drill.restored':
    case 'drill.finished':
      return { ...state, drills: evolveDrills(state.drills, event, stamp) };
    case 'vpc.deleted':
      return { ...state, vpcs: without(state.vpcs, event.id) };
    case 'gateway.created':
      return { ...state, gateways: set(state.gateways, { ...born(event, stamp), asn: event.asn, staticRoutes: [] }) };
    case 'gateway.deleted':
      return { ...state, gateways: without(state.gateways, event.id) };
    case 'gateway.edited':
    case 'static-route.requested':
    case 'static-route.verified':
    case 'static-route.refused':
    case 'static-route.removed':
      return changeGateway(state, event, stamp);
    case 'attachment.created':
      return withExports({ ...state, attachments: set(state.attachments, attachmentOf(event, stamp)) }, stamp);
    case 'attachment.edited': {
      const attachment = state.attachments[event.id];
      if (!attachment) return state;
      const { type: _type, ...fields } = event;
      return withExports(
        { ...state, attachments: set(state.attachments, { ...attachment, ...fields, revision: stamp.version }) },
        stamp,
      );
    }
    case 'attachment.deleted':
      return { ...state, attachments: without(state.attachments, event.id) };
    case 'vif.created':
      return { ...state, vifs: set(state.vifs, vifOf(event, stamp)) };
    case 'vif.edited':
    case 'vif.device-set':
    case 'vif.observed':
    case 'vif.up':
    case 'vif.down':
    case 'vif.test-started':
    case 'vif.tested':
    case 'vif.key-revealed':
    case 'vif.deleting':
    case 'vif.deleted':
      return changeVif(state, event, stamp);
    default: {
      const vpcs = evolveVpc(state.vpcs, event, stamp);
      return withExports({ ...state, vpcs }, stamp);
    }
  }
}

function changeGateway(
  state: NetworkState,
  event: Of<'gateway.edited' | (`static-route.${string}` & NetworkEvent['type'])>,
  stamp: Stamp,
): NetworkState {
  const gateway = state.gateways[event.id];
  if (!gateway) return state;
  return { ...state, gateways: set(state.gateways, { ...gatewayAfter(gateway, event), revision: stamp.version }) };
}

function gatewayAfter(gateway: Gateway, event: Parameters<typeof changeGateway>[1]): Gateway {
  const change = (id: string, to: (row: StaticRoute) => StaticRoute): Gateway => ({
    ...gateway,
    staticRoutes: gateway.staticRoutes.map((row) => (row.id === id ? to(row) : row)),
  });
  switch (event.type) {
    case 'gateway.edited': {
      const { type: _type, ...fields } = event;
      return { ...gateway, ...fields };
    }
    case 'static-route.requested': {
      const { route: id, destination, nextHop, by: requestedBy, description } = event;
      const row: StaticRoute = {
        id,
        destination,
        nextHop,
        requestedBy,
        state: event.effective ? 'effective' : 'pending-verification',
        ...(description === undefined ? {} : { description }),
      };
      return { ...gateway, staticRoutes: [...gateway.staticRoutes.filter((other) => other.id !== id), row] };
    }
    case 'static-route.verified':
      return change(event.route, (row) => ({ ...row, state: 'effective', decidedBy: event.by }));
    case 'static-route.refused':
      return change(event.route, (row) => ({ ...row, state: 'rejected', decidedBy: event.by, reason: event.reason }));
    case 'static-route.removed':
      return { ...gateway, staticRoutes: gateway.staticRoutes.filter((row) => row.id !== event.route) };
  }
}

function attachmentOf(event: Of<'attachment.created'>, stamp: Stamp): Attachment {
  const { gateway, vpc, propagate, subnets } = event;
  return { ...born(event, stamp), gateway, vpc, propagate, subnets, exports: [] };
}

/** What each attachment exports now; a range keeps the place in line it took when it was first exported. */
function withExports(state: NetworkState, stamp: Stamp): NetworkState {
  const attachments = Object.values(state.attachments).map((row): [string, Attachment] => {
    const chosen =
      row.propagate === 'none'
        ? []
        : (state.vpcs[row.vpc]?.subnets ?? []).filter(
            (subnet) => row.propagate === 'all' || row.subnets.includes(subnet.id),
          );
    const exports = chosen.map(
      (subnet) =>
        row.exports.find((old) => old.subnet === subnet.id) ?? {
          subnet: subnet.id,
          cidr: subnet.cidr,
          since: stamp.version,
        },
    );
    return [row.id, { ...row, exports }];
  });
  return { ...state, attachments: Object.fromEntries(attachments) };
}

function vifOf(event: Of<'vif.created'>, stamp: Stamp): Vif {
  const { connection, gateway, vlan, customerAsn, keyPrint, pairs, healthCheck } = event;
  return {
    ...born(event, stamp),
    state: 'Pending',
    since: stamp.at,
    connection,
    gateway,
    vlan,
    customerAsn,
    pairs,
    healthCheck,
    sessions: [],
    ...(keyPrint === undefined ? {} : { keyPrint }),
  };
}

function changeVif(
  state: NetworkState,
  event: Exclude<Of<`vif.${string}` & NetworkEvent['type']>, Of<'vif.created'>>,
  stamp: Stamp,
): NetworkState {
  const before = state.vifs[event.id];
  if (!before) return state;
  const next = vifStateAfter(before.state, event.type);
  const vif: Vif = {
    ...before,
    state: next,
    since: next === before.state ? before.since : stamp.at,
    revision: stamp.version,
  };
  return { ...state, vifs: set(state.vifs, { ...vif, ...vifDetail(vif, event, stamp) }) };
}

function vifDetail(vif: Vif, event: Parameters<typeof changeVif>[1], stamp: Stamp): Partial<Vif> {
  switch (event.type) {
    case 'vif.edited': {
      const { type: _type, id: _id, ...fields } = event;
      return fields;
    }
    case 'vif.device-set':
      return { device: { ...event.device, since: stamp.version } };
    case 'vif.observed':
    case 'vif.up':
    case 'vif.down':
      return { sessions: event.sessions, times: timesAfter(vif.times, event.sessions, stamp.at) };
    case 'vif.test-started':
      return { test: { run: stamp.version, at: stamp.at, by: event.by, state: 'running', steps: [] } };
    case 'vif.tested': {
      const { type: _type, id: _id, ...fields } = event;
      return { test: { ...fields, at: stamp.at, by: vif.test?.by ?? '' } };
    }
    case 'vif.key-revealed':
      return { keyRevealedTo: event.by };
    case 'vif.deleting':
    case 'vif.deleted':
      return {};
  }
}
