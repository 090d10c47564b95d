/** Policy changes, delegations, codes and broken glass: each guard by the refusal it gives. */
import { describe, expect, it } from 'vitest';
import { type RosterCommand, type RosterEvent, roster } from '../../../src/engine/roster/index.ts';
import { accountKey } from '../../../src/engine/roster/model.ts';
import { brokenFor, humans, standing } from '../../../src/engine/roster/standing.ts';
import { lockMs } from '../../../src/engine/roster/step-up.ts';
import { stepUpOf } from '../../../src/engine/roster/trust-model.ts';
import { given, type Past, stateOf } from '../core/given.ts';
import { day, hour, minute, T0 } from '../tenant/story.ts';
import { at, crew, entry, person, slack } from './crew.ts';

const people = [
  ...crew,
  entry(person('eva', ['admin'])),
  entry(person('fei', ['field'])),
  entry(person('ren', ['reviewer'])),
];
const enrolled = (who: string, counter = 100): RosterEvent => ({ type: 'step-up.enrolled', person: who, counter });
const proved = (who: string, proof: string, counter = 101): RosterEvent => ({
  type: 'step-up.proved',
  person: who,
  counter,
  proof,
});
type Log = readonly Past<RosterEvent>[];
const said = (past: Log, command: RosterCommand, by: string, now = T0) =>
  given(roster, past).when(command, at(by, now)).said;

describe('a change of policy', () => {
  const two = { stages: [{ role: 'reviewer', count: 2 }], stepUp: false } as const;
  const ask = { do: 'ask-policy', id: 'pol-1', risk: 'order', rule: two } as const;
  const asked: RosterEvent = { type: 'policy.asked', id: 'pol-1', risk: 'order', rule: two, by: 'ada' };
  const waiting = [...people, entry(asked)];
  const ready = [
    ...waiting,
    entry(enrolled('eva'), proved('eva', 'd-1')),
    entry(enrolled('ada'), proved('ada', 'd-1')),
  ];
  const approve = { do: 'approve-policy', id: 'pol-1', proof: 'd-1' } as const;
  const reject = { do: 'reject-policy', id: 'pol-1', reason: 'too slow' } as const;
  const loose = { ...ask, rule: { stages: [], stepUp: false } } as const;

  it.each<[string, Log, RosterCommand, string, string]>([
    ['is asked for by an admin', people, ask, 'ada', 'policy.asked'],
    ['by nobody else', people, ask, 'rui', 'refused not-your-role'],
    ['once', waiting, { ...ask, id: 'pol-2' }, 'eva', 'silence'],
    ['must be a rule that can stand', people, loose, 'ada', 'refused bad-field'],
    ['is approved by another admin', ready, approve, 'eva', 'policy.set'],
    ['never by its author', ready, approve, 'ada', 'refused own-request'],
    ['never by a reviewer', ready, approve, 'rui', 'refused not-your-role'],
    ['needs a code', waiting, approve, 'eva', 'refused code-needed'],
    ['needs the code of this very delivery', ready, { ...approve, proof: 'd-2' }, 'eva', 'refused code-needed'],
    ['is rejected by any admin', waiting, reject, 'eva', 'policy.rejected'],
    ['is taken back by its author', waiting, reject, 'ada', 'policy.rejected'],
    ['that does not wait is none', people, approve, 'eva', 'refused unknown-request'],
  ])('%s', (_name, past, command, by, expected) => expect(said(past, command, by)).toBe(expected));

  it('holds once it is set, and not before', () => {
    expect(stateOf(roster, waiting).policy.order).toBeUndefined();
    expect(given(roster, ready).when(approve, at('eva')).after.policy.order).toEqual(two);
  });

  it('is not approved from the author’s second record', () => {
    // Ada is revoked and comes back as another person with the same account.
    const twice = [
      ...waiting,
      entry({ type: 'person.revoked', person: 'ada', by: 'eva' }),
      entry(person('ada2', ['admin'], { identities: [slack('ada')] }), asked),
      entry(enrolled('ada2'), proved('ada2', 'd-1')),
    ];
    expect(said(twice, approve, 'ada2')).toBe('refused own-request');
  });
});

