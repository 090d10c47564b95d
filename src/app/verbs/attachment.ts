/** Verbs on VPC attachments: one per VPC and gateway (tutorial step 3). */

import type { TenantState } from '../../engine/tenant/model.ts';
import type { Propagate } from '../../engine/tenant/network/model.ts';
import { t } from '../text/phrase.ts';
import { choice, text, thingArg } from './args.ts';
import type { Verb } from './spec.ts';
import { actOnNetwork, idOf, listOf } from './thing-act.ts';
import { changedVpc, subnetId, vpcArg, vpcOf } from './vpc.ts';

export const attachmentVerbs: readonly Verb[] = [
  {
    name: 'attach',
    summary: 'verb.attach',
    roles: ['customer'],
    changes: true,
    args: [
      vpcArg,
      thingArg('gateway'),
      choice('propagate', 'arg.propagate', ['all', 'partial', 'none'], { expect: 'expect.propagate', initial: 'all' }),
      text('subnets', 'arg.subnets', { expect: 'expect.subnets' }),
      text('name', 'arg.name', { expect: 'expect.name' }),
    ],
    run: (call) => {
      const { args, world } = call;
      const id = world.entropy.id('att');
      const make = (state: TenantState) => {
        const vpc = vpcOf(state, args);
        if ('ok' in vpc) return vpc;
        const gateway = idOf(state, 'gateway', 'gateway', args.gateway);
        if (typeof gateway !== 'string') return gateway;
        const propagate = (args.propagate ?? 'all') as Propagate;
        const subnets = propagate === 'partial' ? listOf(args.subnets).map((word) => subnetId(vpc, word)) : [];
        // An attachment that exists is changed; there is at most one per VPC and gateway.
        const there = Object.values(state.attachments).find((row) => row.vpc === vpc.id && row.gateway === gateway);
        if (there)
          return {
            do: 'edit-attachment',
            id: there.id,
            propagate,
            subnets,
            ...(args.name === undefined ? {} : { name: args.name }),
          } as const;
        return {
          do: 'create-attachment',
          id,
          name: args.name ?? vpc.name,
          gateway,
          vpc: vpc.id,
          propagate,
          subnets,
        } as const;
      };
      return actOnNetwork(call, args.vpc, make, (state) =>
        state.attachments[id]
          ? t('answer.created', { kind: t('thing.attachment'), name: state.attachments[id].name, id })
          : changedVpc(args)(state),
      );
    },
  },
  {
    name: 'detach',
    summary: 'verb.detach',
    roles: ['customer'],
    changes: true,
    args: [thingArg('attachment', { positional: true, required: true })],
    run: (call) =>
      actOnNetwork(
        call,
        call.args.attachment,
        (state) => {
          const id = idOf(state, 'attachment', 'attachment', call.args.attachment);
          return typeof id === 'string' ? ({ do: 'delete-attachment', id } as const) : id;
        },
        () => t('answer.removed', { name: call.args.attachment ?? '' }),
      ),
  },
];
