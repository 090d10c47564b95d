/** Verbs about who may decide: policy, delegation, authenticators, and deciding alone in an emergency. */
import { chinaOffsetMs } from '../../engine/catalog/durations.ts';
import { type Risk, risks, ruleFor, type Stage } from '../../engine/policy/rules.ts';
import type { RosterCommand } from '../../engine/roster/index.ts';
import { personById, type RosterState } from '../../engine/roster/model.ts';
import { lendable } from '../../engine/roster/trust.ts';
import { stepUpOf } from '../../engine/roster/trust-model.ts';
import type { Role } from '../../engine/tenant/lifecycle.ts';
import { findConnection } from '../access.ts';
import { delegationsCard, policyCard, rulePhrase } from '../cards/policy.ts';
import type { Outcome } from '../journal.ts';
import type { Answer } from '../ports.ts';
import { enrol, forgetSecrets, offerSecret, stepUp, wrongCode } from '../step-up.ts';
import { t } from '../text/phrase.ts';
import { named, sayRefusal } from '../text/refusal.ts';
import { choice, text } from './args.ts';
import { act, repeated, said } from './connection-act.ts';
import { decided } from './roster-act.ts';
import type { KnownCall, Verb } from './spec.ts';
import { totpArg } from './totp-arg.ts';

const requestArg = text('request', 'arg.request', { required: true, positional: true, expect: 'expect.request' });
const riskArg = choice('risk', 'arg.risk', risks, { required: true, positional: true, expect: 'expect.risk' });

/** `reviewer:2,finance:1>20000`: yuan after the sign; `none` for nobody. `undefined` when it cannot be read. */
export function readStages(words: string): readonly Stage[] | undefined {
  if (words.trim().toLowerCase() === 'none') return [];
  const stages = words
    .split(/[,，]/)
    .map((word) => /^\s*([a-z]+)\s*[:：]\s*(\d{1,2})\s*(?:[>＞]\s*(\d{1,9}))?\s*$/.exec(word))
    .map((match) => {
      const [, role = '', count = '', yuan] = match ?? [];
      const above = yuan === undefined ? {} : { aboveFen: Number(yuan) * 100 };
      return { role: role as Role, count: Number(count), ...above };
    });
  return stages.every((stage) => stage.role.length > 0) ? stages : undefined;
}

/** Last millisecond of a day in China; `undefined` for what is no day. */
export function endOfDay(day: string): number | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) return undefined;
  const start = Date.UTC(Number(year), Number(month) - 1, Number(date));
  // 31 February would silently become March.
  return new Date(start).toISOString().startsWith(day) ? start + 86_400_000 - 1 - chinaOffsetMs : undefined;
}

const badField = (field: string, value: string, expect: string): Answer =>
  said('bad', sayRefusal({ code: 'bad-field', field, value, values: { expect } }));

async function breakGlass(call: KnownCall): Promise<Answer> {
  const { world, journal, person, args, heard } = call;
  const found = await findConnection(world, journal, person, args.connection ?? '');
  if ('ok' in found) return said('bad', sayRefusal(found.refusal));
  const roster = await journal.load('roster', '');
  const asked = await stepUp(call, breakGlassVerb, ruleFor(roster.policy, 'break-glass').stepUp);
  if (asked) return asked;
  const { connection } = found;
  const reason = args.reason ?? '';
  // Recorded before anything is decided: what is loud cannot be forgotten.
  const command = { do: 'break-glass', subject: connection.id, reason, proof: heard.delivery } as const;
  return decided(call, command, () =>
    act(
      call,
      () => ({ do: 'break-glass', connection: connection.id, reason }),
      (now) => t('answer.glass-broken', { name: now.name, state: named('state', now.state) }),
    ),
  );
}

const breakGlassVerb: Verb = {
  name: 'break-glass',
  summary: 'verb.break-glass',
  roles: ['admin'],
  changes: true,
  args: [
    text('connection', 'arg.connection', {
      kind: 'connection',
      required: true,
      positional: true,
      expect: 'expect.connection',
      command: 'break-glass',
    }),
    text('reason', 'arg.reason', {
      required: true,
      positional: true,
      rest: true,
      multiline: true,
      expect: 'expect.long-reason',
    }),
    totpArg,
  ],
  run: breakGlass,
};

function colleague(roster: RosterState, word: string): string {
  const byName = Object.values(roster.people).filter((row) => row.name === word && row.identities.length > 0);
  return personById(roster, word)?.id ?? (byName.length === 1 ? byName[0]?.id : undefined) ?? word;
}

async function delegate(call: KnownCall): Promise<Answer> {
  const { world, journal, person, args } = call;
  const until = endOfDay(args.until ?? '');
  if (until === undefined) return badField('until', args.until ?? '', 'until');
  const roster = await journal.load('roster', '');
  // Their own roles, not those they borrowed.
  const own = personById(roster, person.id)?.roles ?? [];
  const roles = args.role === undefined ? own.filter((role) => lendable.includes(role)) : [args.role];
  const to = colleague(roster, args.person ?? '');
  const id = world.entropy.id('lend');
  return decided(call, { do: 'delegate', id, to, roles, until }, ({ state }) =>
    said(
      'good',
      t('answer.delegated', {
        to: personById(state, to)?.name ?? to,
        roles: roles.map((role) => named('role', role)),
        at: { at: until },
      }),
    ),
  );
}

