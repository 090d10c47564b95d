/** A front door over real HTTP for tests, with a scripted ear behind it and an inbox in memory. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Card } from '../../../src/app/cards/model.ts';
import type { Answer, Ear, Heard } from '../../../src/app/ports.ts';
import type { Language } from '../../../src/app/text/phrase.ts';
import type { TerminalInbox } from '../../../src/bot/terminal/inbox.ts';
import { terminalServer } from '../../../src/bot/terminal/server.ts';
import { headerNames, type Signed, sign } from '../../../src/bot/terminal/signature.ts';
import { terminalSpeaker } from '../../../src/bot/terminal/speaker.ts';

export const key = 'ab'.repeat(32);

/** Answers what the script says for what was heard, and keeps what was heard. */
export interface Script {
  answer(heard: Heard): Answer | Promise<Answer>;
  suggest?(heard: Heard): { value: string; label: string }[];
  language?: Language;
}

/** `waiting` tells how many readers wait for an entry. */
export function memoryInbox(): TerminalInbox & { waiting(): number } {
  const rooms = new Map<string, { id: string; item: string }[]>();
  const waiting = new Set<() => void>();
  const above = (room: string, after: number) => (rooms.get(room) ?? []).filter(({ id }) => Number(id) > after);
  return {
    waiting: () => waiting.size,
    async append(room, item) {
      const entries = rooms.get(room) ?? [];
      const id = String(entries.length + 1);
      rooms.set(room, [...entries, { id, item }]);
      for (const wake of waiting) wake();
      return id;
    },
    async read(room, after, waitMs, signal) {
      const from = after === '$' ? (rooms.get(room)?.length ?? 0) : Number(after);
      if (above(room, from).length === 0 && waitMs > 0 && !signal?.aborted) {
        await new Promise<void>((resolve) => {
          const done = () => {
            clearTimeout(timer);
            waiting.delete(wake);
            resolve();
          };
          const timer = setTimeout(done, waitMs);
          const wake = () => {
            if (above(room, from).length > 0 || signal?.aborted) done();
          };
          waiting.add(wake);
          signal?.addEventListener('abort', wake);
        });
      }
      const items = above(room, from);
      return { items, after: items.at(-1)?.id ?? String(from) };
    },
  };
}

/** A door on the port of one that was closed, with what its inbox kept, is the same service started again. */
export async function openDoor(script: Script, { port = 0, inbox = memoryInbox() } = {}) {
  const heard: Heard[] = [];
  const counted: { name: string; labels?: Record<string, string> | undefined }[] = [];
  const logged: { event: string; fields?: Record<string, unknown> | undefined }[] = [];
  const ear: Ear = {
    async hear(one) {
      heard.push(one);
      return { answer: await script.answer(one), language: script.language ?? 'en' };
    },
    async suggest(one) {
      heard.push(one);
      return script.suggest?.(one) ?? [];
    },
  };
  const door = terminalServer({
    ear,
    inbox,
    rooms: async (person) => (person === 'wang' ? ['#noc'] : []),
    key,
    clock: { now: () => Date.now() },
    telemetry: {
      count: (name, labels) => counted.push({ name, labels }),
      log: (_, event, fields) => logged.push({ event, fields }),
    },
  });
  const server = createServer((request, response) => door.listener(request, response));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    speaker: terminalSpeaker(inbox),
    inbox,
    heard,
    counted,
    logged,
    door,
    dropConnections: () => server.closeAllConnections(),
    async close() {
      door.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Headers of a request as its signer meant it. */
export function signedHeaders(request: Omit<Signed, 'timestamp'>, at = Date.now(), withKey = key) {
  const timestamp = String(at);
  return {
    [headerNames.person]: request.person,
    [headerNames.timestamp]: timestamp,
    [headerNames.signature]: sign(withKey, { ...request, timestamp }),
  };
}

/** A card with buttons of these labels. */
export const someCard = (buttons: { label: string; verb: string }[], title = 'Line'): Card => ({
  id: 'conn-1',
  revision: 4,
  tone: 'waiting',
  title,
  summary: title,
  blocks: [{ kind: 'buttons', buttons: buttons.map((button) => ({ ...button, resource: 'conn-1', revision: 4 })) }],
});
