/** Rules of VPCs: ranges, subnets, route tables, test instances (domain §2.5, §2.7, §3.7). */
import { happened, refused, silence } from '../../core.ts';
import { formatAddress, parseAddress, parsePrefix } from '../../network/index.ts';
import type { TenantState } from '../model.ts';
import { clash } from './attachment.ts';
import type { NetworkEvent } from './messages.ts';
import type { Vpc } from './model.ts';
import { addressIn, inside, isPrivate, overlaps, readRange, usableAddresses } from './ranges.ts';
import { bad, commonRefusal, countIn, find, type NetworkRules, overQuota, own } from './rule.ts';

export const maskRange = { min: 16, max: 28 } as const;
export const everywhere = '0.0.0.0/0';

function badVpcRange(cidr: string) {
  const range = readRange(cidr);
  if (!range || !isPrivate(range) || range.length < maskRange.min || range.length > maskRange.max)
    return bad('cidr', cidr, 'vpc-range');
  return undefined;
}

function badSubnet(vpc: Vpc, cidr: string) {
  const range = readRange(cidr);
  if (!range || range.length < maskRange.min || range.length > maskRange.max) return bad('cidr', cidr, 'subnet-range');
  if (!inside(cidr, vpc.cidr)) return refused('outside-vpc', { field: 'cidr', value: cidr, values: { vpc: vpc.cidr } });
  const other = vpc.subnets.find((subnet) => overlaps(subnet.cidr, cidr));
  return other
    ? refused('overlap', { field: 'cidr', value: cidr, values: { with: other.cidr, by: other.name } })
    : undefined;
}

/** An attachment that exports every subnet will export this one too. */
function exportClash(state: TenantState, vpc: string, cidr: string) {
  return Object.values(state.attachments)
    .filter((row) => row.vpc === vpc && row.propagate === 'all')
    .map((row) => clash(state, row.gateway, [cidr], 'cidr'))
    .find((hit) => hit !== undefined);
}

function freeAddress(vpc: Vpc, cidr: string): string | undefined {
  const usable = usableAddresses(cidr);
  const used = new Set(vpc.instances.map((row) => row.address));
  for (let address = usable?.first ?? 1; usable && address <= usable.last; address++) {
    if (!used.has(formatAddress(address))) return formatAddress(address);
  }
  return undefined;
}

function badAddress(vpc: Vpc, cidr: string, address: string) {
  const value = parseAddress(address);
  const usable = usableAddresses(cidr);
  if (value === undefined || !usable || !addressIn(cidr, address) || value < usable.first || value > usable.last)
    return bad('address', address, 'instance-address');
  const holder = vpc.instances.find((row) => row.address === address);
  return holder ? refused('in-use', { field: 'address', value: address, values: { by: holder.name } }) : undefined;
}

export const defaultTable = (vpc: string) => `${vpc}-default`;

export const vpcRules: NetworkRules<
  | 'create-vpc'
  | 'delete-vpc'
  | 'add-subnet'
  | 'remove-subnet'
  | 'add-instance'
  | 'set-security'
  | 'remove-instance'
  | 'add-route-table'
  | 'remove-route-table'
  | 'bind-subnet'
