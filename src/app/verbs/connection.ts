/** The verbs on hosted connections (tutorial step 1). Each row: who, which arguments, which command. */
import { installationFeeFen, offeredPortSpecs } from '../../engine/catalog/port-specs.ts';
import { regions } from '../../engine/catalog/regions.ts';
import { waitingFor } from '../../engine/tenant/clock.ts';
import type { ConnectionCommand, OrderFields } from '../../engine/tenant/messages.ts';
import { sameOrder } from '../../engine/tenant/ordering.ts';
import type { Answer } from '../ports.ts';
import { seenProof } from '../proof.ts';
import { t } from '../text/phrase.ts';
import { named, sayRefusal } from '../text/refusal.ts';
import { approveVerb } from './approve.ts';
import { proofArg } from './args.ts';
import { act, repeated, said, tenantFacts } from './connection-act.ts';
import type { Arg, Args, KnownCall, Verb } from './spec.ts';

export const connectionArg = (command: string): Arg => ({
  name: 'connection',
  kind: 'connection',
  label: 'arg.connection',
  required: true,
  positional: true,
  expect: 'expect.connection',
  command,
});

const text = (name: string, label: Arg['label'], extra: Partial<Arg> = {}): Arg => ({
  name,
  kind: 'text',
  label,
  required: false,
  ...extra,
});

/** Preset reasons plus free words; a typed line may give either. */
const reasonArgs = (presets: readonly string[]): readonly Arg[] => [
  {
    name: 'reason',
    kind: 'text',
    label: 'arg.reason',
    required: true,
    positional: true,
    rest: true,
    open: true,
    expect: 'expect.reason',
    options: presets.map((value) => ({ value, label: named('reason', value) })),
  },
  text('note', 'arg.note', { multiline: true }),
];

function reasonOf(args: Args): string {
  const { reason = '', note } = args;
  return (note ? `${reason}: ${note}` : reason).slice(0, 256);
}

const editableArgs: readonly Arg[] = [
  text('name', 'arg.name', { expect: 'expect.name' }),
  text('description', 'arg.description', { expect: 'expect.description', multiline: true }),
  text('contact', 'arg.contact', { expect: 'expect.name' }),
  text('phone', 'arg.phone', { expect: 'expect.phone' }),
];

function editable(args: Args): Partial<Pick<OrderFields, 'description' | 'contactName' | 'phoneNumber'>> {
  return {
    ...(args.description === undefined ? {} : { description: args.description }),
    ...(args.contact === undefined ? {} : { contactName: args.contact }),
    ...(args.phone === undefined ? {} : { phoneNumber: args.phone }),
  };
}

async function order(call: KnownCall): Promise<Answer> {
  const { world, journal, person, args } = call;
  const { tenant } = person;
  if (tenant === undefined) return said('bad', sayRefusal({ code: 'no-tenant' }));
  const fields: OrderFields = {
    name: args.name ?? '',
    region: args.region ?? '',
    port: args.port ?? '',
    autoPay: args['auto-pay'] === 'yes',
    ...editable(args),
  };
  const command = { do: 'order', connection: world.entropy.id('conn'), fields, again: args.again === 'yes' } as const;
  const facts = () => tenantFacts(world, journal, tenant, { person: person.id, movers: person.roles }, undefined);
  const outcome = await journal.act('tenant', tenant, command, facts, {
    by: person.id,
    cause: call.heard.delivery,
    at: world.clock.now(),
  });
  if (!outcome.ok) return said('bad', sayRefusal(outcome.refusal));
  if (outcome.repeated) return repeated;
  const made = outcome.state.connections[command.connection];
  if (made) {
    const at = waitingFor(made, world.tempo, world.calendar)?.dueAt ?? world.clock.now();
    return said('good', t('answer.ordered', { id: made.id, name: made.name, at: { at } }));
  }
  const same = sameOrder(command, outcome.state, await facts());
  return said('neutral', same ? t('answer.ordered-already', { id: same.id, name: same.name }) : t('answer.repeat'));
}

/** Commands that agree to what somebody asked for. */
const agreeing: readonly SimpleCommand[] = ['confirm-removal'];

