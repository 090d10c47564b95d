/**
 * A million tenants on paper: who asks for how much, what that is per second at the busiest hour, which rooms are over
 * their platform's pace, how many processes and cells carry it. Chance repeats; measures nothing.
 */
import { randomSource } from '../random.ts';

/** Rates one process reached, taken from the kept results. */
export interface Measured {
  /** Commands acknowledged per second. */
  readonly commands: number;
  /** Decisions per second through queue and log. */
  readonly decisions: number;
  /** Jobs per second BullMQ alone adds and processes: one queue is one slot of one Redis. */
  readonly jobs: number;
  /** Heap a process holds for the roster of 100,000 tenants. */
  readonly rosterMiB: number;
}

export const assumed = {
  /** Mean of a heavy-tailed (Pareto) spread, cut off at `most`. */
  commandsPerDay: 20,
  tail: 1.3,
  most: 50_000,
  /** Of a day's commands, those in the busiest hour. */
  busiestHour: 0.12,
  /** Each command leads to its own decision and, over its life, to this many of jobs and timers. */
  decisionsPerCommand: 2.5,
  /** The tenant's room and the engineers' room. */
  roomsPerChange: 2,
  /** One look at who shows the thing, one delivery per room, and the deciding jobs themselves. */
  jobsPerDecision: 4,
  /** Processes and cells are planned to be busy to this share. */
  busy: 0.5,
  tenantsPerCell: 100_000,
  slackPerRoom: 1,
  larkPerRoom: 5,
} as const;

export interface Plan {
  readonly tenants: number;
  readonly commandsPerDay: number;
  readonly median: number;
  readonly busiest: number;
  readonly perSecond: {
    readonly commands: number;
    readonly decisions: number;
    readonly jobs: number;
    readonly cards: number;
  };
  /** Tenants whose room would be told more often than the platform allows. */
  readonly overSlack: number;
  readonly overLark: number;
  readonly cells: number;
  readonly bots: number;
  /** For deciding alone; drawing and sending cards is not in it. */
  readonly workers: number;
  readonly rosterMiBPerCell: number;
  /** Jobs per second and cell against what one queue bears. */
  readonly queueShare: number;
}

const hourSeconds = 3600;

/** Commands a day of each tenant, by inversion of the Pareto distribution. */
export function demand(tenants: number, seed = 7): Float64Array {
  const { commandsPerDay, tail, most } = assumed;
  const random = randomSource(seed);
  const least = (commandsPerDay * (tail - 1)) / tail;
  return Float64Array.from({ length: tenants }, () =>
    Math.min(most, least * ((1 + random(1_000_000)) / 1_000_000) ** (-1 / tail)),
  );
}

export function planFor(tenants: number, measured: Measured): Plan {
  const { busiestHour, decisionsPerCommand, roomsPerChange, jobsPerDecision, busy, tenantsPerCell } = assumed;
  const asked = demand(tenants).sort();
  const day = asked.reduce((sum, commands) => sum + commands, 0);
  const commands = (day * busiestHour) / hourSeconds;
  const decisions = commands * decisionsPerCommand;
  const [jobs, cards] = [decisions * jobsPerDecision, decisions * roomsPerChange];
  const cells = Math.ceil(tenants / tenantsPerCell);
  const over = (perSecond: number): number => {
    const least = (perSecond * hourSeconds) / (busiestHour * decisionsPerCommand);
    return asked.filter((its) => its > least).length;
  };
  const perCell = (load: number, rate: number): number => Math.ceil(load / cells / (rate * busy));
  return {
    tenants,
    commandsPerDay: day,
    median: asked[tenants >> 1] ?? 0,
    busiest: asked.at(-1) ?? 0,
    perSecond: { commands, decisions, jobs, cards },
    overSlack: over(assumed.slackPerRoom),
    overLark: over(assumed.larkPerRoom),
    cells,
    bots: cells * perCell(commands, measured.commands),
    workers: cells * perCell(decisions, measured.decisions),
    rosterMiBPerCell: (measured.rosterMiB * Math.min(tenants, tenantsPerCell)) / 100_000,
    queueShare: jobs / cells / measured.jobs,
  };
}

export interface Storm {
  /** Seconds the last of the other tenants' jobs of that second waits, at worst. */
  readonly firstComeSeconds: number;
  readonly fairSeconds: number;
  /** Seconds until everything asked for at once is done. */
  readonly doneSeconds: number;
}

/**
 * One tenant asks for `many` at once while others ask for `others` a second and the workers do `rate` a second; served
 * second by second, once in the order of asking and once in turns.
 */
export function storm(many: number, others: number, rate: number): Storm {
  const firstComeSeconds = many / rate;
  let [left, waiting, seconds, longest] = [many, 0, 0, 0];
  while (left > 0 && seconds < 10 * hourSeconds) {
    seconds += 1;
    waiting += others;
    // In turns the many get what the others leave, and one turn in any case.
    const served = Math.min(waiting, Math.max(0, rate - 1));
    waiting -= served;
    left -= Math.min(left, Math.max(1, rate - served));
    longest = Math.max(longest, 1 / rate + waiting / rate);
  }
  return { firstComeSeconds, fairSeconds: longest, doneSeconds: seconds };
}
