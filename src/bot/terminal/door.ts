/** What the terminal's front door is given and passes on. Shapes only. */
import type { Clock, Ear, Telemetry } from '../../app/ports.ts';
import type { TerminalInbox } from './inbox.ts';

export interface TerminalDoor {
  readonly ear: Ear;
  readonly inbox: TerminalInbox;
  /** Rooms a person is in besides the one they are alone in; nobody else reads or speaks there. */
  rooms(person: string): Promise<readonly string[]>;
  /** What `ensureTerminalKey` returns. */
  readonly key: string;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

/** A request that was let in. */
export interface Request {
  readonly person: string;
  readonly url: URL;
  readonly body: string;
  readonly signal: AbortSignal;
}

export type Reason = 'not-found' | 'method' | 'oversized' | 'unsigned' | 'stale' | 'signature' | 'malformed' | 'room';

/** `refused` names why; any other result is the answer. */
export type Result = { refused: Reason } | { answer: unknown };
