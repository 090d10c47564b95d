/** Verbs on virtual interfaces: create with a proposed plan, delete, the key (tutorial step 4). */
import { refused } from '../../engine/core.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import { collision, nextPairs, nextVlan } from '../../engine/tenant/network/address-plan.ts';
import type { AddressPair, HealthCheck } from '../../engine/tenant/network/model.ts';
import { pairOf, readRange } from '../../engine/tenant/network/ranges.ts';
import { keyPattern } from '../../engine/tenant/network/vif.ts';
import type { Answer } from '../ports.ts';
import { t } from '../text/phrase.ts';
import { sayRefusal } from '../text/refusal.ts';
import { choice, nameArg, text, thingArg } from './args.ts';
import { said } from './connection-act.ts';
import type { Args, KnownCall, Verb } from './spec.ts';
import { actOnNetwork, idOf, ownTenant } from './thing-act.ts';

const vifArg = thingArg('vif', { positional: true });
const whole = (name: string, label: 'arg.vlan' | 'arg.asn', expect: 'expect.vlan' | 'expect.asn') =>
  ({ name, kind: 'whole-number', label, required: false, expect }) as const;

/** Health checks as typed; intervals are the catalog's defaults (domain §2.6). */
const healthChecks: Readonly<Record<string, HealthCheck>> = {
  none: { kind: 'none' },
  bfd: { kind: 'bfd', minTxMs: 1000, minRxMs: 1000, multiplier: 3 },
  nqa: { kind: 'nqa', intervalSeconds: 4, probes: 5, timeoutSeconds: 3 },
};

type Pairs = readonly [AddressPair, AddressPair];

/** Typed /30s, or the next free ones. */
function pairsFrom(state: TenantState, gateway: string, args: Args): Pairs | ReturnType<typeof refused> {
  const proposed = nextPairs(state, gateway);
  const [primary, secondary] = [args.primary, args.secondary].map((range, index) => {
    if (range === undefined) return proposed?.[index];
    return readRange(range)?.length === 30 ? pairOf(range) : undefined;
  });
  if (!primary)
    return refused('bad-field', { field: 'primary', value: args.primary ?? '', values: { expect: 'pair' } });
  if (!secondary)
    return refused('bad-field', { field: 'secondary', value: args.secondary ?? '', values: { expect: 'pair' } });
  return [primary, secondary];
}

async function create(call: KnownCall): Promise<Answer> {
  const { args, world } = call;
  const id = world.entropy.id('vif');
  const key = args.key ?? world.entropy.code().replaceAll('-', '');
  if (!keyPattern.test(key))
    return said(
      'bad',
      sayRefusal(refused('bad-field', { field: 'key', value: '***', values: { expect: 'key' } }).refusal),
    );
  // The key is sealed before anything refers to it; a refused interface leaves a sealed text nobody can name.
  await world.vault.put(id, key);
  const answer = await actOnNetwork(
    call,
    undefined,
    (state) => {
      const connection = idOf(state, 'connection', 'connection', args.connection);
      if (typeof connection !== 'string') return connection;
      const gateway = idOf(state, 'gateway', 'gateway', args.gateway);
      if (typeof gateway !== 'string') return gateway;
      const pairs = pairsFrom(state, gateway, args);
      if ('ok' in pairs) return pairs;
      return {
        do: 'create-vif',
        id,
        name: args.name ?? '',
        connection,
        gateway,
        vlan: args.vlan === undefined ? (nextVlan(state, connection) ?? 0) : Number(args.vlan),
        customerAsn: args.asn === undefined ? 65_001 : Number(args.asn),
        keyPrint: world.vault.print(key),
        pairs,
        healthCheck: healthChecks[args.health ?? 'none'] ?? { kind: 'none' },
      } as const;
    },
    () => t('answer.created', { kind: t('thing.vif'), name: args.name ?? '', id }),
  );
  if (answer.kind !== 'said' || answer.tone !== 'good') await world.vault.remove(id);
  return answer;
}

