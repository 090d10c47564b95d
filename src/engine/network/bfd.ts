/** Knows how fast BFD notices a dead path (RFC 5880 §6.8.4); does not know what happens then. */
import { BFD_DEFAULT } from './defaults.ts';

export interface BfdTimers {
  readonly intervalMs: number;
  readonly multiplier: number;
}
type BfdOption = boolean | BfdTimers | undefined;

/** Remote multiplier × the slower of what I can receive and what the remote wants to send; milliseconds. */
export function detectionMs(local: BfdTimers, remote: BfdTimers): number {
  return remote.multiplier * Math.max(local.intervalMs, remote.intervalMs);
}

/** Seconds until the first side notices; undefined unless both sides run BFD. */
export function detectionSeconds(a: BfdOption, b: BfdOption): number | undefined {
  if (!a || !b) return undefined;
  const timersOf = (option: true | BfdTimers): BfdTimers => (option === true ? BFD_DEFAULT : option);
  const [left, right] = [timersOf(a), timersOf(b)];
  return Math.min(detectionMs(left, right), detectionMs(right, left)) / 1000;
}
