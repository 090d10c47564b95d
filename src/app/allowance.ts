/** How many commands one person and one tenant may give in a short time. Figures and one question; knows no command. */
import { type Refusal, refused } from '../engine/core.ts';
import type { Person } from '../engine/roster/model.ts';
import type { Identity } from './ports.ts';
import type { World } from './world.ts';

export interface Allowance {
  /** Commands that may come at once. */
  readonly burst: number;
  /** Afterwards one in so long. */
  readonly everyMs: number;
}

export type Allowances = Readonly<Record<'stranger' | 'person' | 'tenant', Allowance>>;

/** Nobody works so fast by hand; a script that runs away is slowed down before it fills a log or a queue. */
export const allowances: Allowances = {
  stranger: { burst: 100, everyMs: 2_000 },
  person: { burst: 400, everyMs: 500 },
  tenant: { burst: 1_200, everyMs: 100 },
};

/** A refusal that says how long to wait; undefined: go on. The same person on another platform is the same person. */
export async function tooFast(
  { pace, telemetry, allowances: given = allowances }: Pick<World, 'pace' | 'telemetry' | 'allowances'>,
  identity: Identity,
  person: Person | undefined,
): Promise<Refusal | undefined> {
  const { platform, team, user } = identity;
  const who = person ? `person:${person.id}` : `stranger:${platform}:${team}:${user}`;
  const asked: readonly (readonly [string, keyof typeof allowances])[] = [
    [who, person ? 'person' : 'stranger'],
    ...(person?.tenant === undefined ? [] : [[`tenant:${person.tenant}`, 'tenant'] as const]),
  ];
  // Asked at once: a slot of the one that is lost to the other's refusal comes back by itself.
  const answers = await Promise.all(
    asked.map(async ([key, whose]) => ({
      whose,
      waitMs: await pace.admit(key, given[whose].burst, given[whose].everyMs),
    })),
  );
  const tired = answers.find(({ waitMs }) => waitMs > 0);
  if (!tired) return undefined;
  telemetry.count('commands_refused', { whose: tired.whose });
  return refused('too-fast', { values: { seconds: Math.ceil(tired.waitMs / 1_000) } }).refusal;
}
