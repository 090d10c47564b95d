/** Verbs on VPCs: ranges, subnets, instances, route tables (tutorial steps 3 and 6). */
import { refused } from '../../engine/core.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import type { NetworkCommand } from '../../engine/tenant/network/messages.ts';
import type { Vpc } from '../../engine/tenant/network/model.ts';
import { everywhere } from '../../engine/tenant/network/vpc.ts';
import type { VpcInventory } from '../ports.ts';
import { t } from '../text/phrase.ts';
import type { World } from '../world.ts';
import { nameArg, regionArg, text, thingArg } from './args.ts';
import type { Arg, Args, KnownCall, Verb } from './spec.ts';
import { actOnNetwork, idOf, listOf, type Owned } from './thing-act.ts';

export const vpcArg = thingArg('vpc', { positional: true });
const subnetArg = text('subnet', 'arg.subnet', { required: true, expect: 'expect.thing' });
const tableArg = text('table', 'arg.table', { initial: 'default', expect: 'expect.table' });

export const vpcOf = (state: TenantState, args: Args): Vpc | ReturnType<typeof refused> => {
  const id = idOf(state, 'vpc', 'vpc', args.vpc);
  return typeof id === 'string' ? (state.vpcs[id] ?? refused('unknown-thing', { field: 'vpc', value: id })) : id;
};

export const subnetId = (vpc: Vpc, word: string) =>
  vpc.subnets.find((subnet) => subnet.id === word || subnet.name === word)?.id ?? word;
const tableId = (vpc: Vpc, word: string | undefined) =>
  vpc.routeTables.find((table) => table.id === word || table.name === (word ?? 'default'))?.id ?? word ?? '';

export const changedVpc = (args: Args) => (state: TenantState) => {
  const vpc = vpcOf(state, args);
  return 'ok' in vpc ? t('answer.removed', { name: args.vpc ?? '' }) : t('answer.changed', { name: vpc.name });
};

type Listed = Awaited<ReturnType<VpcInventory['vpcs']>>[number];

/** The commands that make a listed VPC known here, as it is there. */
function imported(world: World, id: string, region: string, vpc: Listed): readonly NetworkCommand[] {
  return [
    { do: 'create-vpc', id, name: vpc.name, region, cidr: vpc.cidr },
    ...vpc.subnets.map((row) => ({ do: 'add-subnet', id, subnet: world.entropy.id('subnet'), ...row }) as const),
    ...vpc.instances.map(
      (row) => ({ do: 'add-instance', id, instance: world.entropy.id('i'), allowFrom: [everywhere], ...row }) as const,
    ),
  ];
}

/** A verb that changes one VPC: named first, then what the verb adds. */
function edits(
  name: string,
  summary: Verb['summary'],
  args: readonly Arg[],
  make: (vpc: Vpc, call: KnownCall, state: TenantState) => NetworkCommand | ReturnType<typeof refused>,
): Verb {
  const run = (call: KnownCall) => {
    const inVpc = (state: TenantState) => {
      const vpc = vpcOf(state, call.args);
      return 'ok' in vpc ? vpc : make(vpc, call, state);
    };
    return actOnNetwork(call, call.args.vpc, inVpc, changedVpc(call.args));
  };
  return { name, summary, roles: ['customer'], changes: true, args: [vpcArg, ...args], run };
}

const gatewayId = (state: TenantState, args: Args) => idOf(state, 'gateway', 'gateway', args.gateway);

