/** What jobs do to a connection: checks, collection, construction steps, release, alarms. Each reports back as a command. */
import { portSpecById } from '../../engine/catalog/port-specs.ts';
import { heldBy } from '../../engine/site/index.ts';
import { alarms } from '../../engine/tenant/clock.ts';
import type { ConnectionCommand } from '../../engine/tenant/messages.ts';
import type { Connection, StepId } from '../../engine/tenant/model.ts';
import { meteredFrom, midnightBefore, moneyCommands } from '../../engine/tenant/money-clock.ts';
import { reviewChecks } from '../../engine/tenant/ordering.ts';
import type { Journal, Outcome } from '../journal.ts';
import { tenantFacts } from '../verbs/connection-act.ts';
import { Later, type World } from '../world.ts';

export interface Target {
  readonly tenant: string;
  readonly connection: string;
}

/** Reports a job's result through the same decider as people's commands; the job's id is the cause. */
async function report(
  world: World,
  journal: Journal,
  job: string,
  target: Target,
  command: ConnectionCommand,
): Promise<Outcome<'tenant'>> {
  const state = await journal.load('tenant', target.tenant);
  const region = state.connections[target.connection]?.region;
  const actor = { person: `system:${job}`, movers: ['system'] as const };
  const facts = () => tenantFacts(world, journal, target.tenant, actor, region);
  const outcome = await journal.act('tenant', target.tenant, command, facts, {
    by: actor.person,
    cause: job,
    at: world.clock.now(),
  });
  if (!outcome.ok) world.telemetry.log('info', 'job result no longer wanted', { job, code: outcome.refusal.code });
  return outcome;
}

async function openSite(world: World, journal: Journal, region: string): Promise<void> {
  const cause = { by: 'system:site', cause: `open-${region}`, at: world.clock.now() };
  await journal.act('site', region, { do: 'open', region }, () => undefined, cause);
}

async function target(journal: Journal, { tenant, connection }: Target): Promise<Connection | undefined> {
  return (await journal.load('tenant', tenant)).connections[connection];
}

export async function check(world: World, journal: Journal, job: string, task: Target): Promise<void> {
  const connection = await target(journal, task);
  if (!connection) return;
  await openSite(world, journal, connection.region);
  const facts = await tenantFacts(
    world,
    journal,
    task.tenant,
    { person: `system:${job}`, movers: ['system'] },
    connection.region,
  );
  const state = await journal.load('tenant', task.tenant);
  await report(world, journal, job, task, {
    do: 'record-checks',
    connection: connection.id,
    checks: reviewChecks(connection, state, facts),
  });
}

export async function collect(
  world: World,
  journal: Journal,
  job: string,
  task: Target & { order: string; attempt: number },
): Promise<void> {
  const order = (await journal.load('tenant', task.tenant)).orders[task.order];
  if (order?.status !== 'open') return;
  const { connection } = task;
  const result = await world.cashier.collect({ tenant: task.tenant, order: order.id, fen: order.fen });
  switch (result.state) {
    case 'paid':
      await report(world, journal, job, task, {
        do: 'settle',
        connection,
        order: order.id,
        payment: result.payment,
        fen: order.fen,
      });
      return;
    case 'awaiting':
      await report(world, journal, job, task, {
        do: 'await-payment',
        connection,
        order: order.id,
        attempt: task.attempt,
        ...(result.url === undefined ? {} : { url: result.url }),
      });
      return;
    case 'refused': {
      const { reason, balanceFen } = result;
      await report(world, journal, job, task, {
        do: 'refuse-payment',
        connection,
        order: order.id,
        attempt: task.attempt,
        reason,
        balanceFen,
      });
    }
  }
}

type StepResult =
  | {
      readonly ok: true;
      readonly detail?: Record<string, string | readonly string[]>;
      readonly ports?: readonly string[];
    }
  | { readonly ok: false; readonly detail: Record<string, string | number> };

/** How each automatic step is carried out; cabling is here for the simulated crew only. */
const carryOut: Readonly<
  Record<
    StepId,
    (world: World, journal: Journal, job: string, connection: Connection, attempt: number) => Promise<StepResult>
  >
