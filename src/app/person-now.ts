/** The person behind an account at this moment, with what they may act in. Knows no verb. */
import { type Person, personOf } from '../engine/roster/model.ts';
import { standing } from '../engine/roster/standing.ts';
import { tokenById } from '../engine/roster/token.ts';
import type { Journal } from './journal.ts';
import type { Identity } from './ports.ts';
import type { World } from './world.ts';

/** Roles lent to them count as if they were their own; deciders know the difference. A token may leave them fewer. */
export async function personNow(
  world: Pick<World, 'clock'>,
  journal: Journal,
  identity: Identity,
): Promise<Person | undefined> {
  const roster = await journal.load('roster', '');
  const person = personOf(roster, identity);
  if (!person) return undefined;
  const at = world.clock.now();
  const { roles, lent } = standing(roster, person.id, at);
  const whole = lent.length === 0 ? person : { ...person, roles };
  if (identity.platform !== 'api') return whole;
  const token = tokenById(roster, identity.user);
  if (!token || token.validUntil < at) return undefined;
  const narrow = token.roles;
  return narrow ? { ...whole, roles: whole.roles.filter((role) => narrow.includes(role)) } : whole;
}
