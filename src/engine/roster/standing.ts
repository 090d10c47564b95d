/** Who somebody is at this very moment: roles of their own, roles lent to them, the human behind the accounts. Decides nothing. */

import { remembered } from '../core.ts';
import type { Humans, Voter } from '../policy/votes.ts';
import type { Role } from '../tenant/lifecycle.ts';
import { type Person, personById, type RosterState } from './model.ts';
import type { Delegation } from './trust-model.ts';

/** People who ever held the same account are one human, however many records they have. */
export const humans = (state: Pick<RosterState, 'held'>): Humans => humansOf(state.held);

const humansOf = remembered((holders: RosterState['held']): Humans => {
  const parent = new Map<string, string>();
  const root = (person: string): string => {
    const above = parent.get(person) ?? person;
    return above === person ? person : root(above);
  };
  for (const [first, ...others] of Object.values(holders)) {
    if (first === undefined) continue;
    for (const other of others) {
      const [a, b] = [root(first), root(other)].sort();
      if (a !== undefined && b !== undefined && a !== b) parent.set(b, a);
    }
  }
  return Object.fromEntries([...parent.keys()].map((person) => [person, root(person)]));
});

/** Lent roles that hold now. A lender lends only what is their own: nothing borrowed is lent on. */
export function delegationsTo(state: RosterState, person: string, at: number): readonly Delegation[] {
  return state.delegations.filter((row) => {
    const lender = personById(state, row.from);
    return row.to === person && row.until >= at && lender?.roles.includes(row.role) === true && active(lender);
  });
}

const active = (person: Person | undefined): boolean => (person?.identities.length ?? 0) > 0;

/** What a person may act in now; nobody without a linked account acts at all. */
export function standing(state: RosterState, person: string, at: number): Voter {
  const known = personById(state, person);
  if (!known || !active(known)) return { person, roles: [], lent: [] };
  // A customer never acts for the provider, whatever was lent to them before.
  const staff = known.tenant === undefined && known.roles.length > 0;
  const lent = staff
    ? delegationsTo(state, person, at)
        .filter((row) => !known.roles.includes(row.role))
        .map(({ role, from }) => ({ role, from }))
    : [];
  return { person, roles: [...new Set<Role>([...known.roles, ...lent.map((row) => row.role)])], lent };
}

/** Broken glass is good for one act soon after. */
const brokenForMs = 60_000;

export function brokenFor(state: RosterState, person: string, subject: string, at: number): boolean {
  return state.broken.some((row) => row.by === person && row.subject === subject && at - row.at <= brokenForMs);
}
