/** What a platform was asked about something, remembered for ten minutes and asked once at a time. Knows no question. */
import type { Clock } from '../app/ports.ts';
import { remembered } from './remembered.ts';
import { within } from './within.ts';

const rememberMs = 10 * 60_000;
const rememberAnswers = 5000;

export interface Asked<T> {
  /** `undefined` when the platform does not say in time, or does not say at all; the next to ask asks again. */
  of(key: string): Promise<T | undefined>;
  /** What is known without asking. */
  known(key: string): T | undefined;
}

/** @param ask the platform's look-up; may reject. */
export function asked<T>(ask: (key: string) => Promise<T>, clock: Clock, waitMs = 800): Asked<T> {
  const kept = remembered<{ readonly at: number; readonly answer: T }>(rememberAnswers);
  const underWay = new Map<string, Promise<T | undefined>>();

  function known(key: string): T | undefined {
    const entry = kept.get(key);
    return entry !== undefined && clock.now() - entry.at < rememberMs ? entry.answer : undefined;
  }

  async function look(key: string): Promise<T | undefined> {
    try {
      const answer = await ask(key);
      kept.set(key, { at: clock.now(), answer });
      return answer;
    } catch {
      // The platform's own trouble or a missing scope: nothing is known.
      return undefined;
    }
  }

  return {
    known,
    of(key) {
      const answer = known(key);
      if (answer !== undefined) return Promise.resolve(answer);
      let looking = underWay.get(key);
      if (looking === undefined) {
        looking = look(key).finally(() => underWay.delete(key));
        underWay.set(key, looking);
      }
      return within(looking, waitMs);
    },
  };
}
