/** The verbs on a line's money: pay, confirm with a term, renew. Each row: who, which arguments, which command. */
import { refused } from '../../engine/core.ts';
import { openOrder, openOrders, type TenantState, type Term } from '../../engine/tenant/model.ts';
import { openRenewal } from '../../engine/tenant/renewal.ts';
import type { Answer } from '../ports.ts';
import { t } from '../text/phrase.ts';
import { named, sayRefusal } from '../text/refusal.ts';
import { connectionArg } from './connection.ts';
import { act, said } from './connection-act.ts';
import type { Args, KnownCall, Verb } from './spec.ts';

function termOf(args: Args): Term | undefined {
  if ((args.months === undefined) === (args.years === undefined)) return undefined;
  return args.months !== undefined
    ? { unit: 'MONTH', span: Number(args.months) }
    : { unit: 'YEAR', span: Number(args.years) };
}

function confirm(call: KnownCall): Promise<Answer> {
  const term = termOf(call.args);
  if (!term)
    return Promise.resolve(
      said('bad', sayRefusal(refused('missing', { field: 'months', values: { expect: 'term' } }).refusal)),
    );
  return act(
    call,
    ({ connection }) => ({
      do: 'confirm',
      connection: connection.id,
      term,
      autoRenew: call.args['auto-renew'] === 'yes',
    }),
    (connection, state) =>
      t('answer.confirmed', {
        name: connection.name,
        id: connection.id,
        fen: { fen: openOrder(state, connection.id)?.fen ?? 0 },
      }),
  );
}

/** For the term it had, unless another one is given. */
function renew(call: KnownCall): Promise<Answer> {
  const { months, years } = call.args;
  const wanted = termOf(call.args);
  if (!wanted && (months !== undefined || years !== undefined))
    return Promise.resolve(
      said('bad', sayRefusal(refused('missing', { field: 'months', values: { expect: 'term' } }).refusal)),
    );
  return act(
    call,
    ({ connection }) => ({
      do: 'renew',
      connection: connection.id,
      term: wanted ?? connection.term ?? { unit: 'MONTH', span: 1 },
    }),
    (connection, state) =>
      t('answer.renewing', { name: connection.name, fen: { fen: openRenewal(state, connection.id)?.fen ?? 0 } }),
  );
}

/** What is being collected right now. */
function collectedFen(state: TenantState, connection: string): number {
  return openOrders(state, connection).reduce((sum, order) => sum + order.fen, 0);
}

export const rentalVerbs: readonly Verb[] = [
  {
    name: 'pay',
    summary: 'verb.pay',
    roles: ['customer'],
    changes: true,
    args: [connectionArg('pay')],
    run: (call) =>
      act(
        call,
        ({ connection }) => ({ do: 'pay', connection: connection.id }),
        (connection, state) =>
          t('answer.paying', { name: connection.name, fen: { fen: collectedFen(state, connection.id) } }),
      ),
  },
  {
    name: 'confirm',
    summary: 'verb.confirm',
    roles: ['customer'],
    changes: true,
    formWhenBare: true,
    args: [
      connectionArg('confirm'),
      { name: 'months', kind: 'whole-number', label: 'arg.months', required: false, expect: 'expect.term-MONTH' },
      { name: 'years', kind: 'whole-number', label: 'arg.years', required: false, expect: 'expect.term-YEAR' },
      { name: 'auto-renew', kind: 'flag', label: 'arg.auto-renew', required: false },
    ],
    run: confirm,
  },
  {
    name: 'renew',
    summary: 'verb.renew',
    roles: ['customer'],
    changes: true,
    args: [
      connectionArg('renew'),
      { name: 'months', kind: 'whole-number', label: 'arg.months', required: false, expect: 'expect.term-MONTH' },
      { name: 'years', kind: 'whole-number', label: 'arg.years', required: false, expect: 'expect.term-YEAR' },
    ],
    run: renew,
  },
  {
    name: 'auto-renew',
    summary: 'verb.auto-renew',
    roles: ['customer'],
    changes: true,
    args: [
      connectionArg('set-auto-renew'),
      {
        name: 'on',
        kind: 'text',
        label: 'arg.on',
        required: true,
        positional: true,
        // A menu, no box to tick: a form that must be filled in can also say no.
        options: (['yes', 'no'] as const).map((value) => ({ value, label: named('flag', value) })),
      },
    ],
    run: (call) =>
      act(
        call,
        ({ connection }) => ({ do: 'set-auto-renew', connection: connection.id, on: call.args.on === 'yes' }),
        ({ name }) => t('answer.auto-renew', { name, on: named('flag', call.args.on ?? 'no') }),
      ),
  },
];
