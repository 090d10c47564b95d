/** Keeps one child process running: starts it again when it dies, stops it with us. Knows nothing of Redis. */
import type { ChildProcess } from 'node:child_process';
import type { Log } from '../log.ts';

const backOff = { firstMs: 50, mostMs: 5_000, forgetAfterMs: 10_000, killAfterMs: 10_000 } as const;

export interface Running {
  /** Asks the child to end, kills it when it does not, and waits until it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts the child and waits for `ready`; rejects with the reason when the child ends before. `ready` gets a signal
 * to give up on. From then on every end is followed by a new start, later each time.
 */
export async function keepRunning(
  launch: () => ChildProcess,
  ready: (signal: AbortSignal) => Promise<void>,
  log: Log,
): Promise<Running> {
  let stopping = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let child = launch();
  let ended = endOf(child);
  let since = Date.now();

  // A process that exits without closing the store takes its server along, as far as a signal can.
  const takeAlong = (): void => void child.kill('SIGTERM');
  process.once('exit', takeAlong);

  const restartWhenEnded = async (): Promise<void> => {
    const reason = await ended;
    if (stopping) return;
    failures = Date.now() - since > backOff.forgetAfterMs ? 0 : failures + 1;
    const restartInMs = Math.min(backOff.firstMs * 2 ** Math.min(failures, 10), backOff.mostMs);
    log('error', 'redis.died', { reason, restartInMs });
    timer = setTimeout(() => {
      child = launch();
      ended = endOf(child);
      since = Date.now();
      void restartWhenEnded();
    }, restartInMs);
  };

  const stop = async (): Promise<void> => {
    stopping = true;
    clearTimeout(timer);
    process.removeListener('exit', takeAlong);
    child.kill('SIGTERM');
    const deadline = setTimeout(() => child.kill('SIGKILL'), backOff.killAfterMs);
    await ended;
    clearTimeout(deadline);
  };

  const gaveUp = new AbortController();
  try {
    await Promise.race([ready(gaveUp.signal), ended.then((reason) => Promise.reject(new Error(reason)))]);
  } catch (error) {
    gaveUp.abort();
    await stop();
    throw error;
  }
  void restartWhenEnded();
  return { stop };
}

/** Resolves, never rejects, with why the child is no more. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((done) => {
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, signal) => done(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
}
