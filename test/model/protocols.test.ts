import { afterAll, describe, expect, it } from 'vitest';
import { due } from '../../src/app/due.ts';
import { subjectsOf } from '../../src/app/things.ts';
import { isOpenDrill } from '../../src/engine/tenant/drill/lifecycle.ts';
import type { TenantCommand } from '../../src/engine/tenant/messages.ts';
import type { Actor, TenantState } from '../../src/engine/tenant/model.ts';
import {
  id as drill,
  drillFacts,
  past as drills,
  harmful,
  moved,
  proof,
  startAt,
} from '../engine/tenant/drill/drills.ts';
import {
  connection,
  facts,
  installation,
  job,
  lin,
  minute,
  rui,
  stories,
  T0,
  weekdays,
} from '../engine/tenant/story.ts';
import { alwaysSo, type Logged, type Scenario, times, type Walked, type Wish, type World, walk } from './machine.ts';

const sam: Actor = { person: 'sam', movers: ['reviewer'] };
const timing = { tempo: 'real', calendar: weekdays, crew: 'people' } as const;
const counted: string[] = [];
afterAll(() => process.stdout.write(`worlds: ${counted.join(', ')}\n`));

const note = (name: string, walked: Walked): Walked => {
  counted.push(`${name} ${walked.worlds}`);
  return walked;
};

/** A person’s command; `again` is the same delivery once more. */
function says(actor: Actor, command: TenantCommand, more: Partial<Wish> & { readonly seen?: number } = {}): Wish {
  const { seen, ...rest } = more;
  const cause = `${actor.person}-${command.do}`;
  const about = seen === undefined ? {} : { seenRevision: seen };
  return {
    way: cause,
    cause,
    by: actor.person,
    at: T0,
    command: () => command,
    facts: () => facts(actor, T0, about),
    ...rest,
  };
}
const again = (wish: Wish): Wish => ({ ...wish, way: `${wish.way}-again` });

/** What the application itself says is due, by key; timers ring only where a scenario has a job for them. */
function dueKeys(state: TenantState, { events }: Logged): readonly string[] {
  const things = new Set(events.flatMap(subjectsOf));
  return [...things]
    .flatMap((id) => due('acme', state, id, timing).map(({ key }) => key))
    .filter((key) => !/^(ring|tick)-/.test(key));
}

describe('an approval: two reviewers, one change, one repeat, one crash', () => {
  const revision = stories.ordering.length;
  const rows: readonly [string, readonly Wish[]][] = (() => {
    const one = says(rui, { do: 'approve', connection }, { seen: revision });
    const other = says(sam, { do: 'approve', connection }, { seen: revision });
    const change = says(lin, { do: 'edit', connection, fields: { name: 'line-b' } });
    const no = says(sam, { do: 'reject', connection, reason: 'no racks' }, { seen: revision });
    const back = says(lin, { do: 'withdraw', connection });
    return [
      ['both approve', [one, other, change, again(one)]],
      ['one approves, one rejects', [one, no, change, again(one)]],
      ['both decide, the customer withdraws', [one, no, back, again(back)]],
    ];
  })();

  it.each(rows)('%s: one decision, one order, everybody answered, nothing left in the air', (name, people) => {
    const scenario: Scenario = { past: stories.ordering, people, crashes: 1, due: dueKeys, job: () => undefined };
    const walked = note(
      name,
      walk(
        scenario,
        (world) =>
          alwaysSo(scenario, world) ??
          (times(world, 'connection.approved') + times(world, 'connection.rejected') > 1
            ? 'decided twice'
            : undefined) ??
          (times(world, 'order.opened') > 1 ? 'two orders' : undefined),
        (world) => unanswered(scenario, world),
      ),
    );
    expect(walked.broken).toBeUndefined();
    expect(walked.ends.length).toBeGreaterThan(1);
  });
});

/** Everybody who lives is told something in the end. */
function unanswered({ people }: Scenario, world: World): string | undefined {
  const silent = people.find(({ way }) => world.walkers[way]?.stage === 'idle');
  return silent && `${silent.way} was never answered`;
}

