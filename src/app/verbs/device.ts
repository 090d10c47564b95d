/** Verbs on the customer's device: its configuration, and what the customer says of it (tutorial step 5). */

import { refused } from '../../engine/core.ts';
import { deviceConfig, type VendorName, vendorNamed, vendorNames } from '../../engine/device/index.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import type { ClientDevice, Vif } from '../../engine/tenant/network/model.ts';
import { lineRouterAsn } from '../../engine/tenant/network/vif.ts';
import { hostIn } from '../given-config.ts';
import type { Answer } from '../ports.ts';
import { t } from '../text/phrase.ts';
import { sayRefusal } from '../text/refusal.ts';
import type { World } from '../world.ts';
import { choice, text, thingArg } from './args.ts';
import { said } from './connection-act.ts';
import type { Args, KnownCall, Verb } from './spec.ts';
import { actOnNetwork, idOf, listOf, ownTenant } from './thing-act.ts';

const vifArg = thingArg('vif', { positional: true });

async function config(call: KnownCall): Promise<Answer> {
  const { args, world, journal, person } = call;
  const owned = await ownTenant(world, journal, person, args.vif);
  if ('ok' in owned) return said('bad', sayRefusal(owned.refusal));
  const id = idOf(owned.state, 'vif', 'vif', args.vif);
  const vif = typeof id === 'string' ? owned.state.vifs[id] : undefined;
  if (typeof id !== 'string') return said('bad', sayRefusal(id.refusal));
  const vendor = vendorNamed(args.vendor ?? 'frr');
  if (!vif || !vendor)
    return said(
      'bad',
      sayRefusal(
        refused('bad-field', { field: 'vendor', value: args.vendor ?? '', values: { expect: 'vendor' } }).refusal,
      ),
    );
  const made = deviceConfig(planOf(owned.state, vif, args), vendor, { revealKey: false });
  if (!made.ok) return said('bad', ...made.refusals.map(sayRefusal));
  return {
    kind: 'file',
    name: `${vif.name}-${vendor}.txt`,
    text: made.text,
    said: t('answer.config', { name: vif.name, vendor, id: vif.id }),
  };
}

/** What the configuration is made from; the key stays in the vault. */
export function planOf(state: TenantState, vif: Vif, args: Args) {
  const ranges = Object.values(state.attachments)
    .filter((row) => row.gateway === vif.gateway)
    .flatMap((row) => row.exports.map((row) => row.cidr));
  const announce = args.announce === undefined ? (vif.device?.announces ?? []) : listOf(args.announce);
  const health = vif.healthCheck;
  return {
    name: vif.name,
    vlan: vif.vlan,
    customerAsn: vif.customerAsn,
    cloudAsn: lineRouterAsn,
    ...(vif.keyPrint === undefined ? {} : { authKey: null, keyPresent: true }),
    peers: [{ ...vif.pairs[0] }, { ...vif.pairs[1] }] as [
      { customerIp: string; cloudIp: string },
      { customerIp: string; cloudIp: string },
    ],
    announce: [...announce],
    ...(ranges.length > 0 ? { cloudRanges: ranges } : {}),
    holdSeconds: 90,
    keepaliveSeconds: 30,
    ...(health.kind === 'bfd'
      ? { bfd: { minTxMs: health.minTxMs, minRxMs: health.minRxMs, multiplier: health.multiplier } }
      : {}),
    staticRouting: false,
    mtu: 1500,
    singlePort: false,
    svi: false,
  };
}

/** Fingerprint of the key in the device. `same`: the interface's own; `none`: no key is configured. */
function devicePrint(world: Pick<World, 'vault'>, vif: Vif, key: string | undefined): string | undefined {
  if (key === undefined) return vif.device ? vif.device.keyPrint : vif.keyPrint;
  if (key === 'same') return vif.keyPrint;
  return key === 'none' ? undefined : world.vault.print(key);
}

/** Typed ranges, `none`, or what was there. */
function rangesOr(typed: string | undefined, known: readonly string[] | undefined): readonly string[] {
  if (typed === undefined) return known ?? [];
  return typed === 'none' ? [] : listOf(typed);
}