export const vpcVerbs: readonly Verb[] = [
  {
    name: 'vpc create',
    summary: 'verb.vpc-create',
    roles: ['customer'],
    changes: true,
    args: [
      nameArg,
      regionArg,
      text('cidr', 'arg.cidr', { required: true, expect: 'expect.vpc-range' }),
      text('subnet', 'arg.subnet', { expect: 'expect.subnet-range' }),
    ],
    run: (call) => {
      const { name = '', region = '', cidr = '', subnet } = call.args;
      const id = call.world.entropy.id('vpc');
      const vpc = { do: 'create-vpc', id, name, region, cidr } as const;
      const first = {
        do: 'add-subnet',
        id,
        subnet: call.world.entropy.id('subnet'),
        name: 'subnet-1',
        cidr: subnet ?? '',
      } as const;
      const answer = () => t('answer.created', { kind: t('thing.vpc'), name, id });
      return actOnNetwork(call, undefined, () => (subnet === undefined ? vpc : [vpc, first]), answer);
    },
  },
  {
    name: 'vpc import',
    summary: 'verb.vpc-import',
    roles: ['customer'],
    changes: true,
    args: [nameArg, regionArg],
    run: (call) => {
      const { name = '', region = '' } = call.args;
      const id = call.world.entropy.id('vpc');
      const make = async (_state: TenantState, { tenant }: Owned) => {
        const vpc = (await call.world.inventory.vpcs(tenant, region)).find((row) => row.name === name);
        return vpc ? imported(call.world, id, region, vpc) : refused('unknown-thing', { field: 'name', value: name });
      };
      return actOnNetwork(call, undefined, make, () => t('answer.created', { kind: t('thing.vpc'), name, id }));
    },
  },
  edits(
    'vpc subnet',
    'verb.vpc-subnet',
    [nameArg, text('cidr', 'arg.cidr', { required: true, expect: 'expect.subnet-range' })],
    (vpc, { args, world }) => ({
      do: 'add-subnet',
      id: vpc.id,
      subnet: world.entropy.id('subnet'),
      name: args.name ?? '',
      cidr: args.cidr ?? '',
    }),
  ),
  edits(
    'vpc instance',
    'verb.vpc-instance',
    [
      nameArg,
      subnetArg,
      text('address', 'arg.address', { expect: 'expect.instance-address' }),
      text('allow', 'arg.allow', { expect: 'expect.range' }),
    ],
    (vpc, { args, world }) => ({
      do: 'add-instance',
      id: vpc.id,
      instance: world.entropy.id('i'),
      name: args.name ?? '',
      subnet: subnetId(vpc, args.subnet ?? ''),
      allowFrom: args.allow === undefined ? [everywhere] : listOf(args.allow),
      ...(args.address === undefined ? {} : { address: args.address }),
    }),
  ),
  edits(
    'vpc security',
    'verb.vpc-security',
    [
      text('instance', 'arg.instance', { required: true, expect: 'expect.thing' }),
      text('allow', 'arg.allow', { required: true, expect: 'expect.range' }),
    ],
    (vpc, { args }) => ({
      do: 'set-security',
      id: vpc.id,
      instance: args.instance ?? '',
      allowFrom: listOf(args.allow),
    }),
  ),
  edits('vpc table', 'verb.vpc-table', [nameArg], (vpc, { args, world }) => ({
    do: 'add-route-table',
    id: vpc.id,
    table: world.entropy.id('rtb'),
    name: args.name ?? '',
  })),
  edits('vpc bind', 'verb.vpc-bind', [subnetArg, { ...tableArg, required: true }], (vpc, { args }) => ({
    do: 'bind-subnet',
    id: vpc.id,
    subnet: subnetId(vpc, args.subnet ?? ''),
    table: tableId(vpc, args.table),
  })),
  edits(
    'vpc route',
    'verb.vpc-route',
    [
      text('to', 'arg.to', { required: true, expect: 'expect.range' }),
      thingArg('gateway'),
      tableArg,
      { name: 'remove', kind: 'flag', label: 'button.delete', required: false, typedOnly: true },
    ],
    (vpc, { args }, state) => {
      const gateway = gatewayId(state, args);
      if (typeof gateway !== 'string') return gateway;
      const fields = { id: vpc.id, table: tableId(vpc, args.table), destination: args.to ?? '', gateway };
      return { do: args.remove === 'yes' ? 'remove-vpc-route' : 'add-vpc-route', ...fields };
    },
  ),
  edits(
    'vpc propagate',
    'verb.vpc-propagate',
    [
      text('scope', 'arg.scope', { required: true, expect: 'expect.range', initial: everywhere }),
      thingArg('gateway'),
      tableArg,
    ],
    (vpc, { args }, state) => {
      const gateway = gatewayId(state, args);
      if (typeof gateway !== 'string') return gateway;
      const scope = args.scope === 'none' ? [] : listOf(args.scope);
      return { do: 'set-propagation', id: vpc.id, table: tableId(vpc, args.table), gateway, scope };
    },
  ),
  {
    // Deleting names its VPC, even when there is only one.
    ...edits('vpc delete', 'verb.vpc-delete', [], (vpc) => ({ do: 'delete-vpc', id: vpc.id })),
    args: [{ ...vpcArg, required: true }],
  },
];
