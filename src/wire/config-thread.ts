/** The thread in which one long configuration is read. It has no key of the vault: it asks for fingerprints and forgets. */
import { parentPort } from 'node:worker_threads';
import { checkGiven, type GivenCheck, type GivenConfig } from '../app/given-config.ts';

export interface ToThread {
  readonly given: GivenConfig;
  /** Fingerprints by key, as far as they were asked for. */
  readonly prints: ReadonlyMap<string, string>;
}

export type FromThread = { readonly result: GivenCheck } | { readonly asked: readonly string[] };

parentPort?.on('message', ({ given, prints }: ToThread) => {
  const asked = new Set<string>();
  const result = checkGiven(given, (key) => {
    const print = prints.get(key);
    if (print === undefined) asked.add(key);
    return print ?? '';
  });
  const answer: FromThread = asked.size > 0 ? { asked: [...asked] } : { result };
  parentPort?.postMessage(answer);
});
