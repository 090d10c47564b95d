/**
 * A chat platform that may be slow to answer at the start: until it does nobody is heard there, sends wait, and readiness
 * says so. What it refuses for good ends the start. Knows no platform.
 */
import type { RequestListener } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { OutcomeUnknown, type PlatformName, RateLimited, type Speaker, type Telemetry } from '../app/ports.ts';

export interface Started {
  readonly speaker: Speaker;
  readonly requestListener?: RequestListener;
  connected(): boolean;
  stop(): Promise<void>;
}

export interface ChatPlatform {
  readonly name: PlatformName;
  /** Takes requests under `/<name>`; answers 503 while the platform has not answered, 404 where it delivers otherwise. */
  readonly requestListener: RequestListener;
  readonly connected: () => boolean;
  readonly stop: () => Promise<void>;
}

export interface PatientParts {
  readonly name: PlatformName;
  readonly start: () => Promise<Started>;
  /** Told whom to speak through: at first one who makes everybody wait, then the platform's own. */
  readonly speaks: (speaker: Speaker) => void;
  readonly telemetry: Telemetry;
  /** Pause before the second try; it doubles up to half a minute. */
  readonly pauseMs?: number;
}

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/** Rejects with what the platform refused for good, such as a token. */
export async function patiently(parts: PatientParts): Promise<ChatPlatform> {
  const { name, start, speaks, telemetry, pauseMs = firstPauseMs } = parts;
  const ending = new AbortController();
  let platform: Started | undefined;

  async function attempt(): Promise<boolean> {
    try {
      platform = await start();
      speaks(platform.speaker);
      return true;
    } catch (error) {
      if (!isPassing(error)) throw error;
      telemetry.log('warn', 'chat platform does not answer yet', { platform: name, error: String(error) });
      return false;
    }
  }

  async function goOn(): Promise<void> {
    for (let pause = pauseMs; !ending.signal.aborted; pause = Math.min(pause * 2, longestPauseMs)) {
      await wait(pause, undefined, { signal: ending.signal, ref: false });
      if (await attempt()) telemetry.log('info', 'chat platform answers now', { platform: name });
      if (platform) return;
    }
  }

  speaks(silent(name, pauseMs));
  const later = (await attempt())
    ? Promise.resolve()
    : goOn().catch((error: unknown) => {
        if (!ending.signal.aborted)
          telemetry.log('error', 'chat platform refused the start', { platform: name, error: String(error) });
      });
  return {
    name,
    requestListener(request, response) {
      if (platform?.requestListener) platform.requestListener(request, response);
      else response.writeHead(platform ? 404 : 503, { connection: 'close' }).end();
    },
    connected: () => platform?.connected() ?? false,
    async stop() {
      ending.abort();
      await later;
      await platform?.stop();
    },
  };
}

/** No answer, a limit, an error inside: a later try may go through. */
function isPassing(error: unknown): boolean {
  return error instanceof RateLimited || error instanceof OutcomeUnknown;
}

/** Everything that is to be said is said later. */
function silent(name: PlatformName, afterMs: number): Speaker {
  const later = () => Promise.reject(new RateLimited(afterMs));
  return {
    name,
    post: later,
    update: later,
    reply: later,
    line: later,
    find: later,
    direct: later,
    picture: later,
    home: later,
  };
}
