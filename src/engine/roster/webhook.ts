/** Where a tenant's changes are reported to, and which reports never arrived. Sends nothing and knows no secret. */
import { type Decision, happened, refused, silence } from '../core.ts';
import type { RosterFacts } from './messages.ts';
import { personById, type RosterState, tenantById } from './model.ts';

export interface Webhook {
  readonly id: string;
  readonly tenant: string;
  readonly url: string;
  /** Versions of the tenant's log that were given up, oldest first. */
  readonly dead: readonly number[];
  /** So much failed that nothing more is sent: the version it stopped after. */
  readonly stoppedAfter?: number;
}

export type WebhookCommand =
  | { readonly do: 'add-webhook'; readonly id: string; readonly tenant: string; readonly url: string }
  | { readonly do: 'remove-webhook'; readonly id: string }
  /** A report was given up. */
  | { readonly do: 'fail-webhook'; readonly id: string; readonly version: number }
  | { readonly do: 'resend-webhook'; readonly id: string };

export type WebhookEvent =
  | { readonly type: 'webhook.added'; readonly webhook: Webhook; readonly by: string }
  | { readonly type: 'webhook.removed'; readonly id: string; readonly by: string }
  | { readonly type: 'webhook.failed'; readonly id: string; readonly version: number; readonly stopped: boolean }
  | {
      readonly type: 'webhook.resent';
      readonly id: string;
      readonly tenant: string;
      readonly versions: readonly number[];
      /** Everything after this version was never tried. */
      readonly after?: number;
      readonly by: string;
    };

export const webhookLimits = { perTenant: 5, deadBeforeStop: 10, longestUrl: 500 } as const;

const commands: ReadonlySet<string> = new Set<WebhookCommand['do']>([
  'add-webhook',
  'remove-webhook',
  'fail-webhook',
  'resend-webhook',
]);

export const isWebhookCommand = (command: { readonly do: string }): command is WebhookCommand =>
  commands.has(command.do);
export const isWebhookEvent = (event: { readonly type: string }): event is WebhookEvent =>
  event.type.startsWith('webhook.');

export function webhookById(state: Pick<RosterState, 'webhooks'>, id: string): Webhook | undefined {
  return Object.hasOwn(state.webhooks, id) ? state.webhooks[id] : undefined;
}

/** Admins everywhere, customers for their own tenant. */
export function mayHook(state: RosterState, by: string, tenant: string): boolean {
  const person = personById(state, by);
  if (!person || person.identities.length === 0) return false;
  return person.roles.includes('admin') || (person.roles.includes('customer') && person.tenant === tenant);
}

export function decideWebhook(command: WebhookCommand, state: RosterState, facts: RosterFacts): Decision<WebhookEvent> {
  if (command.do === 'add-webhook') return add(command, state, facts);
  const hook = webhookById(state, command.id);
  if (command.do === 'fail-webhook') {
    if (!hook || hook.dead.includes(command.version)) return silence;
    const stopped = hook.stoppedAfter === undefined && hook.dead.length + 1 >= webhookLimits.deadBeforeStop;
    return happened<WebhookEvent>({ type: 'webhook.failed', id: hook.id, version: command.version, stopped });
  }
  if (!hook || !mayHook(state, facts.by, hook.tenant))
    return refused('unknown-webhook', { field: 'webhook', value: command.id });
  if (command.do === 'remove-webhook')
    return happened<WebhookEvent>({ type: 'webhook.removed', id: hook.id, by: facts.by });
  if (hook.dead.length === 0) return silence;
  const { id, tenant, dead: versions, stoppedAfter: after } = hook;
  return happened<WebhookEvent>({
    type: 'webhook.resent',
    id,
    tenant,
    versions,
    by: facts.by,
    ...(after === undefined ? {} : { after }),
  });
}

function add(
  { id, tenant, url }: Extract<WebhookCommand, { do: 'add-webhook' }>,
  state: RosterState,
  facts: RosterFacts,
): Decision<WebhookEvent> {
  if (webhookById(state, id)) return silence;
  if (!mayHook(state, facts.by, tenant) || !tenantById(state, tenant))
    return refused('unknown-tenant', { field: 'tenant', value: tenant });
  if (url.length > webhookLimits.longestUrl || !/^https?:\/\/[^\s@#]+$/i.test(url))
    return refused('bad-field', { field: 'url', value: url, values: { expect: 'webhook-url' } });
  const others = Object.values(state.webhooks).filter((row) => row.tenant === tenant);
  if (others.some((row) => row.url === url)) return refused('webhook-known', { field: 'url', value: url });
  if (others.length >= webhookLimits.perTenant)
    return refused('too-many-webhooks', { value: tenant, values: { limit: webhookLimits.perTenant } });
  return happened<WebhookEvent>({ type: 'webhook.added', by: facts.by, webhook: { id, tenant, url, dead: [] } });
}

export function evolveWebhook({ webhooks }: RosterState, event: WebhookEvent): RosterState['webhooks'] {
  if (event.type === 'webhook.added') return { ...webhooks, [event.webhook.id]: event.webhook };
  if (event.type === 'webhook.removed')
    return Object.fromEntries(Object.entries(webhooks).filter(([id]) => id !== event.id));
  const hook = webhooks[event.id];
  if (!hook) return webhooks;
  if (event.type === 'webhook.failed') {
    const dead = [...hook.dead, event.version].sort((a, b) => a - b);
    return { ...webhooks, [hook.id]: { ...hook, dead, ...(event.stopped ? { stoppedAfter: dead.at(-1) ?? 0 } : {}) } };
  }
  const { stoppedAfter: _stopped, ...rest } = hook;
  return { ...webhooks, [hook.id]: { ...rest, dead: hook.dead.filter((row) => !event.versions.includes(row)) } };
}
