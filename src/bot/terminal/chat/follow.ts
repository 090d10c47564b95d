/** Watches the rooms of a person and hands over what is posted there. Knows no screen and no command. */
import { longestWaitMs, type Posted } from '../wire.ts';
import { type Connection, Unreachable } from './connection.ts';

export interface Watching {
  readonly width: () => number;
  readonly colour: boolean;
  posted(room: string, item: Posted): void;
  /** The service stopped answering, or answers again; told once each. */
  lost(): void;
  again(): void;
  /** Nothing more will come from a room. */
  broken(error: unknown): void;
}

const retryMs: readonly number[] = [250, 1_000, 3_000, 10_000];

/**
 * Starts where the rooms are now; from then on nothing is missed. The numbers of pushed choices carry the letter of
 * their room and never return, so that no push can take the number somebody is about to press. Throws what the
 * connection throws until the watch has begun.
 */
export async function follow(connection: Connection, watching: Watching, signal: AbortSignal): Promise<void> {
  const rooms = await connection.rooms();
  const starts = await Promise.all(
    rooms.map(async (room) => (await connection.inbox({ room, after: '$', wait: '0' }, signal)).after),
  );
  let away = 0;
  const told = (change: 1 | -1) => {
    away += change;
    if (change === 1 && away === 1) watching.lost();
    if (change === -1 && away === 0) watching.again();
  };
  for (const [index, room] of rooms.entries()) {
    const mark = String.fromCharCode(97 + (index % 26));
    watch(connection, watching, { room, mark, after: starts[index] ?? '$', told, signal }).catch((error: unknown) => {
      if (!signal.aborted) watching.broken(error);
    });
  }
}

interface Place {
  readonly room: string;
  readonly mark: string;
  readonly after: string;
  readonly told: (change: 1 | -1) => void;
  readonly signal: AbortSignal;
}

async function watch(connection: Connection, watching: Watching, place: Place): Promise<void> {
  const { room, mark, signal, told } = place;
  let { after } = place;
  let first = 1;
  for (let failures = 0; !signal.aborted; ) {
    const colour = watching.colour ? '1' : '0';
    // The first look after a failure does not wait: its answer is the news that the service is back.
    const wait = failures > 0 ? '0' : String(longestWaitMs);
    const query = { room, mark, after, wait, first: String(first), width: String(watching.width()), colour };
    try {
      const page = await connection.inbox(query, signal);
      if (failures > 0) told(-1);
      failures = 0;
      after = page.after;
      for (const item of page.items) {
        first += item.buttons.length;
        watching.posted(room, item);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof Unreachable)) throw error;
      if (failures === 0) told(1);
      await pause(retryMs[Math.min(failures, retryMs.length - 1)] ?? 0, signal);
      failures += 1;
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
