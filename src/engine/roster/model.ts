/** People, tenants and rooms: who may act, where the cards go. Shapes and look-ups only. */
import { defaultNotify, type Notify } from '../inbox/hours.ts';
import type { Role } from '../tenant/lifecycle.ts';
import { emptyTrust, type TrustState } from './trust-model.ts';

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
  readonly platform: 'slack' | 'lark' | 'terminal';
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
  readonly platform: LinkedIdentity['platform'];
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
}

export const emptyRoster: RosterState = { version: 0, people: {}, tenants: {}, rooms: [], invites: [], ...emptyTrust };

/** People type ids: `constructor` names nobody. */
export function personById(state: RosterState, id: string): Person | undefined {
  return Object.hasOwn(state.people, id) ? state.people[id] : undefined;
}

export function tenantById(state: RosterState, id: string): Tenant | undefined {
  return Object.hasOwn(state.tenants, id) ? state.tenants[id] : undefined;
}

export function sameIdentity(a: LinkedIdentity, b: LinkedIdentity): boolean {
  return a.platform === b.platform && a.team === b.team && a.user === b.user;
}

export function personOf(state: RosterState, identity: LinkedIdentity): Person | undefined {
  return Object.values(state.people).find((person) => person.identities.some((known) => sameIdentity(known, identity)));
}

export function roomsFor(
  state: RosterState,
  tenant: string,
): { readonly staff: readonly Room[]; readonly customer: readonly Room[] } {
  return {
    staff: state.rooms.filter((room) => room.purpose === 'engineers'),
    customer: state.rooms.filter((room) => room.purpose === 'tenant' && room.tenant === tenant),
  };
}

/** When a person may be spoken to; unless they say otherwise, always. */
export function notifyOf(state: RosterState, person: string): Notify {
  const known = Object.hasOwn(state.notify, person) ? state.notify[person] : undefined;
  return known ?? defaultNotify;
}