> = {
  'create-vpc': (command, state, facts) => {
    if (own(state.vpcs, command.id)) return silence;
    return (
      commonRefusal(command) ??
      badVpcRange(command.cidr) ??
      overQuota(state, 'vpcsPerRegion', command.region, countIn(state.vpcs, command.region), command.region) ??
      happened<NetworkEvent>({ type: 'vpc.created', ...copy(command), by: facts.actor.person })
    );
  },
  'delete-vpc': (command, state) => {
    const vpc = own(state.vpcs, command.id);
    if (!vpc) return silence;
    const attached = Object.values(state.attachments).find((row) => row.vpc === vpc.id);
    if (attached) return refused('in-use', { field: 'vpc', value: vpc.name, values: { by: attached.name } });
    if (vpc.instances.length > 0)
      return refused('in-use', { field: 'vpc', value: vpc.name, values: { by: vpc.instances[0]?.name ?? '' } });
    return happened<NetworkEvent>({ type: 'vpc.deleted', id: vpc.id });
  },
  'add-subnet': (command, state) => {
    const vpc = find(state.vpcs, 'vpc', command.id);
    if ('ok' in vpc) return vpc;
    if (
      vpc.subnets.some((row) => row.id === command.subnet || (row.cidr === command.cidr && row.name === command.name))
    )
      return silence;
    return (
      commonRefusal(command) ??
      badSubnet(vpc, command.cidr) ??
      exportClash(state, vpc.id, command.cidr) ??
      happened<NetworkEvent>({ type: 'subnet.added', ...copy(command) })
    );
  },
  'remove-subnet': (command, state) => {
    const vpc = find(state.vpcs, 'vpc', command.id);
    if ('ok' in vpc) return vpc;
    const subnet = vpc.subnets.find((row) => row.id === command.subnet);
    if (!subnet) return silence;
    // Safer of two documented behaviours: a subnet chosen by an attachment is not pulled from under it (domain §11.1 #13).
    const holder = Object.values(state.attachments).find(
      (row) => row.propagate === 'partial' && row.subnets.includes(subnet.id),
    );
    const tenant = vpc.instances.find((row) => row.subnet === subnet.id);
    const by = holder?.name ?? tenant?.name;
    return by === undefined
      ? happened<NetworkEvent>({ type: 'subnet.removed', id: vpc.id, subnet: subnet.id })
      : refused('in-use', { field: 'subnet', value: subnet.name, values: { by } });
  },
  'add-instance': (command, state) => {
    const vpc = find(state.vpcs, 'vpc', command.id);
    if ('ok' in vpc) return vpc;
    if (vpc.instances.some((row) => row.id === command.instance)) return silence;
    const subnet = vpc.subnets.find((row) => row.id === command.subnet || row.name === command.subnet);
    if (!subnet) return refused('unknown-thing', { field: 'subnet', value: command.subnet });
    const address = command.address ?? freeAddress(vpc, subnet.cidr);
    if (address === undefined) return refused('no-free-address', { field: 'subnet', value: subnet.cidr });
    const allow = command.allowFrom.find((range) => parsePrefix(range) === undefined);
    return (
      commonRefusal(command) ??
      badAddress(vpc, subnet.cidr, address) ??
      (allow === undefined ? undefined : bad('allow', allow, 'range')) ??
      happened<NetworkEvent>({
        type: 'instance.added',
        id: vpc.id,
        instance: command.instance,
        name: command.name,
        subnet: subnet.id,
        address,
        allowFrom: command.allowFrom,
      })
    );
  },
  'set-security': (command, state) => {
    const vpc = find(state.vpcs, 'vpc', command.id);
    if ('ok' in vpc) return vpc;
    const instance = vpc.instances.find((row) => row.id === command.instance || row.name === command.instance);
    if (!instance) return refused('unknown-thing', { field: 'instance', value: command.instance });
    const allow = command.allowFrom.find((range) => parsePrefix(range) === undefined);
    if (allow !== undefined) return bad('allow', allow, 'range');
    if (instance.allowFrom.join() === command.allowFrom.join()) return silence;
    return happened<NetworkEvent>({
      type: 'instance.security-set',
      id: vpc.id,
      instance: instance.id,
      allowFrom: command.allowFrom,
    });
  },
  'remove-instance': (command, state) => {
    const vpc = find(state.vpcs, 'vpc', command.id);
    if ('ok' in vpc) return vpc;
    const there = vpc.instances.some((row) => row.id === command.instance);
    return there
      ? happened<NetworkEvent>({ type: 'instance.removed', id: vpc.id, instance: command.instance })
      : silence;
  },
  'add-route-table': (command, state) => {
    const vpc = find(state.vpcs, 'vpc', command.id);
    if ('ok' in vpc) return vpc;
    if (vpc.routeTables.some((row) => row.id === command.table)) return silence;
    return (
      commonRefusal(command) ??
      overQuota(state, 'routeTablesPerVpc', vpc.id, vpc.routeTables.length, vpc.name) ??
      happened<NetworkEvent>({ type: 'route-table.added', id: vpc.id, table: command.table, name: command.name })
    );
  },
  'remove-route-table': (command, state) => {
    const vpc = find(state.vpcs, 'vpc', command.id);
    if ('ok' in vpc) return vpc;
    const table = vpc.routeTables.find((row) => row.id === command.table);
    if (!table) return silence;
    if (table.kind === 'default') return refused('default-table', { field: 'table', value: table.name });
    const user = vpc.subnets.find((row) => row.routeTable === table.id);
    if (user) return refused('in-use', { field: 'table', value: table.name, values: { by: user.name } });
    return happened<NetworkEvent>({ type: 'route-table.removed', id: vpc.id, table: table.id });
  },
  'bind-subnet': (command, state) => {
    const vpc = find(state.vpcs, 'vpc', command.id);
    if ('ok' in vpc) return vpc;
    const subnet = vpc.subnets.find((row) => row.id === command.subnet || row.name === command.subnet);
    const table = vpc.routeTables.find((row) => row.id === command.table || row.name === command.table);
    if (!subnet) return refused('unknown-thing', { field: 'subnet', value: command.subnet });
    if (!table) return refused('unknown-thing', { field: 'table', value: command.table });
    return subnet.routeTable === table.id
      ? silence
      : happened<NetworkEvent>({ type: 'subnet.bound', id: vpc.id, subnet: subnet.id, table: table.id });
  },
};

/** A command's fields without its name. */
function copy<C extends { readonly do: string }>(command: C): Omit<C, 'do'> {
  const { do: _do, ...fields } = command;
  return fields;
}