describe('a line’s life: payment, withdrawal, one repeat, one crash', () => {
  const paid = 'paid';
  const collecting = `collect-${installation}-1`;
  const reserve = /^build-/;

  const scenario: Scenario = {
    past: stories.approved,
    people: (() => {
      const pay = says(lin, { do: 'pay', connection });
      return [pay, again(pay), says(lin, { do: 'withdraw', connection })];
    })(),
    crashes: 1,
    due: dueKeys,
    job: (key) => {
      if (key !== collecting) return undefined;
      return {
        by: job.person,
        at: T0,
        // The till takes once for an order, however often it is asked.
        before: (till) => (till.includes(paid) ? till : [...till, paid]),
        command: () => ({ do: 'settle', connection, order: installation, payment: 'pay-1', fen: 1_500_000 }),
        facts: () => facts(job),
      };
    },
  };

  it('takes money once, loses none of it, and begins to build only what is paid', () => {
    const walked = note(
      'payment and withdrawal',
      walk(
        scenario,
        (world) =>
          alwaysSo(scenario, world) ??
          (times(world, 'order.paid') > 1 ? 'paid twice' : undefined) ??
          (times(world, 'construction.started') > times(world, 'order.paid') ? 'built unpaid' : undefined) ??
          (world.known.some((key) => reserve.test(key)) && times(world, 'order.paid') === 0
            ? 'a step of construction without money'
            : undefined),
        (world) => {
          const kept = times(world, 'order.paid') + times(world, 'order.overpaid');
          return world.till.length === kept ? undefined : `the till took ${world.till.length}, the books know ${kept}`;
        },
      ),
    );
    expect(walked.broken).toBeUndefined();
    const ways = new Set(walked.ends.map((world) => world.state.connections[connection]?.state));
    expect(ways.size).toBeGreaterThan(1);
  });

  it('would lose an effect if a sweep took a mark from an author who sleeps longer than its grace, and then dies', () => {
    const { broken } = walk(
      { ...scenario, graceHolds: false },
      () => undefined,
      () => undefined,
    );
    expect(broken).toMatch(/was never put in flight/);
  });
});

describe('a drill: two who decide, its timers, one crash', { timeout: 120_000 }, () => {
  const endsAt = startAt + 180 * minute;
  const jobs: Readonly<Record<string, { readonly command: TenantCommand; readonly at: number }>> = {
    [`drill-start-${drill}`]: { command: { do: 'start-drill', id: drill }, at: startAt },
    [`drill-restore-${drill}`]: { command: { do: 'stop-drill', id: drill, for: 'time' }, at: endsAt },
    [`drill-finish-${drill}`]: { command: { do: 'finish-drill', id: drill }, at: endsAt },
    [`drill-lapse-${drill}`]: { command: { do: 'lapse-drill', id: drill }, at: startAt + 86_400_000 },
  };
  const says = (actor: Actor, command: TenantCommand, at: number): Wish => ({
    way: `${actor.person}-${command.do}`,
    cause: `${actor.person}-${command.do}`,
    by: actor.person,
    at,
    command: () => command,
    facts: () => drillFacts(actor, harmful, at),
  });
  /** @param found what is simulated when a timer rings. */
  const scenario = (past: Scenario['past'], people: readonly Wish[], found = harmful): Scenario => ({
    past,
    people,
    crashes: 1,
    due: dueKeys,
    job: (key) => {
      const known = jobs[key];
      if (!known) return undefined;
      const { command, at } = known;
      return { by: job.person, at, command: () => command, facts: () => drillFacts(job, found, at) };
    },
  });
  const soon = startAt - minute;
  const rows: readonly [string, Scenario['past'], readonly Wish[]][] = [
    [
      'approved or refused',
      drills.approving,
      [
        says(rui, { do: 'approve-drill', id: drill, proof: proof.hash }, soon),
        says(sam, { do: 'refuse-drill', id: drill, reason: 'not now' }, soon),
      ],
    ],
    [
      'approved or cancelled',
      drills.approving,
      [
        says(rui, { do: 'approve-drill', id: drill, proof: proof.hash }, soon),
        says(lin, { do: 'cancel-drill', id: drill }, soon),
      ],
    ],
    [
      'running and stopped by hand',
      drills.running,
      (() => {
        const stop = says(lin, { do: 'stop-drill', id: drill, for: 'stopped' }, startAt + minute);
        return [stop, again(stop)];
      })(),
    ],
  ];

  it.each(rows)('%s: cut at most once, and what was cut is given back once', (name, past, people) => {
    const one = scenario(past, people);
    const walked = note(
      `drill ${name}`,
      walk(
        one,
        (world) =>
          alwaysSo(one, world) ??
          (times(world, 'drill.started') > 1 ? 'cut twice' : undefined) ??
          (times(world, 'drill.restored') > times(world, 'drill.started') ? 'given back without a cut' : undefined),
        (world) => {
          const state = world.state.drills[drill]?.state;
          const isCut = times(world, 'drill.started') > times(world, 'drill.restored');
          if (isCut) return `never given back (${state})`;
          const touched = world.log.length > past.length;
          return touched && state !== undefined && isOpenDrill(state) ? `stuck in ${state}` : undefined;
        },
      ),
    );
    expect(walked.broken).toBeUndefined();
  });

  it('approved, and the network is another when its time comes: no cut', () => {
    const one = scenario(
      drills.approving,
      [says(rui, { do: 'approve-drill', id: drill, proof: proof.hash }, soon)],
      moved,
    );
    const walked = note(
      'drill on another network',
      walk(
        one,
        (world) => alwaysSo(one, world) ?? (times(world, 'drill.started') > 0 ? 'cut unproven' : undefined),
        (world) => (times(world, 'drill.approved') > times(world, 'drill.voided') ? 'left scheduled' : undefined),
      ),
    );
    expect(walked.broken).toBeUndefined();
    expect(walked.ends.some((world) => times(world, 'drill.approved') > 0)).toBe(true);
  });
});
