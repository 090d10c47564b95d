/** Verbs on border gateways and their static routes (tutorial steps 2 and 6). */
import { ruleFor } from '../../engine/policy/rules.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import type { Answer } from '../ports.ts';
import { seenProof } from '../proof.ts';
import { stepUp } from '../step-up.ts';
import { t } from '../text/phrase.ts';
import { nameArg, proofArg, regionArg, text, thingArg } from './args.ts';
import type { KnownCall, Verb } from './spec.ts';
import { actOnNetwork, idOf } from './thing-act.ts';
import { totpArg } from './totp-arg.ts';

const gatewayArg = thingArg('gateway', { positional: true });
const routeArg = text('route', 'arg.route', { required: true, expect: 'expect.thing' });

/** Decides on one static route; engineers name it by its id. */
function onRoute(call: KnownCall, what: 'verify-route' | 'remove-static-route' | 'refuse-route') {
  const { gateway: word, route = '', reason = '' } = call.args;
  const make = (state: TenantState) => {
    const id = idOf(state, 'gateway', 'gateway', word);
    if (typeof id !== 'string') return id;
    if (what === 'verify-route') return { do: what, id, route, ...seenProof(call.args.proof) } as const;
    return what === 'refuse-route' ? ({ do: what, id, route, reason } as const) : ({ do: what, id, route } as const);
  };
  return actOnNetwork(call, word, make, () => t('answer.changed', { name: route }));
}

const verifyRow = { name: 'route verify', summary: 'verb.route-verify' } as const;
const refuseRow = { name: 'route refuse', summary: 'verb.route-refuse' } as const;

/** Engineers' decisions, with a code where the policy wants one. */
async function onProvenRoute(
  call: KnownCall,
  row: Pick<Verb, 'name' | 'summary'>,
  what: 'verify-route' | 'refuse-route',
): Promise<Answer> {
  const { policy } = await call.journal.load('roster', '');
  return (await stepUp(call, row, ruleFor(policy, 'route').stepUp)) ?? onRoute(call, what);
}

export const gatewayVerbs: readonly Verb[] = [
  {
    name: 'gateway create',
    summary: 'verb.gateway-create',
    roles: ['customer'],
    changes: true,
    args: [nameArg, regionArg, text('description', 'arg.description', { expect: 'expect.description' })],
    run: (call) => {
      const { name = '', region = '', description } = call.args;
      const id = call.world.entropy.id('bgw');
      const fields = { id, name, region, ...(description === undefined ? {} : { description }) };
      return actOnNetwork(
        call,
        undefined,
        () => ({ do: 'create-gateway', ...fields }),
        () => t('answer.created', { kind: t('thing.gateway'), name, id }),
      );
    },
  },
  {
    name: 'gateway delete',
    summary: 'verb.gateway-delete',
    roles: ['customer'],
    changes: true,
    args: [{ ...gatewayArg, required: true }],
    run: (call) =>
      actOnNetwork(
        call,
        call.args.gateway,
        (state) => {
          const id = idOf(state, 'gateway', 'gateway', call.args.gateway);
          return typeof id === 'string' ? ({ do: 'delete-gateway', id } as const) : id;
        },
        () => t('answer.removed', { name: call.args.gateway ?? '' }),
      ),
  },
  {
    name: 'route',
    summary: 'verb.route',
    roles: ['customer'],
    changes: true,
    args: [
      gatewayArg,
      text('to', 'arg.to', { required: true, expect: 'expect.range' }),
      text('via', 'arg.via', { required: true, expect: 'expect.thing' }),
      text('description', 'arg.description', { expect: 'expect.description' }),
    ],
    run: (call) => {
      const { args, world } = call;
      const make = (state: TenantState) => {
        const id = idOf(state, 'gateway', 'gateway', args.gateway);
        if (typeof id !== 'string') return id;
        const nextHop =
          [...Object.values(state.vifs), ...Object.values(state.attachments)].find(
            (row) => row.id === args.via || row.name === args.via,
          )?.id ??
          args.via ??
          '';
        const fields = { id, route: world.entropy.id('route'), destination: args.to ?? '', nextHop };
        return {
          do: 'add-static-route',
          ...fields,
          ...(args.description === undefined ? {} : { description: args.description }),
        } as const;
      };
      return actOnNetwork(call, args.gateway, make, (state) => {
        const id = idOf(state, 'gateway', 'gateway', args.gateway);
        return t('answer.changed', { name: typeof id === 'string' ? (state.gateways[id]?.name ?? id) : '' });
      });
    },
  },
  {
    ...verifyRow,
    roles: ['reviewer', 'field'],
    changes: true,
    args: [{ ...gatewayArg, required: true }, { ...routeArg, positional: true }, proofArg, totpArg],
    run: (call) => onProvenRoute(call, verifyRow, 'verify-route'),
  },
  {
    ...refuseRow,
    roles: ['reviewer', 'field'],
    changes: true,
    args: [
      { ...gatewayArg, required: true },
      { ...routeArg, positional: true },
      text('reason', 'arg.reason', { required: true, expect: 'expect.reason', multiline: true }),
      totpArg,
    ],
    run: (call) => onProvenRoute(call, refuseRow, 'refuse-route'),
  },
  {
    name: 'route remove',
    summary: 'verb.route-remove',
    roles: ['customer'],
    changes: true,
    args: [
      { ...gatewayArg, required: true },
      { ...routeArg, positional: true },
    ],
    run: (call) => onRoute(call, 'remove-static-route'),
  },
];
