/** Knows the time and how to wait for it, really or by hand; knows nothing of what is waited for. */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `act` once, after that many milliseconds; the returned function calls it off. */
  after(milliseconds: number, act: () => void): () => void;
}

export interface ManualClock extends Clock {
  /** Moves the time on and runs what falls due, in order of time. */
  advance(milliseconds: number): void;
  /** How long each thing that is waited for still has to go, soonest first. */
  waiting(): readonly number[];
}

export const realClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until it is moved. Start it at the real time: apps compare signatures with their own clock. */
export function manualClock(startMilliseconds: number): ManualClock {
  let now = startMilliseconds;
  let waiting: { readonly at: number; readonly act: () => void }[] = [];
  return {
    now: () => now,
    after(milliseconds, act) {
      const entry = { at: now + milliseconds, act };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    advance(milliseconds) {
      const until = now + milliseconds;
      for (;;) {
        const due = waiting.filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        waiting = waiting.filter((entry) => entry !== due);
        now = due.at;
        due.act();
      }
      now = until;
    },
    waiting: () => waiting.map((entry) => entry.at - now).sort((a, b) => a - b),
  };
}
