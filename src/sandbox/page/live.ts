/** Tells open pages what their person sees, whole, soon after anything changed. Knows no platform. */
import type { ServerResponse } from 'node:http';
import type { Sight } from './wire.ts';

export interface Live {
  open(person: string, response: ServerResponse): void;
  changed(): void;
  /** People somebody looks as. */
  watched(): ReadonlySet<string>;
  close(): void;
}

/** Changes come in bursts: one telling for each. */
const gatherMs = 40;
/** Shorter than proxies and browsers wait in silence. */
const heartbeatMs = 15_000;

export function createLive(look: (person: string) => Promise<Sight>, fail: (error: unknown) => void): Live {
  const pages = new Map<ServerResponse, string>();
  let waiting: NodeJS.Timeout | undefined;
  const beat = setInterval(() => {
    for (const page of pages.keys()) page.write(': still here\n\n');
  }, heartbeatMs);
  beat.unref();

  async function tell(page: ServerResponse, person: string): Promise<void> {
    const sight = await look(person);
    if (!page.writableEnded) page.write(`data: ${JSON.stringify(sight)}\n\n`);
  }

  return {
    open(person, response) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      pages.set(response, person);
      response.on('close', () => pages.delete(response));
      tell(response, person).catch(fail);
    },
    changed() {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        for (const [page, person] of pages) tell(page, person).catch(fail);
      }, gatherMs);
    },
    watched: () => new Set(pages.values()),
    close() {
      clearInterval(beat);
      clearTimeout(waiting);
      for (const page of pages.keys()) page.end();
    },
  };
}
