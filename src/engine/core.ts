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
  /** `fresh`: collections made in this same fold, which nobody else has seen: `evolve` may write on in them. */
  evolve(state: S, event: E, stamp: Stamp, fresh?: Fresh): S;
}

export type Fresh = WeakSet<object>;

/** Folds one entry's events. With one `fresh` for many entries, long logs fold in time that grows with their length alone. */
export function fold<S, E>(
  decider: Pick<Decider<S, never, E, never>, 'evolve'>,
  state: S,
  events: readonly E[],
  stamp: Stamp,
  fresh?: Fresh,
): S {
  return events.reduce((next, event) => decider.evolve(next, event, stamp, fresh), state);
}

/** Computes once per input object: for views of a collection that many questions share. */
export function remembered<I extends object, O>(compute: (input: I) => O): (input: I) => O {
  const known = new WeakMap<I, O>();
  return (input) => {
    const found = known.get(input);
    if (found !== undefined) return found;
    const made = compute(input);
    known.set(input, made);
    return made;
  };
}

/** The record with one value more or other: a copy, unless this fold has made one already. */
export function withValue<T>(
  record: Readonly<Record<string, T>>,
  key: string,
  value: T,
  fresh?: Fresh,
): Readonly<Record<string, T>> {
  const next = fresh?.has(record) ? record : { ...record };
  fresh?.add(next);
  // Not by assignment: `__proto__` is a key like any other.
  return Object.defineProperty(next, key, { value, writable: true, enumerable: true, configurable: true });
}
