/** People as sentences name them, and where they can be reached. */
import type { Person, RosterState } from '../engine/roster/model.ts';
import { t, type Value } from './text/phrase.ts';

/** A person inside a sentence; platforms may draw a mention from the linked identity. */
export function who(roster: RosterState, id: string): Value {
  const person = roster.people[id];
  if (!person) return id.startsWith('system') ? t('role.system') : id;
  return { person: person.id, name: person.name, mention: mentions(person) };
}

function mentions(person: Person): Record<string, string> {
  return Object.fromEntries(person.identities.map((identity) => [identity.platform, identity.user]));
}

export function isStaff(person: Person): boolean {
  return person.tenant === undefined && person.roles.length > 0;
}
