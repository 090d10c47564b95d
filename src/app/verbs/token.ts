/** Verbs about tokens for the API: a person gets one for themself, an admin for a program. */
import { tokensCard } from '../cards/access.ts';
import { who } from '../people.ts';
import type { Answer } from '../ports.ts';
import { t } from '../text/phrase.ts';
import { text } from './args.ts';
import { said } from './connection-act.ts';
import { decided } from './roster-act.ts';
import type { KnownCall, Verb } from './spec.ts';

const defaultDays = 90;

function issue(call: KnownCall): Promise<Answer> {
  const { args, world, person } = call;
  const { entropy } = world;
  const id = entropy.id('tok');
  const secret = [entropy.code(), entropy.code()].join('-');
  const command = {
    do: 'issue-token',
    id,
    person: args.person ?? person.id,
    label: args.label ?? '',
    digest: entropy.digest(secret),
    roles: (args.roles ?? '').split(/[,，\s]+/).filter((role) => role !== ''),
    days: Number(args.days ?? defaultDays),
  } as const;
  return decided(call, command, ({ state }) => {
    const at = state.tokens[id]?.validUntil ?? 0;
    return said(
      'good',
      t('answer.token', { id, name: who(state, command.person), at: { at }, code: `${id}.${secret}` }),
    );
  });
}

export const tokenVerbs: readonly Verb[] = [
  {
    name: 'token new',
    summary: 'verb.token-new',
    roles: ['customer', 'reviewer', 'field', 'finance', 'admin'],
    changes: true,
    chatOnly: true,
    args: [
      text('label', 'arg.label', { required: true, positional: true, expect: 'expect.name' }),
      { name: 'days', kind: 'whole-number', label: 'arg.days', required: false, expect: 'expect.token-days' },
      text('roles', 'arg.roles', { expect: 'expect.token-roles' }),
      text('person', 'arg.person', { expect: 'expect.person' }),
    ],
    run: issue,
  },
  {
    name: 'token list',
    summary: 'verb.token-list',
    roles: 'linked',
    changes: false,
    args: [],
    run: async ({ world, journal, person }) => {
      const roster = await journal.load('roster', '');
      const admin = person.roles.includes('admin');
      const mine = Object.values(roster.tokens).filter((row) => admin || [row.person, row.by].includes(person.id));
      return { kind: 'card', card: tokensCard(roster, mine, world.clock.now()) };
    },
  },
  {
    name: 'token revoke',
    summary: 'verb.token-revoke',
    roles: 'linked',
    changes: true,
    args: [text('token', 'arg.token', { required: true, positional: true, expect: 'expect.token' })],
    run: (call) => {
      const { token = '' } = call.args;
      return decided(call, { do: 'revoke-token', id: token }, () =>
        said('good', t('answer.token-revoked', { id: token })),
      );
    },
  },
];
