/** Reports one entry to one webhook: at least once, signed, and listed where it was given up. Knows no socket. */
import { z } from 'zod';
import type { RosterEvent } from '../../engine/roster/index.ts';
import type { RosterState } from '../../engine/roster/model.ts';
import { webhookById } from '../../engine/roster/webhook.ts';
import { cloudEvent } from '../cloud-event.ts';
import type { Journal } from '../journal.ts';
import { type Effect, Undeliverable } from '../ports.ts';
import type { World } from '../world.ts';

export const webhookShape = z.object({ tenant: z.string(), version: z.number(), webhook: z.string() });
type Task = z.infer<typeof webhookShape>;

export const sealedName = (id: string) => `webhook:${id}`;

function report(task: Task, again = ''): Effect {
  const key = `webhook-${task.webhook}-${task.version}${again}`;
  return { queue: 'webhook', name: 'webhook', key, data: task };
}

/** What has to be reported after an entry of a tenant. */
export function reports(roster: RosterState, tenant: string, version: number): Effect[] {
  return Object.values(roster.webhooks)
    .filter((hook) => hook.tenant === tenant && hook.stoppedAfter === undefined)
    .map((hook) => report({ tenant, version, webhook: hook.id }));
}

/** So many of the missed ones are sent again at once; the newest are left to be read from the API. */
const resentAtOnce = 1_000;

/** What a person asked to be sent again, and what was not tried since it stopped. */
export async function reportsAgain(journal: Journal, event: RosterEvent, version: number): Promise<Effect[]> {
  if (event.type !== 'webhook.resent') return [];
  const { id: webhook, tenant, versions, after } = event;
  const newest = after === undefined ? 0 : (await journal.load('tenant', tenant)).version;
  const missed = Array.from({ length: Math.max(0, newest - (after ?? 0)) }, (_, index) => (after ?? 0) + 1 + index);
  const all = [...new Set([...versions, ...missed])].slice(0, resentAtOnce);
  return all.map((row) => report({ tenant, version: row, webhook }, `-again-${version}`));
}

/** Statuses after which asking again is pointless: the receiver says it is gone. */
const gone = 410;

export async function sendReport(
  world: World,
  journal: Journal,
  job: { readonly key: string; readonly lastTry: boolean },
  task: Task,
): Promise<void> {
  const hook = webhookById(await journal.load('roster', ''), task.webhook);
  const secret = await world.vault.get(sealedName(task.webhook));
  if (!hook || secret === undefined) return;
  const [entry] = await journal.entries('tenant', task.tenant, task.version - 1);
  if (!entry) return;
  const event = cloudEvent(task.tenant, entry, await journal.load('tenant', task.tenant));
  const at = world.clock.now();
  const outcome = await world.courier
    .post({ url: hook.url, secret, id: event.id, at, body: JSON.stringify(event) })
    .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  if (typeof outcome === 'number' && outcome >= 200 && outcome < 300) {
    world.telemetry.count('webhooks_delivered');
    return;
  }
  world.telemetry.count('webhook_failures');
  const problem = typeof outcome === 'number' ? new Error(`the receiver answered ${outcome}`) : outcome;
  if (!job.lastTry && outcome !== gone && !(problem instanceof Undeliverable)) throw problem;
  world.telemetry.log('warn', 'webhook given up', { webhook: hook.id, version: task.version, error: problem.message });
  const by = 'system:webhooks';
  const facts = () => ({ at, by, pace: world.tempo, calendar: world.calendar });
  const command = { do: 'fail-webhook', id: hook.id, version: task.version } as const;
  await journal.act('roster', '', command, facts, { by, cause: `${job.key}-failed`, at });
}
