/** Verbs about webhooks: where changes of a tenant are reported to. Customers have their own, admins everybody's. */
import { tenantById } from '../../engine/roster/model.ts';
import { mayHook, webhookById } from '../../engine/roster/webhook.ts';
import { webhooksCard } from '../cards/access.ts';
import type { Answer } from '../ports.ts';
import { t } from '../text/phrase.ts';
import { sayRefusal } from '../text/refusal.ts';
import { sealedName } from '../work/webhook.ts';
import { text } from './args.ts';
import { said } from './connection-act.ts';
import { decided } from './roster-act.ts';
import type { KnownCall, Verb } from './spec.ts';

const objections = { 'not-https': 'webhook-https', private: 'webhook-public' } as const;

async function add(call: KnownCall): Promise<Answer> {
  const { args, world, person, journal } = call;
  const { url = '' } = args;
  if (!URL.canParse(url)) return badUrl(url, 'webhook-url');
  const objection = world.courier.objection(url);
  if (objection) return badUrl(url, objections[objection]);
  const id = world.entropy.id('hook');
  const tenant = args.tenant ?? person.tenant ?? '';
  const roster = await journal.load('roster', '');
  const randomness = Array.from({ length: 4 }, () => world.entropy.code());
  const secret = `whsec_${world.entropy.digest(randomness.join(''))}`;
  // Before it is decided, so that the first report finds it; a refused one leaves a secret that opens nothing.
  if (mayHook(roster, person.id, tenant)) await world.vault.put(sealedName(id), secret);
  const answer = await decided(call, { do: 'add-webhook', id, tenant, url }, ({ state }) =>
    said('good', t('answer.webhook', { id, url, tenant: tenantById(state, tenant)?.title ?? tenant, code: secret })),
  );
  if (!webhookById(await journal.load('roster', ''), id)) await world.vault.remove(sealedName(id));
  return answer;
}

const badUrl = (value: string, expect: string): Answer =>
  said('bad', sayRefusal({ code: 'bad-field', field: 'url', value, values: { expect } }));

const hookArg = text('webhook', 'arg.webhook', { required: true, positional: true, expect: 'expect.webhook' });
const roles = ['customer', 'admin'] as const;

export const webhookVerbs: readonly Verb[] = [
  {
    name: 'webhook add',
    summary: 'verb.webhook-add',
    roles,
    changes: true,
    args: [
      text('url', 'arg.url', { required: true, positional: true, expect: 'expect.webhook-url' }),
      text('tenant', 'arg.tenant', { expect: 'expect.tenant-id' }),
    ],
    run: add,
  },
  {
    name: 'webhook list',
    summary: 'verb.webhook-list',
    roles,
    changes: false,
    args: [],
    run: async ({ journal, person }) => {
      const roster = await journal.load('roster', '');
      const mine = Object.values(roster.webhooks).filter((row) => mayHook(roster, person.id, row.tenant));
      return { kind: 'card', card: webhooksCard(roster, mine) };
    },
  },
  {
    name: 'webhook remove',
    summary: 'verb.webhook-remove',
    roles,
    changes: true,
    args: [hookArg],
    run: async (call) => {
      const { webhook: id = '' } = call.args;
      const url = webhookById(await call.journal.load('roster', ''), id)?.url ?? id;
      return decided(call, { do: 'remove-webhook', id }, async () => {
        await call.world.vault.remove(sealedName(id));
        return said('good', t('answer.webhook-removed', { url }));
      });
    },
  },
  {
    name: 'webhook resend',
    summary: 'verb.webhook-resend',
    roles,
    changes: true,
    args: [hookArg],
    run: (call) =>
      decided(call, { do: 'resend-webhook', id: call.args.webhook ?? '' }, ({ events }) => {
        const resent = events.find((event) => event.type === 'webhook.resent');
        return resent
          ? said('good', t('answer.webhook-resent', { count: resent.versions.length }))
          : said('neutral', t('answer.webhook-nothing'));
      }),
  },
];
