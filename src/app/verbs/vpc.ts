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
import type { Args, Verb } from './spec.ts';
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
  return t('answer.changed', { name: 'ok' in vpc ? (args.vpc ?? '') : vpc.name });
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
      const { args, world } = call;
      const id = world.entropy.id('vpc');
      const first = {
        do: 'create-vpc',
        id,
        name: args.name ?? '',
        region: args.region ?? '',
        cidr: args.cidr ?? '',
      } as const;
      const subnet = {
        do: 'add-subnet',
        id,
        subnet: world.entropy.id('subnet'),
        name: 'subnet-1',
        cidr: args.subnet ?? '',
      } as const;
      return actOnNetwork(
        call,
        undefined,
        () => (args.subnet === undefined ? first : [first, subnet]),
        () => t('answer.created', { kind: t('thing.vpc'), name: first.name, id }),
      );
    },
  },
  {
    name: 'vpc import',
    summary: 'verb.vpc-import',
    roles: ['customer'],
    changes: true,
    args: [nameArg, regionArg],
    run: (call) => {
      const { args, world } = call;
      const id = world.entropy.id('vpc');
      const make = async (_state: TenantState, { tenant }: Owned) => {
        const listed = await world.inventory.vpcs(tenant, args.region ?? '');
        const vpc = listed.find((row) => row.name === args.name);
        return vpc
          ? imported(world, id, args.region ?? '', vpc)
          : refused('unknown-thing', { field: 'name', value: args.name ?? '' });
      };
      return actOnNetwork(call, undefined, make, () =>
        t('answer.created', { kind: t('thing.vpc'), name: args.name ?? '', id }),
      );
    },
  },
  {
    name: 'vpc subnet',
    summary: 'verb.vpc-subnet',
    roles: ['customer'],
    changes: true,
    args: [vpcArg, nameArg, text('cidr', 'arg.cidr', { required: true, expect: 'expect.subnet-range' })],
    run: (call) => {
      const { args, world } = call;
      const make = (state: TenantState) => {
        const vpc = vpcOf(state, args);
        return 'ok' in vpc
          ? vpc
          : ({
              do: 'add-subnet',
              id: vpc.id,
              subnet: world.entropy.id('subnet'),
              name: args.name ?? '',
              cidr: args.cidr ?? '',
            } as const);
      };
      return actOnNetwork(call, args.vpc, make, changedVpc(args));
    },
  },
  {
    name: 'vpc instance',
    summary: 'verb.vpc-instance',
    roles: ['customer'],
    changes: true,
    args: [
      vpcArg,
      nameArg,
      subnetArg,
      text('address', 'arg.address', { expect: 'expect.instance-address' }),
      text('allow', 'arg.allow', { expect: 'expect.range' }),
    ],
    run: (call) => {
      const { args, world } = call;
      const make = (state: TenantState) => {
        const vpc = vpcOf(state, args);
        if ('ok' in vpc) return vpc;
        const allowFrom = args.allow === undefined ? [everywhere] : listOf(args.allow);
        const fields = {
          id: vpc.id,
          instance: world.entropy.id('i'),
          name: args.name ?? '',
          subnet: subnetId(vpc, args.subnet ?? ''),
          allowFrom,
        };
        return {
          do: 'add-instance',
          ...fields,
          ...(args.address === undefined ? {} : { address: args.address }),
        } as const;
      };
      return actOnNetwork(call, args.vpc, make, changedVpc(args));
    },
  },
  {
    name: 'vpc security',
    summary: 'verb.vpc-security',
    roles: ['customer'],
    changes: true,
    args: [
      vpcArg,
      text('instance', 'arg.instance', { required: true, expect: 'expect.thing' }),
      text('allow', 'arg.allow', { required: true, expect: 'expect.range' }),
    ],
    run: (call) => {
      const { args } = call;
      const make = (state: TenantState) => {
        const vpc = vpcOf(state, args);
        return 'ok' in vpc
          ? vpc
          : ({ do: 'set-security', id: vpc.id, instance: args.instance ?? '', allowFrom: listOf(args.allow) } as const);
      };
      return actOnNetwork(call, args.vpc, make, changedVpc(args));
    },
  },
  {
    name: 'vpc table',
    summary: 'verb.vpc-table',
    roles: ['customer'],
    changes: true,
    args: [vpcArg, nameArg],
    run: (call) => {
      const { args, world } = call;
      const make = (state: TenantState) => {
        const vpc = vpcOf(state, args);
        return 'ok' in vpc
          ? vpc
          : ({ do: 'add-route-table', id: vpc.id, table: world.entropy.id('rtb'), name: args.name ?? '' } as const);
      };
      return actOnNetwork(call, args.vpc, make, changedVpc(args));
    },
  },
  {
    name: 'vpc bind',
    summary: 'verb.vpc-bind',
    roles: ['customer'],
    changes: true,
    args: [vpcArg, subnetArg, { ...tableArg, required: true }],
    run: (call) => {
      const { args } = call;
      const make = (state: TenantState) => {
        const vpc = vpcOf(state, args);
        return 'ok' in vpc
          ? vpc
          : ({
              do: 'bind-subnet',
              id: vpc.id,
              subnet: subnetId(vpc, args.subnet ?? ''),
              table: tableId(vpc, args.table),
            } as const);
      };
      return actOnNetwork(call, args.vpc, make, changedVpc(args));
    },
  },
  {
    name: 'vpc route',
    summary: 'verb.vpc-route',
    roles: ['customer'],
    changes: true,
    args: [
      vpcArg,
      text('to', 'arg.to', { required: true, expect: 'expect.range' }),
      thingArg('gateway'),
      tableArg,
      { name: 'remove', kind: 'flag', label: 'button.delete', required: false, typedOnly: true },
    ],
    run: (call) => {
      const { args } = call;
      const make = (state: TenantState) => {
        const vpc = vpcOf(state, args);
        if ('ok' in vpc) return vpc;
        const gateway = idOf(state, 'gateway', 'gateway', args.gateway);
        if (typeof gateway !== 'string') return gateway;
        const what = args.remove === 'yes' ? 'remove-vpc-route' : 'add-vpc-route';
        return { do: what, id: vpc.id, table: tableId(vpc, args.table), destination: args.to ?? '', gateway } as const;
      };
      return actOnNetwork(call, args.vpc, make, changedVpc(args));
    },
  },
  {
    name: 'vpc propagate',
    summary: 'verb.vpc-propagate',
    roles: ['customer'],
    changes: true,
    args: [
      vpcArg,
      text('scope', 'arg.scope', { required: true, expect: 'expect.range', initial: everywhere }),
      thingArg('gateway'),
      tableArg,
    ],
    run: (call) => {
      const { args } = call;
      const make = (state: TenantState) => {
        const vpc = vpcOf(state, args);
        if ('ok' in vpc) return vpc;
        const gateway = idOf(state, 'gateway', 'gateway', args.gateway);
        if (typeof gateway !== 'string') return gateway;
        const scope = args.scope === 'none' ? [] : listOf(args.scope);
        return { do: 'set-propagation', id: vpc.id, table: tableId(vpc, args.table), gateway, scope } as const;
      };
      return actOnNetwork(call, args.vpc, make, changedVpc(args));
    },
  },
  {
    name: 'vpc delete',
    summary: 'verb.vpc-delete',
    roles: ['customer'],
    changes: true,
    args: [{ ...vpcArg, required: true }],
    run: (call) =>
      actOnNetwork(
        call,
        call.args.vpc,
        (state) => {
          const vpc = vpcOf(state, call.args);
          return 'ok' in vpc ? vpc : ({ do: 'delete-vpc', id: vpc.id } as const);
        },
        () => t('answer.removed', { name: call.args.vpc ?? '' }),
      ),
  },
];