/** As configured by our file, changed by what was typed. */
export function deviceFrom(world: Pick<World, 'vault'>, vif: Vif, args: Args): Omit<ClientDevice, 'since'> {
  const before = vif.device;
  const announces = rangesOr(args.announce, before?.announces);
  const addresses = listOf(args.addresses);
  const keyPrint = devicePrint(world, vif, args.key);
  const prepend = args.prepend === undefined ? (before?.prepend ?? 0) : Number(args.prepend);
  const flag = (name: string, known: boolean) => (args[name] === undefined ? known : args[name] === 'yes');
  return {
    vlan: args.vlan === undefined ? (before?.vlan ?? vif.vlan) : Number(args.vlan),
    asn: args.asn === undefined ? (before?.asn ?? vif.customerAsn) : Number(args.asn),
    remoteAsn: args['remote-asn'] === undefined ? (before?.remoteAsn ?? lineRouterAsn) : Number(args['remote-asn']),
    addresses: [
      addresses[0] ?? before?.addresses[0] ?? vif.pairs[0].customerIp,
      addresses[1] ?? before?.addresses[1] ?? vif.pairs[1].customerIp,
    ],
    ...(keyPrint === undefined ? {} : { keyPrint }),
    announces,
    host: args.host ?? (before && announces.length === 0 ? before.host : hostIn(announces[0])),
    staticTo: rangesOr(args['static-to'], before?.staticTo),
    ttlSecurity: flag('ttl-security', before?.ttlSecurity ?? false),
    blocksIcmp: flag('blocks-icmp', before?.blocksIcmp ?? false),
    ...(flag('refuses-cloud', before?.refusesCloud ?? false) ? { refusesCloud: true } : {}),
    ...(prepend > 0 ? { prepend } : {}),
  };
}

function setDevice(call: KnownCall): Promise<Answer> {
  const { args, world } = call;
  return actOnNetwork(
    call,
    args.vif,
    (state) => {
      const id = idOf(state, 'vif', 'vif', args.vif);
      if (typeof id !== 'string') return id;
      const vif = state.vifs[id];
      return vif
        ? ({ do: 'set-device', id, device: deviceFrom(world, vif, args) } as const)
        : refused('unknown-thing', { field: 'vif', value: id });
    },
    (state) => {
      const id = idOf(state, 'vif', 'vif', args.vif);
      return t('answer.changed', { name: typeof id === 'string' ? (state.vifs[id]?.name ?? id) : '' });
    },
  );
}

export const deviceVerbs: readonly Verb[] = [
  {
    name: 'device config',
    summary: 'verb.device-config',
    roles: ['customer'],
    changes: false,
    args: [
      { ...vifArg },
      choice('vendor', 'arg.vendor', vendorNames satisfies readonly VendorName[], {
        required: true,
        expect: 'expect.vendor',
      }),
      text('announce', 'arg.announce', { expect: 'expect.range' }),
    ],
    run: config,
  },
  {
    name: 'device set',
    summary: 'verb.device-set',
    roles: ['customer'],
    changes: true,
    formWhenBare: true,
    args: [
      vifArg,
      text('announce', 'arg.announce', { expect: 'expect.range' }),
      text('host', 'arg.host', { expect: 'expect.address' }),
      { name: 'vlan', kind: 'whole-number', label: 'arg.vlan', required: false, expect: 'expect.vlan' },
      { name: 'asn', kind: 'whole-number', label: 'arg.asn', required: false, expect: 'expect.whole-number' },
      {
        name: 'remote-asn',
        kind: 'whole-number',
        label: 'arg.remote-asn',
        required: false,
        expect: 'expect.whole-number',
      },
      text('addresses', 'arg.addresses', { expect: 'expect.pair' }),
      text('key', 'arg.key', { secret: true, expect: 'expect.key' }),
      { name: 'ttl-security', kind: 'flag', label: 'arg.ttl-security', required: false },
      text('static-to', 'arg.static-to', { expect: 'expect.range' }),
      { name: 'refuses-cloud', kind: 'flag', label: 'arg.refuses-cloud', required: false },
      { name: 'prepend', kind: 'whole-number', label: 'arg.prepend', required: false, expect: 'expect.prepend' },
      { name: 'blocks-icmp', kind: 'flag', label: 'arg.blocks-icmp', required: false },
    ],
    run: setDevice,
  },
];
