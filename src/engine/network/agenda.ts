/** Knows which timers are set on the virtual clock and which fires next; does not know what a timer is for. */

export interface Timer<Kind extends string = string> {
  readonly at: number;
  readonly kind: Kind;
  /** What the timer is about: a session or node name, with an end where needed. */
  readonly subject: string;
}
export type TimerKind = 'connect' | 'hold' | 'bfd' | 'stale';

/** Seconds on a virtual clock. One timer per kind and subject; ties fire in the order of kind and subject. */
export class Agenda {
  #timers = new Map<string, Timer<TimerKind>>();

  set(kind: TimerKind, subject: string, at: number): void {
    this.#timers.set(`${kind} ${subject}`, { at, kind, subject });
  }

  /** Sets the timer unless it runs already. */
  ensure(kind: TimerKind, subject: string, at: number): void {
    if (!this.has(kind, subject)) this.set(kind, subject, at);
  }

  cancel(kind: TimerKind, subject: string): void {
    this.#timers.delete(`${kind} ${subject}`);
  }

  has(kind: TimerKind, subject: string): boolean {
    return this.#timers.has(`${kind} ${subject}`);
  }

  /** All of the same kind and moment, in the order they fire. */
  alike({ kind, at }: Timer<TimerKind>): readonly Timer<TimerKind>[] {
    const found = [...this.#timers.values()].filter((timer) => timer.kind === kind && timer.at === at);
    return found.sort((left, right) => (left.subject < right.subject ? -1 : 1));
  }

  /** The earliest timer that `counts`, still in the agenda. */
  next(counts: (timer: Timer<TimerKind>) => boolean = () => true): Timer<TimerKind> | undefined {
    let first: { key: string; timer: Timer<TimerKind> } | undefined;
    for (const [key, timer] of this.#timers) {
      if (!counts(timer)) continue;
      if (!first || timer.at < first.timer.at || (timer.at === first.timer.at && key < first.key))
        first = { key, timer };
    }
    return first?.timer;
  }
}