/** Verbs that are exactly one lifecycle command without further arguments of people's. */
function plain(
  name: string,
  summary: Verb['summary'],
  roles: readonly ('customer' | 'reviewer' | 'field')[],
  command: SimpleCommand,
): Verb {
  return {
    name,
    summary,
    roles,
    changes: true,
    args: [connectionArg(command), ...(agreeing.includes(command) ? [proofArg] : [])],
    run: (call) =>
      act(
        call,
        ({ connection }) =>
          ({ do: command, connection: connection.id, ...seenProof(call.args.proof) }) as ConnectionCommand,
      ),
  };
}

type SimpleCommand = 'withdraw' | 'delete' | 'nudge' | 'retry-step' | 'confirm-removal' | 'report-repair';

export const connectionVerbs: readonly Verb[] = [
  {
    name: 'order',
    summary: 'verb.order',
    roles: ['customer'],
    changes: true,
    note: t('form.price', {
      fen: { fen: installationFeeFen },
      prices: offeredPortSpecs.map((spec) =>
        t('form.price-row', { spec: spec.id, fen: { fen: spec.rentalFenPerMonth } }),
      ),
    }),
    args: [
      text('name', 'arg.name', { required: true, expect: 'expect.name' }),
      text('region', 'arg.region', {
        required: true,
        expect: 'expect.region',
        options: regions.map((region) => ({ value: region.id, label: named('region', region.id) })),
      }),
      text('port', 'arg.port', {
        required: true,
        expect: 'expect.port',
        options: offeredPortSpecs.map((spec) => ({ value: spec.id, label: spec.id })),
      }),
      ...editableArgs.slice(1),
      { name: 'auto-pay', kind: 'flag', label: 'arg.auto-pay', required: false },
      { name: 'again', kind: 'flag', label: 'arg.again', required: false, typedOnly: true },
    ],
    run: order,
  },
  {
    name: 'edit',
    summary: 'verb.edit',
    roles: ['customer'],
    changes: true,
    formWhenBare: true,
    args: [connectionArg('edit'), ...editableArgs],
    run: (call) =>
      act(call, ({ connection }) => ({
        do: 'edit',
        connection: connection.id,
        fields: { ...editable(call.args), ...(call.args.name === undefined ? {} : { name: call.args.name }) },
      })),
  },
  approveVerb,
  {
    name: 'reject',
    summary: 'verb.reject',
    roles: ['reviewer', 'finance', 'admin'],
    changes: true,
    args: [
      connectionArg('reject'),
      ...reasonArgs(['incomplete', 'unverified', 'no-capacity', 'duplicate', 'not-supported', 'other']),
    ],
    run: (call) =>
      act(call, ({ connection }) => ({ do: 'reject', connection: connection.id, reason: reasonOf(call.args) })),
  },
  {
    name: 'object',
    summary: 'verb.object',
    roles: ['customer', 'field'],
    changes: true,
    args: [connectionArg('object'), ...reasonArgs(['no-light', 'no-ping', 'loss', 'wrong-port', 'other'])],
    run: (call) =>
      act(call, ({ connection }) => ({ do: 'object', connection: connection.id, reason: reasonOf(call.args) })),
  },
  plain('withdraw', 'verb.withdraw', ['customer'], 'withdraw'),
  plain('delete', 'verb.delete', ['customer'], 'delete'),
  plain('nudge', 'verb.nudge', ['customer'], 'nudge'),
  {
    name: 'done',
    summary: 'verb.done',
    roles: ['field'],
    changes: true,
    args: [connectionArg('finish-step')],
    run: (call) => act(call, ({ connection }) => ({ do: 'finish-step', connection: connection.id, step: 'cabling' })),
  },
  plain('retry', 'verb.retry', ['field'], 'retry-step'),
  plain('remove', 'verb.remove', ['field'], 'confirm-removal'),
  {
    name: 'fault',
    summary: 'verb.fault',
    roles: ['field'],
    changes: true,
    args: [
      connectionArg('report-fault'),
      text('reason', 'arg.reason', { required: true, positional: true, rest: true, expect: 'expect.reason' }),
    ],
    run: (call) =>
      act(call, ({ connection }) => ({ do: 'report-fault', connection: connection.id, reason: reasonOf(call.args) })),
  },
  plain('repair', 'verb.repair', ['field'], 'report-repair'),
];
