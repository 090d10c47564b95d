/** Carries out a plan in a city: people act, things break, then everything calms down and is looked at. Prints nothing. */
import { setTimeout as wait } from 'node:timers/promises';
import { buttonOn, cards } from '../journey/look.ts';
import { cardsHold } from './cards-hold.ts';
import { type City, openCity } from './city.ts';
import { logsHold } from './logs-hold.ts';
import { type Observer, observe } from './observer.ts';
import { type Act, type Breakage, type Plan, planOf, type Story } from './plan.ts';

/** Told what each of the many hands of a run is doing, so that one that never ends can be found. */
export type Trail = (hand: string, does: string) => void;

export interface Figures {
  readonly acknowledged: number;
  readonly kills: number;
  readonly restarts: number;
  readonly pauses: number;
  readonly duplicates: number;
  readonly tooMany: number;
  readonly breaks: readonly Breakage[];
  readonly violations: readonly string[];
}

/** How long a person looks for a button before they type the command instead. */
const looksForMs = 1_200;
/** Waited out only where something is wrong, or where the machine is busy with other things. */
const patienceMs = 120_000;

export async function perform(seed: string, log?: string, trail: Trail = () => undefined): Promise<Figures> {
  const plan = planOf(seed);
  const strays: string[] = [];
  const stray = (error: unknown) =>
    // Errors of Redis come without a stack.
    strays.push(
      `nobody caught: ${error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error)}`,
    );
  process.on('unhandledRejection', stray);
  process.on('uncaughtException', stray);
  trail('city', 'opens');
  const city = await openCity(plan, log);
  try {
    trail('city', 'is open');
    await Promise.all([
      ...plan.stories.map((story, index) => tell(city, story, (does) => trail(`story ${index}`, does))),
      destroy(city, plan, (does) => trail('breaks', does)),
    ]);
    trail('city', 'calms down');
    await city.calm();
    const violations = await settled(city, (does) => trail('city', does));
    const all = [...violations, ...city.strays, ...strays];
    return { ...figures(city), breaks: plan.breaks.map(({ kind }) => kind), violations: all };
  } finally {
    trail('city', 'closes');
    await city.close();
    process.off('unhandledRejection', stray);
    process.off('uncaughtException', stray);
  }
}

async function destroy(city: City, { breaks }: Plan, does: (what: string) => void): Promise<void> {
  for (const one of breaks) {
    await wait(one.afterMs);
    does(`${one.kind} of the ${one.hits}`);
    await city.brk(one);
  }
  does('done');
}

async function tell(city: City, story: Story, does: (what: string) => void): Promise<void> {
  for (const act of story) {
    does(`${act.who} on ${act.on}: ${act.line}`);
    await go(city, act);
  }
  does('done');
}

/** People press what they see and type when they see nothing; they do not insist. */
async function go(city: City, act: Act): Promise<void> {
  const { slack, lark } = city;
  const { who, on, room, line } = act;
  if (on === 'lark') {
    await lark.say(who, room, `@bot /line ${line}`);
    return;
  }
  const { button } = act;
  const end = Date.now() + looksForMs;
  while (button && Date.now() < end) {
    for (const card of cards(slack, room, button.thing)) {
      const found = buttonOn(card, button.verb);
      if (!found) continue;
      await slack.click(who, room, card.ts, found.actionId).catch(() => undefined);
      return;
    }
    await wait(150);
  }
  await slack.type(who, room, `/line ${line}`);
}

/** Waits until nothing moves and everything holds; what still does not hold then is a violation. */
async function settled(city: City, does: (what: string) => void): Promise<readonly string[]> {
  const observer = await observe(`unix://${city.socketFile}`, city.clock);
  try {
    const end = Date.now() + patienceMs;
    for (;;) {
      does('is looked at');
      const wrong = await look(city, observer);
      does(`is waited for: ${wrong[0] ?? 'nothing'}`);
      if (wrong.length === 0 || Date.now() > end) return wrong;
      await wait(300);
    }
  } finally {
    await observer.close();
  }
}

async function look(city: City, observer: Observer): Promise<readonly string[]> {
  const marks = await observer.log.unsettledBefore(Number.MAX_SAFE_INTEGER, 100);
  const moving = [
    ...marks.map(({ log, version }) => `version ${version} of ${log} is not settled`),
    ...(await observer.unfinished()),
  ];
  if (moving.length > 0) return moving;
  return [...(await logsHold(observer, city.acknowledged)), ...(await cardsHold(city, observer))];
}

function figures({ slack, lark, acknowledged, counts }: City): Omit<Figures, 'breaks' | 'violations'> {
  const strikes = [...slack.faults.strikes(), ...lark.faults.strikes()];
  const struck = (...faults: readonly string[]) => strikes.filter(({ fault }) => faults.includes(fault)).length;
  return {
    acknowledged: new Set(acknowledged.map(({ delivery }) => delivery)).size,
    ...counts,
    duplicates: struck('repeat', 'repeatAsNew'),
    tooMany: struck('tooMany'),
  };
}
