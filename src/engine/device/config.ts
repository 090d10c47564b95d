/** A plan and a vendor become the text of one configuration, or the reasons why they cannot. Knows no vendor's words. */
import type { Refusal } from '../core.ts';
import { type Device, deviceOf, keyPlaceholder, portsOf } from './device.ts';
import { page, type Section, when } from './layout.ts';
import { plainText } from './plain-text.ts';
import type { VifPlan } from './plan.ts';
import { planRefusals } from './plan-rules.ts';
import type { Vendor } from './vendor.ts';
import { type VendorName, vendors } from './vendors.ts';

export interface ConfigOptions {
  /** False: the key's place is marked with a placeholder, and nothing in the text depends on the key. */
  readonly revealKey: boolean;
}

export type DeviceConfig =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** What this device family cannot do of a plan that is sound in itself. */
function vendorRefusals(plan: VifPlan, name: VendorName): readonly Refusal[] {
  const vendor: Vendor = vendors[name];
  const { authKey, svi, vlan } = plan;
  const reserved = svi && vendor.reservedOnTrunk.find(([first, last]) => vlan >= first && vlan <= last);
  const longest = vendor.interfaceLongest - `.${vlan}`.length;
  return [
    ...(reserved
      ? [{ code: 'vlan-reserved', field: 'vlan', value: vlan, values: { vendor: name, ranges: ranges(vendor) } }]
      : []),
    ...portsOf(plan, vendor.assumedPorts).flatMap((port, index) =>
      port.length > longest
        ? [
            {
              code: 'interface-too-long',
              field: `peers.${index}.interface`,
              value: port,
              values: { vendor: name, longest },
            },
          ]
        : [],
    ),
    ...(typeof authKey === 'string' && vendor.keyImpossible?.test(authKey)
      ? [{ code: 'key-impossible', field: 'authKey', values: { vendor: name } }]
      : []),
  ];
}

const ranges = ({ reservedOnTrunk }: Vendor) =>
  reservedOnTrunk.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));

function keyRemarks({ authKey }: VifPlan, { password }: Device, vendor: Vendor): readonly string[] {
  if (password === undefined) return [];
  if (password === keyPlaceholder) return [`Before loading, put the BGP key in the place of ${keyPlaceholder}.`];
  return (vendor.keyNotes ?? []).flatMap(({ note, when: pattern }) => (pattern.test(authKey ?? '') ? [note] : []));
}

function head(plan: VifPlan, device: Device, vendor: Vendor): Section {
  const { announced, cloudAsn, customerAsn, label, ports, routerId, staticRouting, vlan } = device;
  const description = plainText(plan.description ?? '', 200);
  const assumed = ports.filter((port) => plan.peers.every(({ interface: named }) => named !== port));
  const own = announced.map(({ text }) => text).join(', ') || 'its own ranges';
  return {
    why: `${vendor.title}: hosted virtual interface ${label}, VLAN ${vlan}`,
    remarks: [
      ...when(description !== '', description),
      `This device is AS ${customerAsn}, both line routers are AS ${cloudAsn}.`,
      ...when(
        assumed.length > 0,
        `Assumed: ${assumed.join(' and ')}. Replace by the ports that the lines are patched to.`,
      ),
      ...(staticRouting
        ? [
            `Static routing: the cloud needs its own static routes to ${own}, which engineers verify.`,
            'A static route does not notice that a line router fails: BGP does.',
          ]
        : when(
            plan.routerId === undefined,
            `Router id ${routerId} is the first client address; a loopback address is the better one if there is one.`,
          )),
      ...(staticRouting ? [] : keyRemarks(plan, device, vendor)),
      vendor.load,
    ],
  };
}

/** The whole text, comments included, ending in a line end. Refuses an unsound plan whoever made it. */
export function deviceConfig(plan: VifPlan, name: VendorName, { revealKey }: ConfigOptions): DeviceConfig {
  const unsound = planRefusals(plan);
  const refusals = unsound.length > 0 ? unsound : vendorRefusals(plan, name);
  if (refusals.length > 0) return { ok: false, refusals };
  const vendor: Vendor = vendors[name];
  const device = deviceOf(plan, vendor.assumedPorts, revealKey);
  const check = { why: 'Check', remarks: vendor.checks(device) };
  return { ok: true, text: page(vendor.mark, [head(plan, device, vendor), ...vendor.write(device), check]) };
}
