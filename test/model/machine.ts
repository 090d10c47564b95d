/**
 * Journal, marks, queue, crash and sweep as a machine small enough to be walked through in every order, around a real
 * decider. Its steps are those of `app/journal.ts` and `app/settle.ts`; it knows no domain and no time.
 */
import { fold } from '../../src/engine/core.ts';
import { tenant } from '../../src/engine/tenant/index.ts';
import type { TenantCommand, TenantEvent, TenantFacts } from '../../src/engine/tenant/messages.ts';
import type { TenantState } from '../../src/engine/tenant/model.ts';

export interface Logged {
  readonly cause: string;
  readonly by: string;
  readonly at: number;
  readonly events: readonly TenantEvent[];
}

/** One command on its way: a delivery of a person, or a job. A repeat is another one with the same cause. */
export interface Wish {
  /** Unique; names the way, not the cause. */
  readonly way: string;
  readonly cause: string;
  readonly by: string;
  readonly at: number;
  /** `undefined`: on this state the job has nothing to say. */
  readonly command: (world: World) => TenantCommand | undefined;
  readonly facts: (world: World) => TenantFacts;
  /** What it does outside the log before it decides; may be done again. */
  readonly before?: (till: readonly string[]) => readonly string[];
}

/** `marked`: about to append this version. `appended`: acknowledged, nothing in flight yet. `put`: in flight, mark still there. */
type Stage = 'idle' | 'marked' | 'appended' | 'put' | 'done' | 'dead';

interface Walker {
  readonly stage: Stage;
  readonly version?: number;
  readonly answer?: string;
}

export interface World {
  readonly log: readonly Logged[];
  readonly state: TenantState;
  readonly marks: readonly number[];
  /** Keys of jobs waiting; a key that was ever put in is not put in again. */
  readonly waiting: readonly string[];
  readonly known: readonly string[];
  readonly walkers: Readonly<Record<string, Walker>>;
  /** What was taken outside, such as money. */
  readonly till: readonly string[];
  readonly crashesLeft: number;
}

export interface Scenario {
  readonly past: readonly Omit<Logged, 'cause'>[];
  readonly people: readonly Wish[];
  readonly crashes: number;
  /** Keys of what ought to be in flight after an entry. */
  readonly due: (state: TenantState, entry: Logged) => readonly string[];
  /** The job behind a key; `undefined`: nothing that decides. */
  readonly job: (key: string) => Omit<Wish, 'way' | 'cause'> | undefined;
  /** False: a sweep may take a mark before its author has appended, as if the author had slept through the grace. */
  readonly graceHolds?: boolean;
}

const start = (scenario: Scenario): World => {
  const log = scenario.past.map((entry, index) => ({ ...entry, cause: `past-${index}` }));
  return {
    log,
    state: log.reduce(
      (state, { events, at, by }, index) => fold(tenant, state, events, { version: index + 1, at, by }),
      tenant.initial,
    ),
    marks: [],
    waiting: [],
    known: [],
    walkers: Object.fromEntries(scenario.people.map(({ way }) => [way, { stage: 'idle' as const }])),
    till: [],
    crashesLeft: scenario.crashes,
  };
};

/** Puts in flight what an entry asks for; a key once known is no second job. */
function put(scenario: Scenario, world: World, version: number): World {
  const entry = world.log[version - 1];
  const fresh = entry ? scenario.due(world.state, entry).filter((key) => !world.known.includes(key)) : [];
  return { ...world, known: [...world.known, ...fresh], waiting: [...world.waiting, ...fresh] };
}

const unmark = (world: World, version: number): World => ({
  ...world,
  marks: world.marks.filter((mark) => mark !== version),
});

const move = (world: World, way: string, walker: Walker): World => ({
  ...world,
  walkers: { ...world.walkers, [way]: walker },
});

/** Reads to the end and decides there; either it is over, or a version is marked. */
function decide(world: World, wish: Wish): World {
  const before = wish.before ? { ...world, till: wish.before(world.till) } : world;
  const end = (answer: string) => move(before, wish.way, { stage: 'done', answer });
  if (world.log.some(({ cause }) => cause === wish.cause)) return end('repeated');
  const command = wish.command(before);
  if (!command) return end('nothing');
  const decision = tenant.decide(command, world.state, wish.facts(before));
  if (!decision.ok) return end(decision.refusal.code);
  if (decision.events.length === 0) return end('already');
  const version = world.log.length + 1;
  return move({ ...before, marks: [...new Set([...world.marks, version])] }, wish.way, { stage: 'marked', version });
}

/** Appends what is decided on the state of this version; a log that moved on sends it back to the beginning. */
function append(world: World, wish: Wish, version: number): World {
  if (version !== world.log.length + 1) return move(world, wish.way, { stage: 'idle' });
  const command = wish.command(world);
  const decision = command && tenant.decide(command, world.state, wish.facts(world));
  if (!decision?.ok) throw new Error(`${wish.way} decided otherwise on the same state`);
  const { cause, by, at } = wish;
  const state = fold(tenant, world.state, decision.events, { version, at, by });
  const grown = { ...world, state, log: [...world.log, { cause, by, at, events: decision.events }] };
  return move(grown, wish.way, { stage: 'appended', version, answer: 'acted' });
}

