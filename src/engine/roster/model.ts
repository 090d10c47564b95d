/** People, tenants and rooms: who may act, where the cards go. Shapes and look-ups only. */
import { type Fresh, remembered } from '../core.ts';
import { defaultNotify, type Notify } from '../inbox/hours.ts';
import type { Role } from '../tenant/lifecycle.ts';
import type { Token } from './token.ts';
import { emptyTrust, type TrustState } from './trust-model.ts';
import type { Webhook } from './webhook.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly language: 'en' | 'zh';
  readonly roles: readonly Role[];
  /** Tenant a customer belongs to; staff belong to none. */
  readonly tenant?: string | undefined;
  readonly identities: readonly LinkedIdentity[];
}

export interface LinkedIdentity {
  /** `api`: a token, spoken for by programs; it has no rooms. */
  readonly platform: 'slack' | 'lark' | 'terminal' | 'api';
  readonly team: string;
  readonly user: string;
}

export interface Tenant {
  readonly id: string;
  readonly title: string;
  /** Enterprise real-name verification passed. */
  readonly realName: boolean;
}

export interface Room {
  readonly platform: Exclude<LinkedIdentity['platform'], 'api'>;
  readonly team: string;
  readonly room: string;
  readonly purpose: 'engineers' | 'tenant';
  readonly tenant?: string;
  readonly language: 'en' | 'zh';
}

export interface Invite {
  readonly digest: string;
  readonly person: string;
  readonly validUntil: number;
}

export interface RosterState extends TrustState {
  readonly version: number;
  readonly people: Readonly<Record<string, Person>>;
  readonly tenants: Readonly<Record<string, Tenant>>;
  readonly rooms: readonly Room[];
  readonly invites: readonly Invite[];
  readonly tokens: Readonly<Record<string, Token>>;
  readonly webhooks: Readonly<Record<string, Webhook>>;
}

export const emptyRoster: RosterState = {
  version: 0,
  people: {},
  tenants: {},
  rooms: [],
  invites: [],
  tokens: {},
  webhooks: {},
  ...emptyTrust,
};

/** People type ids: `constructor` names nobody. */
export function personById(state: RosterState, id: string): Person | undefined {
  return Object.hasOwn(state.people, id) ? state.people[id] : undefined;
}

export function tenantById(state: RosterState, id: string): Tenant | undefined {
  return Object.hasOwn(state.tenants, id) ? state.tenants[id] : undefined;
}

type Chat = LinkedIdentity & { readonly platform: Room['platform'] };

/** Accounts that can be spoken to; a token cannot. */
export function chatsOf(person: Pick<Person, 'identities'>): readonly Chat[] {
  return person.identities.filter((row): row is Chat => row.platform !== 'api');
}

export function sameIdentity(a: LinkedIdentity, b: LinkedIdentity): boolean {
  return a.platform === b.platform && a.team === b.team && a.user === b.user;
}

export const accountKey = (identity: LinkedIdentity) =>
  [identity.platform, identity.team, identity.user].map(encodeURIComponent).join('/');

/** Asked with everything that is heard: looks only at those who ever held the account. */
export function personOf(state: RosterState, identity: LinkedIdentity): Person | undefined {
  const key = accountKey(identity);
  const holders = Object.hasOwn(state.held, key) ? (state.held[key] ?? []) : [];
  return holders
    .flatMap((id) => personById(state, id) ?? [])
    .find((person) => person.identities.some((known) => sameIdentity(known, identity)));
}

/** Parted by tenant, those of no tenant under `undefined`. */
function byTenant<T extends { readonly tenant?: string | undefined }>(
  rows: readonly T[],
): Map<string | undefined, T[]> {
  const parts = new Map<string | undefined, T[]>();
  for (const row of rows) {
    const part = parts.get(row.tenant);
    if (part) part.push(row);
    else parts.set(row.tenant, [row]);
  }
  return parts;
}

const peopleByTenant = remembered((people: RosterState['people']) => byTenant(Object.values(people)));
const roomsByTenant = remembered((rooms: RosterState['rooms']) => byTenant(rooms));

/** A tenant's people in the order they came; without a tenant, those who belong to none: staff, and whoever was revoked. */
export function peopleOf(state: Pick<RosterState, 'people'>, tenant: string | undefined): readonly Person[] {
  return peopleByTenant(state.people).get(tenant) ?? [];
}

export function roomsFor(
  state: Pick<RosterState, 'rooms'>,
  tenant: string,
): { readonly staff: readonly Room[]; readonly customer: readonly Room[] } {
  const rooms = roomsByTenant(state.rooms);
  return {
    staff: (rooms.get(undefined) ?? []).filter((room) => room.purpose === 'engineers'),
    customer: (rooms.get(tenant) ?? []).filter((room) => room.purpose === 'tenant'),
  };
}

const sameRoom = (a: Room, b: Room) => a.platform === b.platform && a.team === b.team && a.room === b.room;
const roomKey = (room: Room) => JSON.stringify([room.platform, room.team, room.room]);
const roomKeys = remembered((rooms: RosterState['rooms']) => new Map(rooms.map((room) => [roomKey(room), room])));

export function boundRoom(state: Pick<RosterState, 'rooms'>, room: Room): Room | undefined {
  return roomKeys(state.rooms).get(roomKey(room));
}

/** A room bound anew goes to the end. */
export function withRoom(rooms: RosterState['rooms'], room: Room, fresh?: Fresh): RosterState['rooms'] {
  const known = roomKeys(rooms).has(roomKey(room));
  if (!known && fresh?.has(rooms)) {
    (rooms as Room[]).push(room);
    roomKeys(rooms).set(roomKey(room), room);
    return rooms;
  }
  const next = [...(known ? rooms.filter((row) => !sameRoom(row, room)) : rooms), room];
  fresh?.add(next);
  return next;
}

/** When a person may be spoken to; unless they say otherwise, always. */
export function notifyOf(state: RosterState, person: string): Notify {
  const known = Object.hasOwn(state.notify, person) ? state.notify[person] : undefined;
  return known ?? defaultNotify;
}
