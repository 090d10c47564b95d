/** The path every command on the roster takes: decide, answer. Knows no command. */
import type { RosterCommand } from '../../engine/roster/index.ts';
import type { Outcome } from '../journal.ts';
import type { Answer } from '../ports.ts';
import { sayRefusal } from '../text/refusal.ts';
import { repeated, said } from './connection-act.ts';
import type { Call } from './spec.ts';

export function decideRoster(call: Call, command: RosterCommand): Promise<Outcome<'roster'>> {
  const { world, journal, heard, person } = call;
  const by = person?.id ?? 'unlinked';
  const facts = () => ({ at: world.clock.now(), by, pace: world.tempo, calendar: world.calendar });
  return journal.act('roster', '', command, facts, { by, cause: heard.delivery, at: world.clock.now() });
}

export async function decided(
  call: Call,
  command: RosterCommand,
  answer: (outcome: Outcome<'roster'> & { ok: true }) => Answer | Promise<Answer>,
): Promise<Answer> {
  const outcome = await decideRoster(call, command);
  if (!outcome.ok) return said('bad', sayRefusal(outcome.refusal));
  return outcome.repeated ? repeated : answer(outcome);
}
