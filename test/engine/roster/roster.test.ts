/** Roles: who may change the roster, which roles go together, and the last admin. */
import { describe, expect, it } from 'vitest';
import { type RosterCommand, type RosterEvent, roster } from '../../../src/engine/roster/index.ts';
import { given, type Past } from '../core/given.ts';
import { at, bad, crew, entry, invite, person, setRoles, slack } from './crew.ts';

describe('the first admin', () => {
  const appoint = { do: 'appoint', person: 'ada', name: 'Ada', identity: slack('ada') } as const;
  it('comes from the configuration', () =>
    given(roster, [])
      .when(appoint, at('system'))
      .happens({
        type: 'person.added',
        by: 'system',
        person: { id: 'ada', name: 'Ada', language: 'en', roles: ['admin'], identities: [slack('ada')] },
      }));
  it('once', () =>
    given(roster, crew)
      .when({ ...appoint, person: 'eve' }, at('system'))
      .silent());
});

describe('who may change the roster', () => {
  const room = { platform: 'slack', team: 'T1', room: 'C1', purpose: 'engineers', language: 'en' } as const;
  const changes: readonly RosterCommand[] = [
    { do: 'add-tenant', tenant: 'beta', title: 'Beta', realName: false },
    invite(['reviewer']),
    setRoles('rui', ['field']),
    { do: 'revoke', person: 'rui' },
    { do: 'bind-room', room },
    { do: 'set-language', person: 'lin', language: 'zh' },
  ];
  it.each(changes)('an admin: $do', (command) => {
    expect(given(roster, crew).when(command, at('ada')).said).toMatch(/^[a-z]+\.[a-z]/);
  });
  it.each(changes)('nobody else: $do', (command) => {
    for (const by of ['rui', 'stranger', 'constructor'])
      expect(given(roster, crew).when(command, at(by)).said).toBe('refused not-your-role');
  });
  it('everybody their own language', () => {
    const own = { do: 'set-language', person: 'lin', language: 'zh' } as const;
    given(roster, crew).when(own, at('lin')).happens({ type: 'person.language-set', person: 'lin', language: 'zh' });
    given(roster, crew)
      .when({ ...own, language: 'en' }, at('lin'))
      .silent();
  });
  it('nobody who is not there', () =>
    given(roster, crew)
      .when({ do: 'set-language', person: 'ghost', language: 'zh' }, at('ghost'))
      .refuses({ code: 'unknown-person', field: 'person', value: 'ghost' }));
});

describe('roles', () => {
  it.each<[string, RosterCommand, ReturnType<typeof bad>]>([
    ['unknown', invite(['king']), bad('roles', 'king', 'roles')],
    ['the engine’s own', invite(['system']), bad('roles', 'system', 'roles')],
    ['none', invite([]), bad('roles', '', 'roles')],
    ['a customer of nobody', invite(['customer']), bad('tenant', '', 'tenant-for-customers')],
    ['staff of a tenant', invite(['reviewer'], 'acme'), bad('tenant', 'acme', 'tenant-for-customers')],
    [
      'customer and reviewer',
      invite(['customer', 'reviewer'], 'acme'),
      bad('roles', 'customer,reviewer', 'roles-apart'),
    ],
    ['customer and admin', setRoles('lin', ['customer', 'admin']), bad('roles', 'customer,admin', 'roles-apart')],
    ['a reviewer turned customer', setRoles('rui', ['customer']), bad('tenant', '', 'tenant-for-customers')],
    ['a customer turned reviewer', setRoles('lin', ['reviewer']), bad('tenant', 'acme', 'tenant-for-customers')],
    ['a bad name', invite(['reviewer'], undefined, 'Rui Li'), bad('name', 'Rui Li', 'name')],
  ])('refused: %s', (_name, command, refusal) => {
    given(roster, crew).when(command, at('ada')).refuses(refusal);
  });

  it.each(['nowhere', 'constructor', '__proto__'])('refused: customer of the unknown tenant “%s”', (tenant) => {
    given(roster, crew)
      .when(invite(['customer'], tenant), at('ada'))
      .refuses({ code: 'unknown-tenant', field: 'tenant', value: tenant });
  });

  it.each(['p-9', 'constructor', '__proto__'])('of the unknown person “%s” cannot be set or revoked', (ghost) => {
    const refusal = { code: 'unknown-person', field: 'person', value: ghost };
    given(roster, crew)
      .when(setRoles(ghost, ['field']), at('ada'))
      .refuses(refusal);
    given(roster, crew).when({ do: 'revoke', person: ghost }, at('ada')).refuses(refusal);
  });

  it('may be several for staff', () =>
    given(roster, crew)
      .when(setRoles('rui', ['field', 'reviewer', 'finance']), at('ada'))
      .happens({ type: 'person.roles-set', person: 'rui', roles: ['field', 'reviewer', 'finance'], by: 'ada' }));

  it('in another order are the same roles', () => {
    const both = [...crew, entry(person('kai', ['reviewer', 'field']))];
    given(roster, both)
      .when(setRoles('kai', ['field', 'reviewer']), at('ada'))
      .silent();
  });
});

describe('the last admin', () => {
  const linked = entry(person('eve', ['admin', 'field']));
  const neverLinked = entry(person('eve', ['admin'], { identities: [] }));
  const revokeAda = { do: 'revoke', person: 'ada' } as const;
  it.each<[string, readonly Past<RosterEvent>[], RosterCommand, string]>([
    ['cannot be revoked', crew, revokeAda, 'refused last-admin'],
    ['cannot lay the role down', crew, setRoles('ada', ['field']), 'refused last-admin'],
    ['may take another role on', crew, setRoles('ada', ['admin', 'field']), 'person.roles-set'],
    ['is not last beside another', [...crew, linked], revokeAda, 'person.revoked'],
    ['is last beside one who never linked', [...crew, neverLinked], revokeAda, 'refused last-admin'],
    [
      'does not protect one who never linked',
      [...crew, neverLinked],
      { do: 'revoke', person: 'eve' },
      'person.revoked',
    ],
  ])('%s', (_name, past, command, said) => {
    expect(given(roster, past).when(command, at('ada')).said).toBe(said);
  });
});
