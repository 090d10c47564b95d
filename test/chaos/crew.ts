/** What runs the service in a city, and what a city gives to it. Whether it is one process or several is its own matter. */
import type { Answer, Clock, Heard } from '../../src/app/ports.ts';
import type { Config } from '../../src/config.ts';
import type { Service } from '../../src/wire/running.ts';
import type { Part } from './plan.ts';

/** A command the service answered as done. */
export interface Acknowledged {
  readonly delivery: string;
  readonly by: string;
  readonly text: string;
}

export interface Ground {
  readonly config: Config;
  /** The service's own log level. */
  readonly log: string;
  readonly clock: Clock & { aheadMs(): number };
  /** Where both platforms deliver over HTTP from now on. */
  readonly listenAt: (url: string) => void;
  /** Both platforms answer while `start` runs. */
  readonly fair: <T>(start: () => Promise<T>) => Promise<T>;
  readonly heard: (command: Acknowledged) => void;
  readonly stray: (what: string) => void;
}

export interface Crew {
  /** Gone in the middle of its work; another takes its place, at once or a little later. */
  crash(hits: Part): Promise<void>;
  /** Ends in order; another takes its place. */
  restart(hits: Part): Promise<void>;
  /** Whether decisions are appended without anything of what should follow. */
  loseEffects(lose: boolean): void;
  setClock(aheadMs: number): void;
  /** Resolves when every place is taken again. */
  whole(): Promise<void>;
  close(): Promise<void>;
}

/** Listens to what the service answers before anything can happen to the answer. */
export function watchAnswers({ app }: Service, heard: (command: Acknowledged) => void): void {
  const hear = app.ear.hear.bind(app.ear);
  app.ear.hear = async (what: Heard) => {
    const told = await hear(what);
    if (isDone(told.answer)) {
      const text = what.what.kind === 'typed' ? what.what.text : JSON.stringify(what.what);
      heard({ delivery: what.delivery, by: what.identity.user, text });
    }
    return told;
  };
}

const isDone = (answer: Answer): boolean => answer.kind === 'said' && answer.tone === 'good';

/** The service with a switch for its effects. How fast it may speak is tested elsewhere; here it would only take long. */
export function withSwitch(service: Service, loses: () => boolean): Service {
  const { queues, pace } = service.world;
  const enqueue = queues.enqueue.bind(queues);
  queues.enqueue = (effects) =>
    loses() ? Promise.reject(new Error('gone before it was put in flight')) : enqueue(effects);
  pace.take = () => Promise.resolve(0);
  return service;
}
