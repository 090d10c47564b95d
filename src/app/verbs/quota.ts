/** Verbs on quotas: see them, ask for more, decide (domain §4: a ticket an engineer approves). */
import { refused } from '../../engine/core.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import { isRaisable, type Raisable, raisable } from '../../engine/tenant/review/count.ts';
import { limitOf } from '../../engine/tenant/review/limit.ts';
import { type QuotaRow, quotaCard, quotasCard } from '../cards/quota.ts';
import type { Answer } from '../ports.ts';
import { digestOf, proofsOf, seenProof } from '../proof.ts';
import { t } from '../text/phrase.ts';
import { named, sayRefusal } from '../text/refusal.ts';
import { proofArg, text, thingArg } from './args.ts';
import { said } from './connection-act.ts';
import type { KnownCall, Verb } from './spec.ts';
import { actOnNetwork, idOf, ownTenant, resolve } from './thing-act.ts';

const names = Object.keys(raisable) as readonly Raisable[];

/** Everything a quota of the tenant counts in. */
function places(state: TenantState, quota: Raisable): readonly string[] {
  const { connections, gateways, vpcs } = state;
  switch (raisable[quota].in) {
    case 'region':
      return [
        ...new Set(
          [...Object.values(connections), ...Object.values(gateways), ...Object.values(vpcs)].map(
            ({ region }) => region,
          ),
        ),
      ];
    case 'connection':
      return Object.values(connections).flatMap(({ id, state: now }) => (now === 'Active' ? [id] : []));
    case 'gateway':
      return Object.keys(gateways);
    case 'vpc':
      return Object.keys(vpcs);
    case 'table':
      return Object.values(vpcs).flatMap(({ routeTables }) => routeTables.map(({ id }) => id));
  }
}

function rowsOf(state: TenantState): readonly QuotaRow[] {
  return names.flatMap((quota) =>
    places(state, quota).map((of) => ({
      quota,
      of,
      used: raisable[quota].count(state, of),
      limit: limitOf(state, quota, of),
    })),
  );
}

async function show(call: KnownCall): Promise<Answer> {
  const { world, journal, person, args } = call;
  const owned = await ownTenant(world, journal, person, args.quota);
  if ('ok' in owned) return said('bad', sayRefusal(owned.refusal));
  const { tenant, state } = owned;
  if (args.quota === undefined)
    return { kind: 'card', card: quotasCard(rowsOf(state), state, person.roles.includes('customer')) };
  const id = idOf(state, 'quota', 'quota', args.quota);
  const request = typeof id === 'string' ? state.quotaRequests[id] : undefined;
  if (!request) return said('bad', sayRefusal(refused('unknown-thing', { field: 'quota', value: args.quota }).refusal));
  const roster = await journal.load('roster', '');
  const proofs = await proofsOf(digestOf(world), journal, state, request.id);
  return { kind: 'card', card: quotaCard(request, { tenant, state, roster, movers: person.roles, proofs }) };
}

/** A place is typed by id or name; left out, it means the only one there is. */
function placeOf(state: TenantState, quota: Raisable, word: string | undefined) {
  const { in: kind } = raisable[quota];
  const all = places(state, quota);
  if (word === undefined) return all.length === 1 ? all[0] : undefined;
  return kind === 'region' || kind === 'table' ? word : (resolve(state, kind, word) ?? word);
}

function raise(call: KnownCall): Promise<Answer> {
  const { args, world } = call;
  const id = world.entropy.id('quota');
  const { quota = '', reason = '' } = args;
  const make = (state: TenantState) => {
    if (!isRaisable(quota)) return refused('quota-fixed', { field: 'quota', value: quota });
    const of = placeOf(state, quota, args.of);
    if (of === undefined) return refused('unknown-thing', { field: 'of', value: args.of ?? '' });
    return { do: 'ask-quota', id, quota, of, to: Number(args.to), reason } as const;
  };
  return actOnNetwork(call, undefined, make, (state) => {
    const waiting = state.quotaRequests[id];
    return waiting
      ? t('answer.created', { kind: t('thing.quota'), name: named('figure', quota), id })
      : t('answer.changed', { name: named('figure', quota) });
  });
}

const requestArg = thingArg('quota', { positional: true, required: true });

function decide(what: 'raise-quota' | 'refuse-quota' | 'withdraw-quota') {
  return (call: KnownCall) => {
    const { quota: word, reason = '', proof } = call.args;
    const make = (state: TenantState) => {
      const id = idOf(state, 'quota', 'quota', word);
      if (typeof id !== 'string') return id;
      if (what === 'raise-quota') return { do: what, id, ...seenProof(proof) } as const;
      return what === 'refuse-quota' ? ({ do: what, id, reason } as const) : ({ do: what, id } as const);
    };
    return actOnNetwork(call, word, make, () => t('answer.changed', { name: word ?? '' }));
  };
}

export const quotaVerbs: readonly Verb[] = [
  {
    name: 'quota',
    summary: 'verb.quota',
    roles: 'linked',
    changes: false,
    args: [thingArg('quota', { positional: true })],
    run: show,
  },
  {
    name: 'quota raise',
    summary: 'verb.quota-raise',
    roles: ['customer'],
    changes: true,
    args: [
      text('quota', 'arg.quota', {
        required: true,
        expect: 'expect.quota',
        options: names.map((value) => ({ value, label: named('figure', value) })),
      }),
      text('of', 'arg.of', { expect: 'expect.of' }),
      { name: 'to', kind: 'whole-number', label: 'arg.limit', required: true, expect: 'expect.whole-number' },
      text('reason', 'arg.reason', { required: true, expect: 'expect.reason', multiline: true }),
    ],
    run: raise,
  },
  {
    name: 'quota approve',
    summary: 'verb.quota-approve',
    roles: ['reviewer'],
    changes: true,
    args: [requestArg, proofArg],
    run: decide('raise-quota'),
  },
  {
    name: 'quota refuse',
    summary: 'verb.quota-refuse',
    roles: ['reviewer'],
    changes: true,
    args: [requestArg, text('reason', 'arg.reason', { required: true, expect: 'expect.reason', multiline: true })],
    run: decide('refuse-quota'),
  },
  {
    name: 'quota withdraw',
    summary: 'verb.quota-withdraw',
    roles: ['customer'],
    changes: true,
    args: [requestArg],
    run: decide('withdraw-quota'),
  },
];
