/**
 * In which order waiting jobs run, so that whoever asks for ten thousand does not keep everybody else waiting. Knows
 * tenants and rooms by their names in a job's data; sets nobody a limit: what has a worker to itself runs at once.
 */
import type { Effect } from '../app/ports.ts';

/** Each tenant and each room has one turn in this time; more jobs wait behind other people's turns. */
export const turnMs = 100;

/** BullMQ takes priorities up to 2²¹ − 1, the smallest first; 0 would pass all others. Turns begin anew after 58 hours. */
const turns = 2 ** 21 - 1;
/** Whoever has had no job for this long is forgotten. */
const lookEvery = 10_000;

const flowFields = ['tenant', 'place', 'room', 'person'] as const;

/**
 * Virtual scheduling: a job's turn is now, or one after the last turn of its tenant and of its room, whichever comes
 * later. What is asked for after a turn has passed comes behind it, so that nobody waits for ever. Each process counts
 * what it puts in itself.
 */
export function fairTurns(now: () => number): (effect: Effect) => number {
  const last = new Map<string, number>();
  let asked = 0;

  function forgetThePast(turn: number): void {
    for (const [flow, its] of last) if (its < turn) last.delete(flow);
  }

  return (effect) => {
    const present = Math.floor(now() / turnMs);
    asked += 1;
    if (asked % lookEvery === 0) forgetThePast(present);
    // What is put off is due when it is due, and takes no turn from what runs before.
    if (effect.at !== undefined && effect.at > now()) return priorityOf(Math.floor(effect.at / turnMs));
    const flows = flowFields.flatMap((field) => {
      const value = effect.data[field];
      return value === undefined || value === null ? [] : [`${effect.queue} ${field} ${value}`];
    });
    const turn = Math.max(present, ...flows.map((flow) => (last.get(flow) ?? present - 1) + 1));
    for (const flow of flows) last.set(flow, turn);
    return priorityOf(turn);
  };
}

const priorityOf = (turn: number): number => 1 + (turn % turns);