describe('a delegation', () => {
  const lend = { do: 'delegate', id: 'lend-1', to: 'fei', roles: ['reviewer'], until: T0 + day } as const;
  const lent: RosterEvent = {
    type: 'delegation.given',
    id: 'lend-1',
    from: 'rui',
    to: 'fei',
    role: 'reviewer',
    until: T0 + day,
  };
  const away = [...people, entry(lent)];

  it.each<[string, Log, RosterCommand, string, string]>([
    ['lends one’s own role', people, lend, 'rui', 'delegation.given'],
    ['lends no role one does not have', people, { ...lend, roles: ['finance'] }, 'rui', 'refused bad-field'],
    ['lends no admin’s role', people, { ...lend, roles: ['admin'] }, 'ada', 'refused bad-field'],
    ['lends nothing borrowed', away, { ...lend, to: 'ren' }, 'fei', 'refused bad-field'],
    ['to oneself is none', people, { ...lend, to: 'rui' }, 'rui', 'refused delegate-self'],
    ['to a customer is none', people, { ...lend, to: 'lin' }, 'rui', 'refused delegate-staff'],
    ['to nobody is none', people, { ...lend, to: 'ghost' }, 'rui', 'refused unknown-person'],
    ['ends in the future', people, { ...lend, until: T0 }, 'rui', 'refused bad-field'],
    ['ends within 90 days', people, { ...lend, until: T0 + 91 * day }, 'rui', 'refused bad-field'],
    ['needs an account', people, lend, 'stranger', 'refused not-linked'],
    ['is ended by the lender', away, { do: 'end-delegation', id: 'lend-1' }, 'rui', 'delegation.ended'],
    ['by an admin', away, { do: 'end-delegation', id: 'lend-1' }, 'ada', 'delegation.ended'],
    ['by nobody else', away, { do: 'end-delegation', id: 'lend-1' }, 'ren', 'refused not-your-role'],
  ])('%s', (_name, past, command, by, expected) => expect(said(past, command, by)).toBe(expected));

  it('holds to its last millisecond, with the lender’s name', () => {
    const state = stateOf(roster, away);
    const borrowed = { person: 'fei', roles: ['field', 'reviewer'], lent: [{ role: 'reviewer', from: 'rui' }] };
    expect(standing(state, 'fei', T0 + day)).toEqual(borrowed);
    expect(standing(state, 'fei', T0 + day + 1)).toEqual({ person: 'fei', roles: ['field'], lent: [] });
  });

  it.each<[string, RosterEvent]>([
    ['the lender loses the role', { type: 'person.roles-set', person: 'rui', roles: ['field'], by: 'ada' }],
    ['the lender is revoked', { type: 'person.revoked', person: 'rui', by: 'ada' }],
    ['the delegate is revoked', { type: 'person.revoked', person: 'fei', by: 'ada' }],
    ['it is ended', { type: 'delegation.ended', id: 'lend-1', by: 'rui' }],
  ])('is over at once when %s', (_name, event) =>
    expect(standing(stateOf(roster, [...away, entry(event)]), 'fei', T0).roles).not.toContain('reviewer'),
  );

  it('makes no chain, even where history holds one', () => {
    const chain = [...away, entry({ ...lent, id: 'lend-2', from: 'fei', to: 'ada' })];
    expect(standing(stateOf(roster, chain), 'ada', T0).roles).toEqual(['admin']);
  });

  it('gives a customer nothing, even where history says so', () => {
    const odd = [...people, entry({ ...lent, to: 'lin' })];
    expect(standing(stateOf(roster, odd), 'lin', T0).roles).toEqual(['customer']);
  });
});

