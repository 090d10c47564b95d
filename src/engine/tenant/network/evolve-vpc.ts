/** Folds events inside a VPC: subnets, instances, route tables and what they hold. */
import type { Stamp } from '../../core.ts';
import type { NetworkEvent } from './messages.ts';
import type { RouteTable, Vpc } from './model.ts';
import { defaultTable } from './vpc.ts';

type VpcEvent = Exclude<
  Extract<
    NetworkEvent,
    { type: `vpc${string}` | `subnet.${string}` | `instance.${string}` | `route-table.${string}` | 'propagation.set' }
  >,
  { type: 'vpc.deleted' }
>;
type Vpcs = Readonly<Record<string, Vpc>>;

export function evolveVpc(vpcs: Vpcs, event: VpcEvent, stamp: Stamp): Vpcs {
  if (event.type === 'vpc.created') return { ...vpcs, [event.id]: created(event, stamp) };
  const vpc = vpcs[event.id];
  return vpc ? { ...vpcs, [event.id]: { ...after(vpc, event), revision: stamp.version } } : vpcs;
}

function created(event: Extract<VpcEvent, { type: 'vpc.created' }>, stamp: Stamp): Vpc {
  const { type: _type, by, ...fields } = event;
  const table: RouteTable = {
    id: defaultTable(event.id),
    name: 'default',
    kind: 'default',
    rules: [],
    propagations: [],
  };
  return {
    ...fields,
    createdBy: by,
    createdAt: stamp.at,
    firstRevision: stamp.version,
    revision: stamp.version,
    subnets: [],
    routeTables: [table],
    instances: [],
  };
}

function after(vpc: Vpc, event: Exclude<VpcEvent, { type: 'vpc.created' }>): Vpc {
  switch (event.type) {
    case 'subnet.added':
      return {
        ...vpc,
        subnets: [
          ...vpc.subnets,
          { id: event.subnet, name: event.name, cidr: event.cidr, routeTable: defaultTable(vpc.id) },
        ],
      };
    case 'subnet.removed':
      return { ...vpc, subnets: vpc.subnets.filter((row) => row.id !== event.subnet) };
    case 'subnet.bound':
      return {
        ...vpc,
        subnets: vpc.subnets.map((row) => (row.id === event.subnet ? { ...row, routeTable: event.table } : row)),
      };
    case 'instance.added': {
      const { instance: id, name, subnet, address, allowFrom } = event;
      return { ...vpc, instances: [...vpc.instances, { id, name, subnet, address, allowFrom }] };
    }
    case 'instance.security-set':
      return {
        ...vpc,
        instances: vpc.instances.map((row) =>
          row.id === event.instance ? { ...row, allowFrom: event.allowFrom } : row,
        ),
      };
    case 'instance.removed':
      return { ...vpc, instances: vpc.instances.filter((row) => row.id !== event.instance) };
    case 'route-table.added':
      return {
        ...vpc,
        routeTables: [
          ...vpc.routeTables,
          { id: event.table, name: event.name, kind: 'custom', rules: [], propagations: [] },
        ],
      };
    case 'route-table.removed':
      return { ...vpc, routeTables: vpc.routeTables.filter((row) => row.id !== event.table) };
    case 'vpc-route.added':
      return inTable(vpc, event.table, (table) => ({
        ...table,
        rules: [...table.rules, { destination: event.destination, gateway: event.gateway }],
      }));
    case 'vpc-route.removed':
      return inTable(vpc, event.table, (table) => ({
        ...table,
        rules: table.rules.filter((row) => row.destination !== event.destination || row.gateway !== event.gateway),
      }));
    case 'propagation.set':
      return inTable(vpc, event.table, (table) => {
        const others = table.propagations.filter((row) => row.gateway !== event.gateway);
        return {
          ...table,
          propagations: event.scope.length === 0 ? others : [...others, { gateway: event.gateway, scope: event.scope }],
        };
      });
  }
}

function inTable(vpc: Vpc, id: string, to: (table: RouteTable) => RouteTable): Vpc {
  return { ...vpc, routeTables: vpc.routeTables.map((table) => (table.id === id ? to(table) : table)) };
}