async function plan(call: KnownCall): Promise<Answer> {
  const owned = await ownTenant(call.world, call.journal, call.person, call.args.connection);
  if ('ok' in owned) return said('bad', sayRefusal(owned.refusal));
  const { state } = owned;
  const connection = idOf(state, 'connection', 'connection', call.args.connection);
  if (typeof connection !== 'string') return said('bad', sayRefusal(connection.refusal));
  const gateway = idOf(state, 'gateway', 'gateway', call.args.gateway);
  if (typeof gateway !== 'string') return said('bad', sayRefusal(gateway.refusal));
  const wanted = call.args.primary;
  const hit = wanted === undefined ? undefined : collision(state, gateway, wanted);
  const pairs = nextPairs(state, gateway);
  if (hit || !pairs) {
    const free = pairs?.[0].customerIp ?? '–';
    return said(
      'bad',
      sayRefusal(
        refused('address-taken', {
          field: 'primary',
          value: wanted ?? '',
          values: { with: hit?.range ?? '', by: hit?.by ?? '', free },
        }).refusal,
      ),
    );
  }
  const [primary, secondary] = pairs;
  const name = state.connections[connection]?.name ?? connection;
  return said(
    'neutral',
    t('answer.plan', {
      name,
      vlan: nextVlan(state, connection) ?? '–',
      primary: primary.customerIp,
      secondary: secondary.customerIp,
    }),
  );
}

/** The decision that the key was shown comes first: if the answer is lost, the key is not shown twice. */
async function revealKey(call: KnownCall): Promise<Answer> {
  let vif: string | undefined;
  const answer = await actOnNetwork(
    call,
    call.args.vif,
    (state) => {
      const id = idOf(state, 'vif', 'vif', call.args.vif);
      if (typeof id !== 'string') return id;
      vif = id;
      return { do: 'reveal-key', id } as const;
    },
    () => t('answer.changed', { name: call.args.vif ?? '' }),
  );
  if (vif === undefined || answer.kind !== 'said' || answer.tone !== 'good') return answer;
  const key = await call.world.vault.get(vif);
  return said('good', t('answer.key', { name: vif, code: key ?? '–' }));
}

export const vifVerbs: readonly Verb[] = [
  {
    name: 'vif create',
    summary: 'verb.vif-create',
    roles: ['customer'],
    changes: true,
    args: [
      nameArg,
      thingArg('connection'),
      thingArg('gateway'),
      whole('vlan', 'arg.vlan', 'expect.vlan'),
      whole('asn', 'arg.asn', 'expect.asn'),
      text('primary', 'arg.primary', { expect: 'expect.pair' }),
      text('secondary', 'arg.secondary', { expect: 'expect.pair' }),
      text('key', 'arg.key', { secret: true, expect: 'expect.key' }),
      choice('health', 'arg.health', ['none', 'bfd', 'nqa'], { expect: 'expect.health' }),
    ],
    run: create,
  },
  {
    name: 'vif plan',
    summary: 'verb.vif-plan',
    roles: ['customer'],
    changes: false,
    args: [
      thingArg('connection', { positional: true }),
      thingArg('gateway'),
      text('primary', 'arg.primary', { expect: 'expect.pair' }),
    ],
    run: plan,
  },
  {
    name: 'vif delete',
    summary: 'verb.vif-delete',
    roles: ['customer'],
    changes: true,
    args: [{ ...vifArg, required: true }],
    run: (call) =>
      actOnNetwork(
        call,
        call.args.vif,
        (state) => {
          const id = idOf(state, 'vif', 'vif', call.args.vif);
          return typeof id === 'string' ? ({ do: 'delete-vif', id } as const) : id;
        },
        () => t('answer.removed', { name: call.args.vif ?? '' }),
      ),
  },
  { name: 'key', summary: 'verb.key', roles: ['customer'], changes: true, args: [vifArg], run: revealKey },
];