async function setUp(call: KnownCall): Promise<Answer> {
  const { world, journal, person, args } = call;
  const roster = await journal.load('roster', '');
  if (args.code === undefined) {
    if (stepUpOf(roster, person.id).enrolled) return said('neutral', sayRefusal({ code: 'enrolled-already' }));
    return said('good', t('answer.step-up-secret', await offerSecret(world, person)));
  }
  const outcome = await enrol(call, args.code.replace(/\s/g, ''));
  if (!outcome.ok) return said('bad', sayRefusal(outcome.refusal));
  if (outcome.repeated) return repeated;
  return stepUpOf(outcome.state, person.id).enrolled
    ? said('good', t('answer.step-up-on'))
    : wrongCode(call, outcome.state);
}

function askPolicy(call: KnownCall): Promise<Answer> {
  const { world, args } = call;
  const risk = args.risk as Risk;
  const stages = readStages(args.stages ?? '');
  if (!stages) return Promise.resolve(badField('stages', args.stages ?? '', 'stages'));
  const rule = { stages, stepUp: args['step-up'] === 'yes' };
  const id = world.entropy.id('pol');
  const shown = { risk: named('risk', risk), rule: rulePhrase(risk, rule) };
  return decided(call, { do: 'ask-policy', id, risk, rule }, ({ events }) =>
    events.length === 0
      ? said('neutral', t('answer.policy-same'))
      : said('good', t('answer.policy-asked', { ...shown, id })),
  );
}

async function approvePolicy(call: KnownCall): Promise<Answer> {
  const { journal, args, heard } = call;
  const id = args.request ?? '';
  const roster = await journal.load('roster', '');
  const request = roster.policyRequests.find((row) => row.id === id);
  const mine = request?.requestedBy === call.person.id;
  // No code is wasted on what would be refused anyway.
  const needed = request !== undefined && !mine && ruleFor(roster.policy, 'policy').stepUp;
  const asked = await stepUp(call, approveVerb, needed);
  if (asked) return asked;
  const command: RosterCommand = { do: 'approve-policy', id, proof: heard.delivery };
  return decided(call, command, (outcome) => policySaid(outcome, request?.risk));
}

function policySaid(outcome: Outcome<'roster'> & { ok: true }, risk: Risk | undefined): Answer {
  const set = outcome.events.some((event) => event.type === 'policy.set');
  if (!set || risk === undefined) return said('good', t('answer.policy-counted'));
  const rule = ruleFor(outcome.state.policy, risk);
  return said('good', t('answer.policy-set', { risk: named('risk', risk), rule: rulePhrase(risk, rule) }));
}

const approveVerb: Verb = {
  name: 'policy approve',
  summary: 'verb.policy-approve',
  roles: ['admin'],
  changes: true,
  args: [requestArg, totpArg],
  run: approvePolicy,
};

export const trustVerbs: readonly Verb[] = [
  breakGlassVerb,
  {
    name: 'delegate',
    summary: 'verb.delegate',
    roles: lendable,
    changes: true,
    args: [
      text('person', 'arg.person', { required: true, positional: true, expect: 'expect.colleague' }),
      text('until', 'arg.until', { required: true, expect: 'expect.until' }),
      choice('role', 'arg.role', lendable, { expect: 'expect.lend-role' }),
    ],
    run: delegate,
  },
  {
    name: 'delegations',
    summary: 'verb.delegations',
    roles: ['reviewer', 'field', 'finance', 'admin'],
    changes: false,
    args: [],
    run: async ({ world, journal }) => ({
      kind: 'card',
      card: delegationsCard(await journal.load('roster', ''), world.clock.now()),
    }),
  },
  {
    name: 'undelegate',
    summary: 'verb.undelegate',
    roles: ['reviewer', 'field', 'finance', 'admin'],
    changes: true,
    args: [text('delegation', 'arg.delegation', { required: true, positional: true, expect: 'expect.delegation' })],
    run: (call) =>
      decided(call, { do: 'end-delegation', id: call.args.delegation ?? '' }, () =>
        said('good', t('answer.undelegated')),
      ),
  },
  {
    name: 'step-up',
    chatOnly: true,
    summary: 'verb.step-up',
    roles: ['reviewer', 'field', 'finance', 'admin'],
    changes: true,
    args: [text('code', 'arg.code', { positional: true, rest: true, secret: true, expect: 'expect.totp' })],
    run: setUp,
  },
  {
    name: 'policy',
    summary: 'verb.policy',
    roles: ['reviewer', 'field', 'finance', 'admin'],
    changes: false,
    args: [],
    run: async ({ journal, person }) => ({
      kind: 'card',
      card: policyCard(await journal.load('roster', ''), person.roles.includes('admin')),
    }),
  },
  {
    name: 'policy set',
    summary: 'verb.policy-set',
    roles: ['admin'],
    changes: true,
    args: [
      riskArg,
      text('stages', 'arg.stages', { required: true, expect: 'expect.stages' }),
      { name: 'step-up', kind: 'flag', label: 'arg.step-up', required: false },
    ],
    run: askPolicy,
  },
  approveVerb,
  {
    name: 'policy reject',
    summary: 'verb.policy-reject',
    roles: ['admin'],
    changes: true,
    args: [
      requestArg,
      text('reason', 'arg.reason', { required: true, positional: true, rest: true, expect: 'expect.reason' }),
    ],
    run: (call) =>
      decided(call, { do: 'reject-policy', id: call.args.request ?? '', reason: call.args.reason ?? '' }, () =>
        said('good', t('answer.policy-rejected')),
      ),
  },
  {
    name: 'admin step-up-reset',
    summary: 'verb.admin-step-up-reset',
    roles: ['admin'],
    changes: true,
    args: [text('person', 'arg.person', { required: true, positional: true, expect: 'expect.person' })],
    run: (call) => {
      const { person = '' } = call.args;
      return decided(call, { do: 'reset-step-up', person }, async ({ state }) => {
        await forgetSecrets(call.world, person);
        return said('good', t('answer.step-up-reset', { name: personById(state, person)?.name ?? person }));
      });
    },
  },
];
