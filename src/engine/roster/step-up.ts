/** Rules of a person's authenticator: enrolled once, each code good once, wrong ones lock. Computes no code. */
import { type Decision, happened, refused, silence } from '../core.ts';
import type { RosterFacts } from './messages.ts';
import { personById, type RosterState } from './model.ts';
import type { TrustCommand, TrustEvent } from './trust-messages.ts';
import { type StepUp, stepUpOf } from './trust-model.ts';

/** Wrong codes in a row before the first lock. */
export const wrongBeforeLock = 5;
const firstLockMs = 60_000;
const longestLockMs = 3_600_000;

/** How long the lock after so many wrong codes lasts: twice as long each time, an hour at most. */
export function lockMs(wrong: number): number {
  if (wrong < wrongBeforeLock) return 0;
  return Math.min(longestLockMs, firstLockMs * 2 ** Math.min(wrong - wrongBeforeLock, 10));
}

export function decideStepUp(
  command: Extract<TrustCommand, { do: 'enrol' | 'prove' | 'reset-step-up' }>,
  state: RosterState,
  facts: RosterFacts,
): Decision<TrustEvent> {
  if (command.do === 'reset-step-up') {
    if (!personById(state, command.person))
      return refused('unknown-person', { field: 'person', value: command.person });
    // An admin who could reset their own would need no code at all.
    if (command.person === facts.by) return refused('own-request');
    if (!stepUpOf(state, command.person).enrolled) return silence;
    return happened<TrustEvent>({ type: 'step-up.reset', person: command.person, by: facts.by });
  }
  const person = facts.by;
  const now = stepUpOf(state, person);
  if (command.do === 'enrol' && now.enrolled) return refused('enrolled-already');
  if (command.do === 'prove' && !now.enrolled) return refused('enrol-first');
  if (now.lockedUntil > facts.at) return refused('locked', { values: { at: now.lockedUntil } });
  const { counter } = command;
  if (counter === undefined || counter <= now.lastCounter) {
    const wrong = now.wrong + 1;
    const lock = lockMs(wrong);
    return happened<TrustEvent>({
      type: 'step-up.failed',
      person,
      wrong,
      lockedUntil: lock === 0 ? 0 : facts.at + lock,
    });
  }
  return happened<TrustEvent>(
    command.do === 'enrol'
      ? { type: 'step-up.enrolled', person, counter }
      : { type: 'step-up.proved', person, counter, proof: command.proof },
  );
}

export function evolveStepUp(before: StepUp, event: Extract<TrustEvent, { type: `step-up.${string}` }>): StepUp {
  switch (event.type) {
    case 'step-up.enrolled':
      return { enrolled: true, lastCounter: event.counter, wrong: 0, lockedUntil: 0 };
    case 'step-up.proved':
      return { ...before, lastCounter: event.counter, wrong: 0, lockedUntil: 0, proof: event.proof };
    case 'step-up.failed':
      return { ...before, wrong: event.wrong, lockedUntil: event.lockedUntil };
    case 'step-up.reset':
      return { enrolled: false, lastCounter: before.lastCounter, wrong: 0, lockedUntil: 0 };
  }
}
