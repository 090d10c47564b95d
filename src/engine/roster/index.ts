/** The decider of the roster log: people, roles, tenants, rooms. Changes to who may decide are decided and kept like everything else. */

import { deadline } from '../catalog/durations.ts';
import { type Decider, type Decision, type Fresh, happened, refused, type Stamp, silence, withValue } from '../core.ts';
import { namePattern } from '../tenant/connection-fields.ts';
import { type Role, roles } from '../tenant/lifecycle.ts';
import { evolveTrust, forget, isTrustEvent } from './evolve-trust.ts';
import type { RosterCommand, RosterEvent, RosterFacts } from './messages.ts';
import {
  accountKey,
  boundRoom,
  emptyRoster,
  type LinkedIdentity,
  type Person,
  personById,
  personOf,
  type RosterState,
  sameIdentity,
  tenantById,
  withRoom,
} from './model.ts';
import { decideToken, evolveToken, isTokenCommand, isTokenEvent, type TokenCommand } from './token.ts';
import { decideTrust, isTrustCommand } from './trust.ts';
import type { TrustCommand } from './trust-messages.ts';
import { decideWebhook, evolveWebhook, isWebhookCommand, isWebhookEvent, type WebhookCommand } from './webhook.ts';

export type { RosterCommand, RosterEvent, RosterFacts } from './messages.ts';

const isAdmin = (state: RosterState, person: string) => personById(state, person)?.roles.includes('admin') === true;

function bad(field: string, value: string, expect: string): Decision<never> {
  return refused('bad-field', { field, value, values: { expect } });
}

function badRoles(wanted: readonly string[], tenant: string | undefined): Decision<never> | undefined {
  const unknown = wanted.find((role) => !(roles as readonly string[]).includes(role));
  if (unknown !== undefined || wanted.length === 0) return bad('roles', unknown ?? '', 'roles');
  if (wanted.includes('customer') !== (tenant !== undefined))
    return bad('tenant', tenant ?? '', 'tenant-for-customers');
  // A customer who also decides for the provider could approve a colleague's wish: kept apart.
  if (tenant !== undefined && wanted.some((role) => role !== 'customer'))
    return bad('roles', wanted.join(','), 'roles-apart');
  return undefined;
}

function decide(command: RosterCommand, state: RosterState, facts: RosterFacts): Decision<RosterEvent> {
  if (isTrustCommand(command)) return decideTrust(command, state, facts);
  if (isTokenCommand(command)) return decideToken(command, state, facts);
  if (isWebhookCommand(command)) return decideWebhook(command, state, facts);
  switch (command.do) {
    case 'appoint': {
      if (Object.values(state.people).some((person) => person.roles.includes('admin'))) return silence;
      const { person: id, name, identity } = command;
      return happened<RosterEvent>({
        type: 'person.added',
        by: facts.by,
        person: { id, name, language: 'en', roles: ['admin'], identities: [identity] },
      });
    }
    case 'link':
      return link(command, state, facts);
    case 'invite-self': {
      if (!personById(state, facts.by)?.identities.length) return refused('not-linked');
      if (state.invites.some((row) => row.digest === command.digest)) return silence;
      return happened<RosterEvent>({
        type: 'person.invited',
        person: facts.by,
        digest: command.digest,
        validUntil: validUntil(facts),
        by: facts.by,
      });
    }
    case 'set-language':
      if (command.person !== facts.by && !isAdmin(state, facts.by))
        return refused('not-your-role', { values: { command: 'language', roles: ['admin'] } });
      if (!personById(state, command.person))
        return refused('unknown-person', { field: 'person', value: command.person });
      if (personById(state, command.person)?.language === command.language) return silence;
      return happened<RosterEvent>({ type: 'person.language-set', person: command.person, language: command.language });
    default:
      if (!isAdmin(state, facts.by))
        return refused('not-your-role', { values: { command: command.do, roles: ['admin'] } });
      return decideAsAdmin(command, state, facts);
  }
}

const validUntil = (facts: RosterFacts) => deadline('invite.valid', facts.at, facts.pace, facts.calendar);

function link(
  command: Extract<RosterCommand, { do: 'link' }>,
  state: RosterState,
  facts: RosterFacts,
): Decision<RosterEvent> {
  const holder = personOf(state, command.identity);
  const invite = state.invites.find((row) => row.digest === command.digest);
  if (holder && invite?.person === holder.id) return silence;
  if (!invite || invite.validUntil < facts.at || !personById(state, invite.person))
    return refused('bad-code', { field: 'code' });
  if (holder) return refused('already-linked', { value: holder.name });
  return happened<RosterEvent>({
    type: 'person.linked',
    person: invite.person,
    identity: command.identity,
    digest: command.digest,
  });
}

type AdminCommand = Exclude<
  RosterCommand,
  TrustCommand | TokenCommand | WebhookCommand | { do: 'appoint' | 'link' | 'invite-self' | 'set-language' }
>;