> = {
  'reserve-ports': async (world, journal, job, connection) => {
    await openSite(world, journal, connection.region);
    const cause = { by: `system:${job}`, cause: job, at: world.clock.now() };
    const outcome = await journal.act(
      'site',
      connection.region,
      { do: 'reserve', connection: connection.id, spec: connection.port },
      () => undefined,
      cause,
    );
    if (!outcome.ok) return { ok: false, detail: { reason: outcome.refusal.code } };
    return { ok: true, ports: heldBy(outcome.state, connection.id) };
  },
  cabling: async () => ({ ok: true }),
  'light-levels': async (world, _journal, _job, connection, attempt) => {
    const range = portSpecById.get(connection.port)?.lightDbm;
    if (!range) return { ok: true };
    const levels: string[] = [];
    for (const port of connection.ports ?? []) {
      const dbm = await world.plant.lightDbm({ connection: connection.id, port, spec: connection.port, attempt });
      if (dbm < range.min || dbm > range.max)
        return { ok: false, detail: { port, dbm, min: range.min, max: range.max } };
      levels.push(`${port} ${dbm} dBm`);
    }
    return { ok: true, detail: { levels } };
  },
  'link-debugging': async (world, _journal, _job, connection, attempt) => {
    const result = await world.plant.debugLink({ connection: connection.id, ports: connection.ports ?? [], attempt });
    return result.ok ? { ok: true } : { ok: false, detail: { reason: result.reason } };
  },
};

/** Thrown while tries are left, so that the queue tries again before people are asked. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
}

export async function buildStep(
  world: World,
  journal: Journal,
  job: string,
  task: Target & { step: StepId; round: number; attempt: number; lastTry: boolean },
): Promise<void> {
  const connection = await target(journal, task);
  const progress = connection?.construction?.steps.find((row) => row.id === task.step);
  const current = connection?.state === 'Pending' && connection.construction?.round === task.round;
  if (!connection || !current || progress?.status !== 'now' || progress.attempt !== task.attempt) return;
  const result = await carryOut[task.step](world, journal, job, connection, task.attempt);
  if (result.ok) {
    await report(world, journal, job, task, {
      do: 'finish-step',
      connection: connection.id,
      step: task.step,
      ...(result.detail ? { detail: result.detail } : {}),
      ...(result.ports ? { ports: result.ports } : {}),
    });
    return;
  }
  if (!task.lastTry) throw new StepFailed(`${task.step}: ${JSON.stringify(result.detail)}`);
  await report(world, journal, job, task, {
    do: 'fail-step',
    connection: connection.id,
    step: task.step,
    round: task.round,
    attempt: task.attempt,
    detail: result.detail,
  });
}

export async function release(world: World, journal: Journal, job: string, task: Target): Promise<void> {
  const connection = await target(journal, task);
  if (connection?.state !== 'Deleted') return;
  const cause = { by: `system:${job}`, cause: job, at: world.clock.now() };
  await journal.act('site', connection.region, { do: 'release', connection: connection.id }, () => undefined, cause);
}

/** What an alarm asks for: most ring, some decide, the daily bill is read from the meter first. */
async function rung(
  world: World,
  journal: Journal,
  { tenant, connection, alarm }: Target & { alarm: string },
  expires: boolean,
): Promise<ConnectionCommand | undefined> {
  if (expires) return { do: 'expire', connection };
  const money = Object.hasOwn(moneyCommands, alarm) ? moneyCommands[alarm as keyof typeof moneyCommands] : undefined;
  if (money === undefined) return { do: 'ring', connection, alarm };
  if (money !== 'bill-traffic') return { do: money, connection };
  const line = await target(journal, { tenant, connection });
  const from = line && meteredFrom(line);
  const until = midnightBefore(world.clock.now());
  if (from === undefined || until <= from) return undefined;
  const bytes = await world.meter.outboundBytes({ tenant, connection, from, until });
  return { do: 'bill-traffic', connection, from, until, bytes };
}

export async function ring(
  world: World,
  journal: Journal,
  job: string,
  task: Target & { alarm: string },
): Promise<void> {
  const expires = alarms.some((row) => row.id === task.alarm && row.effect === 'expire');
  const command = await rung(world, journal, task, expires);
  if (!command) return;
  const outcome = await report(world, journal, job, task, command);
  if (!outcome.ok && outcome.refusal.code === 'payment-under-way') throw new Later(5_000);
  // A payment is being taken in this very moment: ask again shortly instead of letting the order live for ever.
  if (
    !outcome.ok &&
    expires &&
    outcome.refusal.code === 'not-due' &&
    outcome.state.connections[task.connection]?.state === 'Installation_Paying'
  )
    throw new Later(5_000);
}
