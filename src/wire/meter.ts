/** A simulated traffic meter: a few GB a day, always the same for the same line and day. A simulation, no measurement. */
import { createHash } from 'node:crypto';
import type { Meter } from '../app/ports.ts';

const dayMs = 86_400_000;
const mostBytesADay = 40_000_000_000;

/** Steady within each day of the epoch, so that spans add up however they are cut. */
function bytesADay(connection: string, day: number): number {
  const digest = createHash('sha256').update(`${connection} ${day}`).digest();
  return Math.floor((digest.readUInt32BE(0) / 2 ** 32) * mostBytesADay);
}

export const simulatedMeter: Meter = {
  async outboundBytes({ connection, from, until }) {
    let bytes = 0;
    for (let day = Math.floor(from / dayMs); day * dayMs < until; day += 1) {
      const share = (Math.min(until, (day + 1) * dayMs) - Math.max(from, day * dayMs)) / dayMs;
      bytes += bytesADay(connection, day) * share;
    }
    return Math.round(bytes);
  },
};