function decideAsAdmin(command: AdminCommand, state: RosterState, facts: RosterFacts): Decision<RosterEvent> {
  const by = facts.by;
  switch (command.do) {
    case 'add-tenant': {
      const known = tenantById(state, command.tenant);
      if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(command.tenant)) return bad('tenant', command.tenant, 'tenant-id');
      if (command.title.length === 0 || command.title.length > 64) return bad('title', command.title, 'title');
      if (known && known.title === command.title && known.realName === command.realName) return silence;
      return happened<RosterEvent>({
        type: 'tenant.added',
        tenant: { id: command.tenant, title: command.title, realName: command.realName },
        by,
      });
    }
    case 'invite': {
      // A person is added once; a second invitation would replace their roles and identities.
      if (personById(state, command.person)) return silence;
      if (!namePattern.test(command.name)) return bad('name', command.name, 'name');
      if (command.tenant !== undefined && !tenantById(state, command.tenant))
        return refused('unknown-tenant', { field: 'tenant', value: command.tenant });
      const wrong = badRoles(command.roles, command.tenant);
      if (wrong) return wrong;
      const person: Person = {
        id: command.person,
        name: command.name,
        language: command.language,
        roles: command.roles as readonly Role[],
        identities: [],
        ...(command.tenant === undefined ? {} : { tenant: command.tenant }),
      };
      return happened<RosterEvent>(
        { type: 'person.added', person, by },
        { type: 'person.invited', person: person.id, digest: command.digest, validUntil: validUntil(facts), by },
      );
    }
    case 'set-roles': {
      const person = personById(state, command.person);
      if (!person) return refused('unknown-person', { field: 'person', value: command.person });
      const wrong = badRoles(command.roles, person.tenant);
      if (wrong) return wrong;
      if (removesLastAdmin(state, person.id, command.roles))
        return refused('last-admin', { field: 'person', value: person.name });
      if ([...person.roles].sort().join() === [...command.roles].sort().join()) return silence;
      return happened<RosterEvent>({
        type: 'person.roles-set',
        person: person.id,
        roles: command.roles as readonly Role[],
        by,
      });
    }
    case 'revoke': {
      const person = personById(state, command.person);
      if (!person) return refused('unknown-person', { field: 'person', value: command.person });
      if (removesLastAdmin(state, person.id, [])) return refused('last-admin', { field: 'person', value: person.name });
      if (person.identities.length === 0 && person.roles.length === 0) return silence;
      const { identities: lost, tenant } = person;
      const from = tenant === undefined ? {} : { tenant };
      return happened<RosterEvent>({ type: 'person.revoked', person: person.id, by, lost, ...from });
    }
    case 'bind-room': {
      const { room } = command;
      if (room.tenant !== undefined && !tenantById(state, room.tenant))
        return refused('unknown-tenant', { field: 'tenant', value: room.tenant });
      if ((room.purpose === 'tenant') !== (room.tenant !== undefined))
        return bad('tenant', room.tenant ?? '', 'tenant-for-room');
      const bound = boundRoom(state, room);
      if (bound && bound.purpose === room.purpose && bound.tenant === room.tenant && bound.language === room.language)
        return silence;
      return happened<RosterEvent>({ type: 'room.bound', room, by });
    }
  }
}

/** An admin who never linked an account cannot act: they do not count. */
function removesLastAdmin(state: RosterState, person: string, wanted: readonly string[]): boolean {
  const admins = Object.values(state.people).filter((row) => row.roles.includes('admin') && row.identities.length > 0);
  return !wanted.includes('admin') && admins.length === 1 && admins[0]?.id === person;
}

function withHolder(
  held: RosterState['held'],
  identity: LinkedIdentity,
  person: string,
  fresh?: Fresh,
): RosterState['held'] {
  const key = accountKey(identity);
  const before = held[key] ?? [];
  return before.includes(person) ? held : withValue(held, key, [...before, person], fresh);
}

function evolve(state: RosterState, event: RosterEvent, stamp: Stamp, fresh?: Fresh): RosterState {
  const next = { ...state, version: stamp.version };
  if (isTrustEvent(event)) return { ...next, ...evolveTrust(state, event, stamp) };
  if (isTokenEvent(event))
    return { ...next, ...evolveToken(state, event, (identity, person, held) => withHolder(held, identity, person)) };
  if (isWebhookEvent(event)) return { ...next, webhooks: evolveWebhook(state, event) };
  const change = (id: string, to: (person: Person) => Person): RosterState => {
    const person = state.people[id];
    return person ? { ...next, people: withValue(state.people, id, to(person), fresh) } : next;
  };
  switch (event.type) {
    case 'person.added':
      return {
        ...next,
        people: withValue(state.people, event.person.id, event.person, fresh),
        held: event.person.identities.reduce((held, row) => withHolder(held, row, event.person.id, fresh), state.held),
      };
    case 'person.invited':
      return {
        ...next,
        invites: [...state.invites, { digest: event.digest, person: event.person, validUntil: event.validUntil }],
      };
    case 'person.linked': {
      const linked = change(event.person, (person) => ({
        ...person,
        identities: [...person.identities.filter((row) => !sameIdentity(row, event.identity)), event.identity],
      }));
      return {
        ...linked,
        invites: state.invites.filter((row) => row.digest !== event.digest),
        held: withHolder(state.held, event.identity, event.person, fresh),
      };
    }
    case 'person.roles-set':
      return change(event.person, (person) => ({ ...person, roles: event.roles }));
    case 'person.language-set':
      return change(event.person, (person) => ({ ...person, language: event.language }));
    case 'person.revoked': {
      const revoked = change(event.person, (person) => ({ ...person, roles: [], identities: [], tenant: undefined }));
      return {
        ...revoked,
        invites: state.invites.filter((row) => row.person !== event.person),
        tokens: Object.fromEntries(Object.entries(state.tokens).filter(([, row]) => row.person !== event.person)),
        ...forget(state, event.person),
      };
    }
    case 'tenant.added':
      return { ...next, tenants: withValue(state.tenants, event.tenant.id, event.tenant, fresh) };
    case 'room.bound':
      return { ...next, rooms: withRoom(state.rooms, event.room, fresh) };
  }
}

export const roster: Decider<RosterState, RosterCommand, RosterEvent, RosterFacts> = {
  initial: emptyRoster,
  decide,
  evolve,
};
