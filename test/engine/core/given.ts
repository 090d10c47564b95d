/** `given(history).when(command).happens…` for any decider, so that a test reads like the rule it tests. Knows no domain. */
import { expect } from 'vitest';
import { type Decider, type Decision, fold, type Refusal } from '../../../src/engine/core.ts';

/** One entry of a log: what happened at once, when, by whom. */
export interface Past<E> {
  readonly at: number;
  readonly by: string;
  readonly events: readonly E[];
}

export function stateOf<S, C, E, F>(decider: Decider<S, C, E, F>, past: readonly Past<E>[]): S {
  return past.reduce(
    (state, { at, by, events }, index) => fold(decider, state, events, { version: index + 1, at, by }),
    decider.initial,
  );
}

/** `silence`, `refused <code>`, or the events' types in order. */
export function spoken(decision: Decision<{ readonly type: string }>): string {
  if (!decision.ok) return `refused ${decision.refusal.code}`;
  return decision.events.length === 0 ? 'silence' : decision.events.map((event) => event.type).join(' ');
}

export function given<S, C, E extends { readonly type: string }, F>(
  decider: Decider<S, C, E, F>,
  past: readonly Past<E>[],
) {
  const state = stateOf(decider, past);
  return {
    state,
    when(command: C, facts: F, at = 0, by = '') {
      const decision = decider.decide(command, state, facts);
      const events = decision.ok ? decision.events : [];
      return {
        decision,
        said: spoken(decision),
        /** State once the decision is in the log. */
        after: fold(decider, state, events, { version: past.length + 1, at, by }),
        happens: (...expected: readonly E[]) => expect(decision).toEqual({ ok: true, events: expected }),
        silent: () => expect(decision).toEqual({ ok: true, events: [] }),
        refuses: (refusal: Refusal) => expect(decision).toEqual({ ok: false, refusal }),
      };
    },
  };
}
