/** The proposals that wait for an engineer in a tenant: orders, deletions, removals, static routes, quotas, drills. One row per kind of wait. */
import { freePairs } from '../site/index.ts';
import type { TenantCommand } from '../tenant/messages.ts';
import type { Connection, TenantState } from '../tenant/model.ts';
import type { Gateway } from '../tenant/network/model.ts';
import { liveIn } from '../tenant/ordering.ts';
import { limitOf } from '../tenant/review/limit.ts';
import type { QuotaRequest } from '../tenant/review/model.ts';
import { drillProposal } from './drill.ts';
import type { Figure, Ground, Proposal } from './proposal.ts';

/** Stands for whoever agrees: the proof is the same for everybody. */
const by = 'proposal';

const free = ({ sites }: Ground, { region, port }: Connection): number => {
  const site = sites[region];
  return (site && freePairs(site)[port]) ?? 0;
};
const ports =
  (connection: Connection) =>
  (before: Ground, after: Ground): readonly Figure[] => [
    { name: 'ports', before: free(before, connection), after: free(after, connection), shared: true },
  ];

function ofConnection(connection: Connection, state: TenantState): readonly Proposal[] {
  const { id, region } = connection;
  const base = { subject: id, key: id, region };
  if (connection.state === 'Ordering') {
    const { name, port, description, contactName, phoneNumber, autoPay } = connection;
    const rest = { ...(description && { description }), ...(contactName && { contactName }) };
    const limit = limitOf(state, 'connectionsPerRegion', region);
    return [
      {
        ...base,
        kind: 'order',
        wish: { name, port, autoPay, ...rest, ...(phoneNumber && { phoneNumber }) },
        events: [{ type: 'connection.approved', connection: id, by }],
        site: [{ do: 'reserve', connection: id, spec: port }],
        figures: (before, after) => [
          ...ports(connection)(before, after),
          { name: 'connectionsPerRegion', before: liveIn(state, region), after: liveIn(state, region), limit },
        ],
      },
    ];
  }
  if (connection.state === 'Deleting')
    return [
      {
        ...base,
        kind: 'removal',
        wish: { ports: connection.ports ?? [] },
        events: [{ type: 'connection.deleted', connection: id, by }],
        site: [{ do: 'release', connection: id }],
        figures: ports(connection),
      },
    ];
  if (!connection.deletion) return [];
  return [
    {
      ...base,
      kind: 'deletion',
      wish: { name: connection.name, requestedBy: connection.deletion.requestedBy },
      events: [
        { type: 'deletion.approved', connection: id, by },
        { type: 'connection.deleted', connection: id, by },
      ],
      site: [{ do: 'release', connection: id }],
      figures: ports(connection),
    },
  ];
}

function ofGateway({ id, region, staticRoutes }: Gateway): readonly Proposal[] {
  return staticRoutes
    .filter(({ state }) => state === 'pending-verification')
    .map(({ id: route, destination, nextHop }) => ({
      kind: 'static-route',
      subject: id,
      key: route,
      region,
      wish: { destination, nextHop },
      events: [{ type: 'static-route.verified', id, route, by }],
      site: [],
      figures: () => [],
    }));
}

/** The simulation counts the dynamic routes in effect; the others cost nothing until they are used. */
function ofRequest({ id, region, quota, of, to, state: now }: QuotaRequest, state: TenantState): readonly Proposal[] {
  if (now !== 'Asked') return [];
  return [
    {
      kind: 'quota',
      subject: id,
      key: id,
      region,
      wish: { quota, of, limit: to },
      events: [{ type: 'quota.raised', id, by }],
      site: [],
      figures: () => [{ name: quota, before: limitOf(state, quota, of), after: to }],
    },
  ];
}

const own = <T>(things: Readonly<Record<string, T>>, id: string): T | undefined =>
  Object.hasOwn(things, id) ? things[id] : undefined;

/** Everything that waits for a decision on one thing. */
export function proposalsOn(state: TenantState, subject: string): readonly Proposal[] {
  const connection = own(state.connections, subject);
  if (connection) return ofConnection(connection, state);
  const gateway = own(state.gateways, subject);
  if (gateway) return ofGateway(gateway);
  const request = own(state.quotaRequests, subject);
  if (request) return ofRequest(request, state);
  const drill = own(state.drills, subject);
  return drill?.state === 'Approving' ? [drillProposal(drill)] : [];
}

/** The proposal a command agrees to; undefined for commands that agree to nothing. */
export function agreedBy(state: TenantState, command: TenantCommand): Proposal | undefined {
  switch (command.do) {
    case 'approve':
    case 'break-glass':
    case 'confirm-removal':
      return proposalsOn(state, command.connection)[0];
    case 'verify-route':
      return proposalsOn(state, command.id).find(({ key }) => key === command.route);
    case 'raise-quota':
    case 'approve-drill':
      return proposalsOn(state, command.id)[0];
    default:
      return undefined;
  }
}

/** Things of the tenant on which something waits. */
export function subjectsWaiting(state: TenantState): readonly string[] {
  const { connections, gateways, quotaRequests, drills } = state;
  return [connections, gateways, quotaRequests, drills]
    .flatMap((things) => Object.keys(things))
    .filter((id) => proposalsOn(state, id).length > 0);
}
