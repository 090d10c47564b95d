/** Reads short configurations in place and long ones in a thread of their own, one at a time. Knows no rule of reading. */
import { Worker } from 'node:worker_threads';
import { type ConfigChecker, type GivenCheck, type GivenConfig, inlineChecker } from '../app/given-config.ts';
import type { Telemetry } from '../app/ports.ts';
import { openTurns } from '../app/turns.ts';
import type { FromThread, ToThread } from './config-thread.ts';

/** Whatever is pasted, and most files: read in less time than a thread takes to start. */
const shortCharacters = 128 * 1024;
const giveUpMs = 20_000;
const memoryMb = 512;
/** Whoever asks for keys round after round is a mistake in the thread. */
const roundsMax = 3;

const thread = new URL('./config-thread.mjs', import.meta.url);

function inThread(given: GivenConfig, print: (key: string) => string): Promise<GivenCheck> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(thread, {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    const late = setTimeout(() => finish(() => resolve({ ok: false, problem: 'too-slow' })), giveUpMs);
    let rounds = 0;
    const prints = new Map<string, string>();
    const ask = () => worker.postMessage({ given, prints } satisfies ToThread);
    function finish(act: () => void): void {
      clearTimeout(late);
      act();
      void worker.terminate();
    }
    worker.on('message', (answer: FromThread) => {
      rounds += 1;
      if ('result' in answer) return finish(() => resolve(answer.result));
      if (rounds === roundsMax) return finish(() => reject(new Error('the thread asks for ever more keys')));
      for (const key of answer.asked) prints.set(key, print(key));
      ask();
    });
    worker.on('error', (error) => finish(() => reject(error)));
    ask();
  });
}

export function configChecker(print: (key: string) => string, log: Telemetry['log']): ConfigChecker {
  const short = inlineChecker(print);
  const turns = openTurns();
  return {
    async check(given) {
      if (given.text.length <= shortCharacters) return short.check(given);
      const leave = await turns.enter('thread');
      try {
        return await inThread(given, print);
      } catch (error) {
        // Out of memory ends the thread alone; its message names no line of the text.
        log('warn', 'a configuration could not be read', { error: error instanceof Error ? error.name : 'unknown' });
        return { ok: false, problem: 'too-slow' };
      } finally {
        leave();
      }
    },
  };
}
