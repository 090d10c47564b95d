/** The shape of every decision: commands in, events or a refusal out. Knows no domain and no time. */

/** A plain value that may appear in refusals and events; everything here survives JSON. */
export type Datum = string | number | boolean | readonly string[];

/** Why a command was not carried out, as data: the sentence is made where the reader is known. */
export interface Refusal {
  readonly code: string;
  /** Argument the refusal is about, as named in the verb's usage. */
  readonly field?: string;
  readonly value?: string | number;
  readonly values?: Readonly<Record<string, Datum>>;
}

export type Decision<E> =
  | { readonly ok: true; readonly events: readonly E[] }
  | { readonly ok: false; readonly refusal: Refusal };

export function happened<E>(...events: readonly E[]): Decision<E> {
  return { ok: true, events };
}

/** Already so: nothing happens and nobody is told off. */
export const silence: Decision<never> = { ok: true, events: [] };

export function refused(code: string, about: Omit<Refusal, 'code'> = {}): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, ...about } };
}

/** Where an event stands in its log. */
export interface Stamp {
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by: string;
}

/**
 * A decider. `decide` asks in one order: already so → silence; not in the lifecycle table → refusal; a rule
 * against it → refusal; otherwise events. `evolve` is total and never refuses history.
 */
export interface Decider<S, C, E, F> {
  readonly initial: S;
  decide(command: C, state: S, facts: F): Decision<E>;
  evolve(state: S, event: E, stamp: Stamp): S;
}

/** Folds one entry's events. */
export function fold<S, E>(
  decider: Pick<Decider<S, never, E, never>, 'evolve'>,
  state: S,
  events: readonly E[],
  stamp: Stamp,
): S {
  return events.reduce((next, event) => decider.evolve(next, event, stamp), state);
}
