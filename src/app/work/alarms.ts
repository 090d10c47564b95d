/** Looks at what may deserve an alarm and reports it: the simulated network, and the meters of a tenant's ports. */
import { portSpecById } from '../../engine/catalog/port-specs.ts';
import type { AlarmCommand } from '../../engine/tenant/alarm/messages.ts';
import { type AlarmSeen, nearlyFull } from '../../engine/tenant/alarm/model.ts';
import type { Connection, TenantState } from '../../engine/tenant/model.ts';
import { vifsOn } from '../../engine/tenant/network/address-plan.ts';
import { alarmsIn, simulatedAlarms } from '../../engine/twin/alarms.ts';
import type { Twin } from '../../engine/twin/build.ts';
import type { Journal } from '../journal.ts';
import type { Effect } from '../ports.ts';
import { tenantFacts } from '../verbs/connection-act.ts';
import type { World } from '../world.ts';

export async function observeAlarms(
  world: World,
  journal: Journal,
  job: string,
  tenant: string,
  command: AlarmCommand,
): Promise<void> {
  const actor = { person: `system:${job}`, movers: ['system'] as const };
  await journal.act('tenant', tenant, command, () => tenantFacts(world, journal, tenant, actor, undefined), {
    by: actor.person,
    cause: job,
    at: world.clock.now(),
  });
}

/** After sessions were observed: what of the network is broken or nearly full. Proofs that missed are compared again. */
export async function watchNetwork(
  world: World,
  journal: Journal,
  job: string,
  { tenant, twin }: { tenant: string; twin: Twin },
): Promise<void> {
  const state = await journal.load('tenant', tenant);
  const found = alarmsIn(state, twin.gateways);
  await observeAlarms(world, journal, `${job}-alarms`, tenant, { do: 'observe-alarms', of: simulatedAlarms, found });
  const missed = Object.values(state.alarms).filter(({ code }) => code === 'proof-missed');
  await world.queues.enqueue([
    ...missed.map(
      ({ part }): Effect => ({
        queue: 'clock',
        name: 'compare',
        key: `compare-${tenant}-${part}-${job}`,
        data: { tenant, version: Number(part) },
      }),
    ),
    ...nextReading(tenant, state, world.clock.now()),
  ]);
}

/** Ports are read this often, over this long. */
const readingMs = 15 * 60_000;

const carrying = (state: TenantState): readonly Connection[] =>
  Object.values(state.connections).filter(({ id, state: now }) => now === 'Active' && vifsOn(state, id).length > 0);

/** The next quarter of an hour, as long as a line carries anything; each reading asks for the one after it. */
function nextReading(tenant: string, state: TenantState, now: number): Effect[] {
  if (carrying(state).length === 0) return [];
  const window = Math.floor(now / readingMs) + 1;
  return [
    {
      queue: 'clock',
      name: 'read-ports',
      key: `read-ports-${tenant}-${window}`,
      data: { tenant },
      at: window * readingMs,
    },
  ];
}

export async function readPorts(world: World, journal: Journal, job: string, task: { tenant: string }): Promise<void> {
  const { tenant } = task;
  const state = await journal.load('tenant', tenant);
  const until = Math.floor(world.clock.now() / readingMs) * readingMs;
  const found: AlarmSeen[] = [];
  for (const { id, port } of carrying(state)) {
    const bytes = await world.meter.outboundBytes({ tenant, connection: id, from: until - readingMs, until });
    const mbps = (bytes * 8) / readingMs / 1_000;
    const most = portSpecById.get(port)?.bandwidthMbps ?? 0;
    if (most === 0 || mbps < most * nearlyFull) continue;
    const values = { percent: Math.round((mbps / most) * 100), mbps: Math.round(mbps), port: most };
    found.push({ code: 'port-busy', id, part: '', values });
  }
  await observeAlarms(world, journal, job, tenant, { do: 'observe-alarms', of: ['port-busy'], found });
  await world.queues.enqueue(nextReading(tenant, state, world.clock.now()));
}