describe('a code', () => {
  const prove = (counter?: number) =>
    ({ do: 'prove', proof: 'd-1', ...(counter === undefined ? {} : { counter }) }) as const;
  const ready = [...people, entry(enrolled('rui'))];
  const failed = (wrong: number, lockedUntil = 0): RosterEvent => ({
    type: 'step-up.failed',
    person: 'rui',
    wrong,
    lockedUntil,
  });

  it.each<[string, Log, RosterCommand, string]>([
    ['is taken when it is newer than the last', ready, prove(101), 'step-up.proved'],
    ['is spent once used', ready, prove(100), 'step-up.failed'],
    ['of an earlier step is spent too', ready, prove(99), 'step-up.failed'],
    ['that is wrong is counted', ready, prove(), 'step-up.failed'],
    ['needs an authenticator', people, prove(101), 'refused enrol-first'],
    ['enrols once', ready, { do: 'enrol', counter: 101 }, 'refused enrolled-already'],
    ['enrols', people, { do: 'enrol', counter: 101 }, 'step-up.enrolled'],
    ['that is wrong enrols nobody', people, { do: 'enrol' }, 'step-up.failed'],
    ['is refused while locked, right or wrong', [...ready, entry(failed(5, T0 + 1))], prove(101), 'refused locked'],
    ['is heard again after the lock', [...ready, entry(failed(5, T0))], prove(101), 'step-up.proved'],
  ])('%s', (_name, past, command, expected) => expect(said(past, command, 'rui')).toBe(expected));

  it('locks after five wrong ones, twice as long each time, for an hour at most', () => {
    expect([4, 5, 6, 7, 11, 1_000].map(lockMs)).toEqual([0, minute, 2 * minute, 4 * minute, hour, hour]);
    given(roster, [...ready, entry(failed(4))])
      .when(prove(), at('rui'))
      .happens(failed(5, T0 + minute));
  });

  it('right after wrong ones forgives them', () =>
    expect(stepUpOf(given(roster, [...ready, entry(failed(4))]).when(prove(101), at('rui')).after, 'rui')).toEqual({
      enrolled: true,
      lastCounter: 101,
      wrong: 0,
      lockedUntil: 0,
      proof: 'd-1',
    }));

  it('is reset by another admin, and what was used stays used', () => {
    const reset = { do: 'reset-step-up', person: 'rui' } as const;
    expect(said(ready, reset, 'ren')).toBe('refused not-your-role');
    expect(said([...ready, entry(enrolled('ada'))], { ...reset, person: 'ada' }, 'ada')).toBe('refused own-request');
    expect(stepUpOf(given(roster, ready).when(reset, at('ada')).after, 'rui')).toMatchObject({
      enrolled: false,
      lastCounter: 100,
    });
  });
});

describe('breaking the glass', () => {
  const reason = 'both reviewers are ill';
  const smash = { do: 'break-glass', subject: 'conn-1', reason, proof: 'd-1' } as const;
  const broken: RosterEvent = { type: 'glass.broken', by: 'ada', subject: 'conn-1', reason };
  const ready = [...people, entry(enrolled('ada'), proved('ada', 'd-1'))];
  const often = [...ready, entry(broken), entry(broken), entry(broken)];

  it.each<[string, Log, RosterCommand, string, string, number]>([
    ['is an admin’s', ready, smash, 'ada', 'glass.broken', T0],
    ['is nobody else’s', ready, smash, 'rui', 'refused not-your-role', T0],
    ['needs a code', people, smash, 'ada', 'refused code-needed', T0],
    ['needs a reason worth reading', ready, { ...smash, reason: 'quick' }, 'ada', 'refused bad-field', T0],
    ['happens three times a day', often, smash, 'ada', 'refused glass-limit', T0 + day - 1],
    ['and again the next', often, smash, 'ada', 'glass.broken', T0 + day],
  ])('%s', (_name, past, command, by, expected, now) => expect(said(past, command, by, now)).toBe(expected));

  it('is good for its subject, its admin and a minute', () => {
    const state = stateOf(roster, [...ready, entry(broken)]);
    expect(brokenFor(state, 'ada', 'conn-1', T0 + minute)).toBe(true);
    expect(brokenFor(state, 'ada', 'conn-1', T0 + minute + 1)).toBe(false);
    expect(brokenFor(state, 'ada', 'conn-2', T0)).toBe(false);
    expect(brokenFor(state, 'eva', 'conn-1', T0)).toBe(false);
  });
});

describe('one human', () => {
  it('is whoever ever held the same account, through any number of hands', () => {
    const held = { a: ['p-1', 'p-2'], b: ['p-2', 'p-3'], c: ['p-4'] };
    expect(humans({ held })).toEqual({ 'p-2': 'p-1', 'p-3': 'p-1' });
  });
  it('has accounts that no separator can forge', () =>
    expect(accountKey({ platform: 'slack', team: 'a/b', user: 'c' })).not.toBe(
      accountKey({ platform: 'slack', team: 'a', user: 'b/c' }),
    ));
});
