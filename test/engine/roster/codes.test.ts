/** Invitations and one-time codes: valid for a while, once, for one person; and what revoking takes away. */
import { describe, expect, it } from 'vitest';
import { type RosterCommand, type RosterEvent, roster } from '../../../src/engine/roster/index.ts';
import { type LinkedIdentity, personOf } from '../../../src/engine/roster/model.ts';
import { given, type Past, stateOf } from '../core/given.ts';
import { day, minute, T0 } from '../tenant/story.ts';
import { at, crew, entry, invite, invited, person, slack } from './crew.ts';

describe('an invitation', () => {
  it('adds the person without any account and holds a day', () =>
    given(roster, crew)
      .when(invite(['customer'], 'acme'), at('ada'))
      .happens(
        {
          type: 'person.added',
          by: 'ada',
          person: { id: 'p-9', name: 'new', language: 'zh', roles: ['customer'], identities: [], tenant: 'acme' },
        },
        { type: 'person.invited', person: 'p-9', digest: 'd-9', validUntil: T0 + day, by: 'ada' },
      ));

  it('holds ten minutes at demo pace', () =>
    expect(given(roster, crew).when(invite(['field']), at('ada', T0, 'demo')).after.invites).toEqual([
      { digest: 'd-9', person: 'p-9', validUntil: T0 + 10 * minute },
    ]));

  it('never replaces a person who is there', () =>
    given(roster, crew)
      .when({ ...invite(['admin']), person: 'lin' }, at('ada'))
      .silent());

  it('to oneself needs an account', () => {
    const self = { do: 'invite-self', digest: 'd-8' } as const;
    given(roster, crew)
      .when(self, at('lin'))
      .happens({ type: 'person.invited', person: 'lin', digest: 'd-8', validUntil: T0 + day, by: 'lin' });
    given(roster, [...crew, entry(invited('lin', 'd-8'))])
      .when(self, at('lin'))
      .silent();
    given(roster, crew).when(self, at('stranger')).refuses({ code: 'not-linked' });
  });
});

describe('a one-time code', () => {
  const link = (digest: string, identity: LinkedIdentity) => ({ do: 'link', digest, identity }) as const;
  const waiting = [...crew, entry(person('p-9', ['field'], { identities: [] }), invited('p-9', 'd-9'))];
  const used = [...waiting, entry({ type: 'person.linked', person: 'p-9', identity: slack('U9'), digest: 'd-9' })];
  const revoked = [...waiting, entry({ type: 'person.revoked', person: 'p-9', by: 'ada' })];
  const selfInvited = [...crew, entry(invited('lin', 'd-8'))];

  it.each<[string, readonly Past<RosterEvent>[], RosterCommand, number, string]>([
    ['links', waiting, link('d-9', slack('U9')), T0, 'person.linked'],
    ['links to its last millisecond', waiting, link('d-9', slack('U9')), T0 + day, 'person.linked'],
    ['expires', waiting, link('d-9', slack('U9')), T0 + day + 1, 'refused bad-code'],
    ['must be right', waiting, link('d-8', slack('U9')), T0, 'refused bad-code'],
    ['works once', used, link('d-9', slack('U7')), T0, 'refused bad-code'],
    ['of a revoked person is void', revoked, link('d-9', slack('U9')), T0, 'refused bad-code'],
    ['does not move an account to another person', waiting, link('d-9', slack('lin')), T0, 'refused already-linked'],
    ['says nothing of accounts when it is wrong', waiting, link('d-8', slack('lin')), T0, 'refused bad-code'],
    ['links a second account', selfInvited, link('d-8', { ...slack('lin'), platform: 'lark' }), T0, 'person.linked'],
    ['for one’s own account is silence', selfInvited, link('d-8', slack('lin')), T0, 'silence'],
  ])('%s', (_name, past, command, now, said) => {
    expect(given(roster, past).when(command, at('unlinked', now)).said).toBe(said);
  });

  it('is gone once used', () => {
    const state = stateOf(roster, used);
    expect(state.invites).toEqual([]);
    expect(personOf(state, slack('U9'))?.id).toBe('p-9');
  });

  it('tells accounts of two workspaces apart', () =>
    expect(personOf(stateOf(roster, used), { ...slack('U9'), team: 'T2' })).toBeUndefined());
});

describe('a revoked person', () => {
  const gone = [...crew, entry(invited('lin', 'd-8')), entry({ type: 'person.revoked', person: 'lin', by: 'ada' })];
  it('keeps a name, and no role, account, tenant or code', () => {
    const state = stateOf(roster, gone);
    expect(state.people.lin).toMatchObject({ name: 'lin', roles: [], identities: [], tenant: undefined });
    expect(state.invites).toEqual([]);
  });
  it('stays revoked', () => {
    given(roster, gone).when({ do: 'revoke', person: 'lin' }, at('ada')).silent();
    given(roster, gone).when({ do: 'invite-self', digest: 'd-7' }, at('lin')).refuses({ code: 'not-linked' });
  });
});
