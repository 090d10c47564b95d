/** What jobs do to the cloud network: simulate a tenant anew and report its sessions, clean up removed interfaces. */

import { subjectsWaiting } from '../../engine/proposal/index.ts';
import type { NetworkCommand } from '../../engine/tenant/network/messages.ts';
import type { ReviewCommand } from '../../engine/tenant/review/messages.ts';
import { type Twin, twinOf } from '../../engine/twin/build.ts';
import { diagnose, stepsOf } from '../../engine/twin/diagnose.ts';
import { sessionsOf } from '../../engine/twin/sessions.ts';
import { typedFix } from '../fix.ts';
import type { Journal } from '../journal.ts';
import { sitesOf } from '../sites.ts';
import { tenantFacts } from '../verbs/connection-act.ts';
import type { World } from '../world.ts';
import { watchNetwork } from './alarms.ts';
import { redraw } from './redraw.ts';

/** The tenant's network as it would behave now. A simulation. */
export async function twinNow(journal: Journal, tenant: string): Promise<Twin> {
  const state = await journal.load('tenant', tenant);
  return twinOf(state, await sitesOf(journal, state));
}

export async function reportNetwork(
  world: World,
  journal: Journal,
  job: string,
  tenant: string,
  command: NetworkCommand | ReviewCommand,
): Promise<void> {
  const actor = { person: `system:${job}`, movers: ['system'] as const };
  const facts = () => tenantFacts(world, journal, tenant, actor, undefined);
  const outcome = await journal.act('tenant', tenant, command, facts, {
    by: actor.person,
    cause: job,
    at: world.clock.now(),
  });
  if (!outcome.ok) world.telemetry.log('info', 'job result no longer wanted', { job, code: outcome.refusal.code });
}

/** Pushes each interface to both line routers and looks at what comes up (tutorial steps 4 and 5). */
export async function reconverge(world: World, journal: Journal, job: string, task: { tenant: string }): Promise<void> {
  const twin = await twinNow(journal, task.tenant);
  for (const vif of Object.values(twin.tenant.vifs)) {
    if (vif.state === 'Deleting' || vif.state === 'Deleted') continue;
    const command = { do: 'observe-vif', id: vif.id, sessions: sessionsOf(twin, vif) } as const;
    await reportNetwork(world, journal, `${job}-${vif.id}`, task.tenant, command);
  }
  await watchNetwork(world, journal, job, { tenant: task.tenant, twin });
  // What waits for an engineer stands on another network now: its proof is drawn again.
  const waiting = subjectsWaiting(twin.tenant);
  await world.queues.enqueue(waiting.map((thing) => redraw(task.tenant, thing, job)));
}

export async function clean(
  world: World,
  journal: Journal,
  job: string,
  task: { tenant: string; vif: string },
): Promise<void> {
  await reportNetwork(world, journal, job, task.tenant, { do: 'clean-vif', id: task.vif });
  await world.vault.remove(task.vif);
}

/** Checks told at a time, so that the card shows the test at work. */
const checksPerStage = 5;

/** One stage of a connectivity test: simulates anew, reports a few checks more, ends at the first that fails (domain §10). */
export async function test(
  world: World,
  journal: Journal,
  job: string,
  task: { tenant: string; vif: string; run: number },
): Promise<void> {
  const twin = await twinNow(journal, task.tenant);
  const seen = twin.tenant.vifs[task.vif]?.test;
  const diagnosis = diagnose(twin, task.vif);
  if (!seen || !diagnosis || seen.run !== task.run || seen.state !== 'running') return;
  const all = stepsOf(diagnosis);
  const steps = all.slice(0, seen.steps.length + checksPerStage);
  const finished = steps.length === all.length;
  const state = finished ? (diagnosis.pass ? 'passed' : 'failed') : 'running';
  const fix = finished ? typedFix(diagnosis.first?.fix, twin.tenant) : undefined;
  const command = {
    do: 'record-test',
    id: task.vif,
    run: task.run,
    state,
    steps,
    ...(fix === undefined ? {} : { fix }),
  } as const;
  await reportNetwork(world, journal, job, task.tenant, command);
}
