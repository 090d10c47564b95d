/** Tokens for the API: who may get one for whom, what it narrows, when it ends, and that it makes no second human. */
import { describe, expect, it } from 'vitest';
import { type RosterCommand, roster } from '../../../src/engine/roster/index.ts';
import { personOf } from '../../../src/engine/roster/model.ts';
import { humans, standing } from '../../../src/engine/roster/standing.ts';
import { tokenIdentity } from '../../../src/engine/roster/token.ts';
import { given, stateOf } from '../core/given.ts';
import { day, T0 } from '../tenant/story.ts';
import { at, crew, entry, person } from './crew.ts';

const issue = (who: string, more: Partial<Extract<RosterCommand, { do: 'issue-token' }>> = {}) =>
  ({ do: 'issue-token', id: 'tok-1', person: who, label: 'ci', digest: 'd', roles: [], days: 30, ...more }) as const;
const token = (who: string, by = who, id = 'tok-1') =>
  entry({
    type: 'token.issued',
    token: { id, person: who, label: 'ci', digest: 'd', validUntil: T0 + 30 * day, by },
  });
const program = entry(person('bot', ['reviewer'], { identities: [] }));
const past = [...crew, program];

describe('a token', () => {
  it('holds the digest, the roles it is narrowed to and its last day', () =>
    given(roster, past)
      .when(issue('rui', { roles: ['reviewer'] }), at('rui'))
      .happens({
        type: 'token.issued',
        token: {
          id: 'tok-1',
          person: 'rui',
          label: 'ci',
          digest: 'd',
          roles: ['reviewer'],
          validUntil: T0 + 30 * day,
          by: 'rui',
        },
      }));

  it.each<[string, string, RosterCommand, string]>([
    ['for oneself', 'lin', issue('lin'), 'token.issued'],
    ['by an admin for a program', 'ada', issue('bot'), 'token.issued'],
    ['by an admin for a colleague', 'ada', issue('rui'), 'refused token-of-colleague'],
    ['by a reviewer for a program', 'rui', issue('bot'), 'refused not-your-role'],
    ['by a program without an account', 'bot', issue('bot'), 'refused not-linked'],
    ['for nobody', 'ada', issue('constructor'), 'refused unknown-person'],
    ['with a role the person has not', 'lin', issue('lin', { roles: ['admin'] }), 'refused bad-field'],
    ['for no day', 'lin', issue('lin', { days: 0 }), 'refused bad-field'],
    ['for a year', 'lin', issue('lin', { days: 365 }), 'token.issued'],
    ['for longer', 'lin', issue('lin', { days: 366 }), 'refused bad-field'],
    ['with a label of two words', 'lin', issue('lin', { label: 'a b' }), 'refused bad-field'],
  ])('%s: %s', (_name, by, command, said) => expect(given(roster, past).when(command, at(by)).said).toBe(said));

  it('is the eleventh only once another has expired', () => {
    const ten = [...past, ...Array.from({ length: 10 }, (_, index) => token('lin', 'lin', `tok-x${index}`))];
    const again = given(roster, ten);
    expect(again.when(issue('lin'), at('lin')).said).toBe('refused too-many-tokens');
    expect(again.when(issue('lin'), at('lin', T0 + 31 * day)).said).toBe('token.issued');
  });

  it('is an account of its person, until it is revoked or the person is', () => {
    const issued = stateOf(roster, [...past, token('lin')]);
    expect(personOf(issued, tokenIdentity('tok-1'))?.id).toBe('lin');
    const revoked = stateOf(roster, [...past, token('lin'), entry({ type: 'token.revoked', id: 'tok-1', by: 'lin' })]);
    expect(personOf(revoked, tokenIdentity('tok-1'))).toBeUndefined();
    expect(revoked.tokens).toEqual({});
    expect(revoked.people.lin?.identities).toHaveLength(1);
    const gone = stateOf(roster, [...past, token('lin'), entry({ type: 'person.revoked', person: 'lin', by: 'ada' })]);
    expect([gone.tokens, gone.people.lin?.identities]).toEqual([{}, []]);
  });

  it('lets a program act, as one human with the admin who was shown its token', () => {
    const state = stateOf(roster, [...past, token('bot', 'ada')]);
    expect(standing(state, 'bot', T0).roles).toEqual(['reviewer']);
    expect(humans(state)).toEqual({ bot: 'ada' });
    expect(humans(stateOf(roster, [...past, token('rui')]))).toEqual({});
  });
});

describe('revoking', () => {
  const state = [...past, token('bot', 'rui')];
  it.each([
    ['its maker', 'rui', 'token.revoked'],
    ['an admin', 'ada', 'token.revoked'],
    ['anybody else learns nothing', 'lin', 'refused unknown-token'],
  ])('%s', (_name, by, said) =>
    expect(given(roster, state).when({ do: 'revoke-token', id: 'tok-1' }, at(by)).said).toBe(said),
  );
});
