/** What is said between a bench and its far side, and how the far side is started. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Ready {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Task =
  | { readonly do: 'send'; readonly url: string; readonly requests: readonly Ready[]; readonly inFlight: number }
  | { readonly do: 'updated' };

export interface Told {
  readonly seconds: number;
  /** Milliseconds of each request. */
  readonly took: readonly number[];
  /** Answers other than 200. */
  readonly refused: number;
}

export interface FarSide {
  readonly origin: string;
  send(url: string, requests: readonly Ready[], inFlight: number): Promise<Told>;
  /** Rooms whose card was updated since last asked, with the time by `Date.now`. */
  updated(): Promise<ReadonlyMap<string, number>>;
  close(): void;
}

export async function startFarSide(): Promise<FarSide> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'far-side.ts'), [], { execArgv: ['--import', 'tsx'] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  async function ask(task: Task): Promise<unknown> {
    child.send(task);
    const [told] = (await once(child, 'message')) as [unknown];
    return told;
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    send: async (url, requests, inFlight) => (await ask({ do: 'send', url, requests, inFlight })) as Told,
    updated: async () => new Map((await ask({ do: 'updated' })) as [string, number][]),
    close: () => child.disconnect(),
  };
}
