/** Tenants and rooms: ids, titles, and whose room it is. */
import { describe, expect, it } from 'vitest';
import { type RosterCommand, roster } from '../../../src/engine/roster/index.ts';
import { roomsFor } from '../../../src/engine/roster/model.ts';
import { given } from '../core/given.ts';
import { at, crew, entry } from './crew.ts';

describe('tenants', () => {
  const add = (tenant: string, title = 'Beta', realName = false) =>
    ({ do: 'add-tenant', tenant, title, realName }) as const;
  it.each([
    [add('beta'), 'tenant.added'],
    [add('0-9'), 'tenant.added'],
    [add('b'.repeat(32)), 'tenant.added'],
    [add('b'.repeat(33)), 'refused bad-field'],
    [add('Beta'), 'refused bad-field'],
    [add('-beta'), 'refused bad-field'],
    [add('贝塔'), 'refused bad-field'],
    [add('a:b'), 'refused bad-field'],
    [add(''), 'refused bad-field'],
    [add('beta', '贝塔科技（上海）'), 'tenant.added'],
    [add('beta', ''), 'refused bad-field'],
    [add('beta', 'x'.repeat(65)), 'refused bad-field'],
    [add('acme', 'Acme', true), 'silence'],
    [add('acme', 'Acme', false), 'tenant.added'],
    [add('constructor'), 'tenant.added'],
  ])('$tenant “$title”', (command, said) => {
    expect(given(roster, crew).when(command, at('ada')).said).toBe(said);
  });
});

describe('rooms', () => {
  const staff = { platform: 'slack', team: 'T1', room: 'C1', purpose: 'engineers', language: 'en' } as const;
  const ours = { ...staff, room: 'C2', purpose: 'tenant', tenant: 'acme', language: 'zh' } as const;
  const bound = [
    ...crew,
    entry({ type: 'room.bound', room: staff, by: 'ada' }, { type: 'room.bound', room: ours, by: 'ada' }),
  ];
  const { tenant: _tenant, ...nobodys } = ours;
  it.each<[string, Extract<RosterCommand, { do: 'bind-room' }>['room'], string]>([
    ['of the engineers', { ...staff, room: 'C3' }, 'room.bound'],
    ['of a tenant', { ...ours, room: 'C3' }, 'room.bound'],
    ['as it is', staff, 'silence'],
    ['in another language', { ...staff, language: 'zh' }, 'room.bound'],
    ['same name on another platform', { ...staff, platform: 'lark' }, 'room.bound'],
    ['of a tenant, but whose', nobodys, 'refused bad-field'],
    ['of the engineers and a tenant', { ...staff, tenant: 'acme' }, 'refused bad-field'],
    ['of an unknown tenant', { ...ours, tenant: 'beta' }, 'refused unknown-tenant'],
  ])('%s', (_name, room, said) => {
    expect(given(roster, bound).when({ do: 'bind-room', room }, at('ada')).said).toBe(said);
  });

  it('are one thing at a time: binding again replaces', () => {
    const turned = given(roster, bound).when({ do: 'bind-room', room: { ...ours, room: 'C1' } }, at('ada')).after;
    expect(roomsFor(turned, 'acme')).toEqual({ staff: [], customer: [ours, { ...ours, room: 'C1' }] });
    expect(roomsFor(turned, 'beta')).toEqual({ staff: [], customer: [] });
  });
});