/** Everything that may happen next, each as a world of its own. */
function* next(scenario: Scenario, world: World): Generator<World> {
  for (const [way, wish] of wishes(scenario, world)) {
    const walker = world.walkers[way] ?? { stage: 'idle' as const };
    const { version = 0 } = walker;
    if (walker.stage === 'idle') yield decide(world, wish);
    if (walker.stage === 'marked') yield append(world, wish, version);
    if (walker.stage === 'appended') yield move(put(scenario, world, version), way, { ...walker, stage: 'put' });
    if (walker.stage === 'put') yield move(unmark(world, version), way, { ...walker, stage: 'done' });
    const alive = walker.stage === 'marked' || walker.stage === 'appended' || walker.stage === 'put';
    if (alive && world.crashesLeft > 0)
      yield move({ ...world, crashesLeft: world.crashesLeft - 1 }, way, { ...walker, stage: 'dead' });
  }
  for (const key of world.waiting) {
    const walker = world.walkers[key];
    // Done: off the queue. Died: its lock runs out, and another worker takes it up.
    if (!scenario.job(key) || walker?.stage === 'done')
      yield { ...world, waiting: world.waiting.filter((other) => other !== key) };
    if (walker?.stage === 'dead') yield move(world, key, { stage: 'idle' });
  }
  for (const mark of world.marks) {
    const author = Object.values(world.walkers).find((walker) => walker.version === mark && walker.stage === 'marked');
    if (author && scenario.graceHolds !== false) continue;
    yield unmark(put(scenario, world, mark), mark);
  }
}

function wishes(scenario: Scenario, world: World): readonly (readonly [string, Wish])[] {
  const jobs = world.waiting.flatMap((key) => {
    const job = scenario.job(key);
    return job ? [[key, { ...job, way: key, cause: key }] as const] : [];
  });
  return [...scenario.people.map((wish) => [wish.way, wish] as const), ...jobs];
}

/** Worlds with the same print go on alike: the state follows from the log, the log from its causes in order. */
function print({ log, marks, waiting, known, walkers, till, crashesLeft }: World): string {
  const causes = log.map(({ cause, events }) => `${cause}:${events.map((event) => event.type).join('+')}`);
  const stages = Object.entries(walkers).map(([way, { stage, version, answer }]) => [way, stage, version, answer]);
  return JSON.stringify([
    causes,
    marks.toSorted((one, other) => one - other),
    waiting.toSorted(),
    known.toSorted(),
    stages.map((stage) => JSON.stringify(stage)).toSorted(),
    till,
    crashesLeft,
  ]);
}

export interface Walked {
  readonly worlds: number;
  /** Worlds in which nothing more happens. */
  readonly ends: readonly World[];
  /** The first sentence of `wrong` that was said about any world. */
  readonly broken: string | undefined;
}

const most = 2_000_000;

/** Visits every world that can be reached. `wrong`: what must never be so; `atEnd`: what must not stay so. */
export function walk(
  scenario: Scenario,
  wrong: (world: World) => string | undefined,
  atEnd: (world: World) => string | undefined,
): Walked {
  const first = start(scenario);
  const seen = new Set([print(first)]);
  const open = [first];
  const ends: World[] = [];
  for (let world = open.pop(); world; world = open.pop()) {
    const broken = wrong(world);
    if (broken !== undefined) return { worlds: seen.size, ends, broken };
    let goesOn = false;
    for (const after of next(scenario, world)) {
      goesOn = true;
      const mark = print(after);
      if (seen.has(mark)) continue;
      seen.add(mark);
      if (seen.size > most) throw new Error(`more than ${most} worlds: the scenario is too large`);
      open.push(after);
    }
    if (goesOn) continue;
    ends.push(world);
    const stuck = unsettled(scenario, world) ?? atEnd(world);
    if (stuck !== undefined) return { worlds: seen.size, ends, broken: stuck };
  }
  return { worlds: seen.size, ends, broken: undefined };
}

/** When nothing happens any more, nothing may be left to do. */
function unsettled(scenario: Scenario, world: World): string | undefined {
  if (world.marks.length > 0) return `versions ${world.marks.join()} are not settled`;
  const last = world.log.at(-1);
  const missing = last ? scenario.due(world.state, last).filter((key) => !world.known.includes(key)) : [];
  const isNew = last !== undefined && !last.cause.startsWith('past-');
  return isNew && missing.length > 0 ? `${missing.join()} was never put in flight` : undefined;
}

/** So in every world, whatever the domain: a cause acts once, and what was acknowledged is in the log. */
export function alwaysSo(scenario: Scenario, world: World): string | undefined {
  const causes = world.log.map(({ cause }) => cause);
  if (new Set(causes).size !== causes.length) return 'a cause acted twice';
  for (const { way, cause } of scenario.people) {
    if (world.walkers[way]?.answer === 'acted' && !causes.includes(cause))
      return `${way} was told it acted, and it is not in the log`;
  }
  return undefined;
}

export const times = ({ log }: World, type: TenantEvent['type']): number =>
  log.flatMap(({ events }) => events).filter((event) => event.type === type).length;
