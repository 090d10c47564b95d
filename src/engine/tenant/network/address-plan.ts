/** Proposes what is free: the next VLAN on a line and the next /30 pairs, and says what a proposal would collide with. */
import { formatPrefix, parsePrefix } from '../../network/index.ts';
import type { TenantState } from '../model.ts';
import type { AddressPair, Vif } from './model.ts';
import { linkRange, overlap, overlaps, pairOf } from './ranges.ts';

export const vlanRange = { min: 1, max: 4000 } as const;
/** Proposals come from here: inside 172.16/12, rarely used in offices. */
const planRange = '172.31.128.0/17';

const isThere = (vif: Vif) => vif.state !== 'Deleted';

export function vifsOn(state: TenantState, connection: string): readonly Vif[] {
  return Object.values(state.vifs).filter((vif) => vif.connection === connection && isThere(vif));
}

export function vifsOf(state: TenantState, gateway: string): readonly Vif[] {
  return Object.values(state.vifs).filter((vif) => vif.gateway === gateway && isThere(vif));
}

export function nextVlan(state: TenantState, connection: string): number | undefined {
  const used = new Set(vifsOn(state, connection).map((vif) => vif.vlan));
  for (let vlan = 10; vlan <= vlanRange.max; vlan++) if (!used.has(vlan)) return vlan;
  for (let vlan = vlanRange.min; vlan < 10; vlan++) if (!used.has(vlan)) return vlan;
  return undefined;
}

/** The /30s of a gateway's interfaces. */
export function linksOf(
  state: TenantState,
  gateway: string,
): readonly { readonly range: string; readonly by: string }[] {
  return vifsOf(state, gateway).flatMap((vif) =>
    vif.pairs.map((pair) => ({ range: linkRange(pair) ?? pair.customerIp, by: vif.id })),
  );
}

/** What a link range may not touch on a gateway, each with the thing that holds it. */
export function taken(state: TenantState, gateway: string): readonly { readonly range: string; readonly by: string }[] {
  const announced = vifsOf(state, gateway).flatMap((vif) =>
    (vif.device?.announces ?? []).map((range) => ({ range, by: vif.id })),
  );
  const attached = Object.values(state.attachments)
    .filter((row) => row.gateway === gateway)
    .flatMap((row) => {
      const vpc = state.vpcs[row.vpc];
      return vpc ? [{ range: vpc.cidr, by: vpc.id }] : [];
    });
  return [...linksOf(state, gateway), ...announced, ...attached];
}

export function collision(
  state: TenantState,
  gateway: string,
  range: string,
): { range: string; by: string } | undefined {
  return taken(state, gateway).find((row) => overlaps(row.range, range));
}

/** The two next free /30s on a gateway; undefined when the plan's range is full. */
export function nextPairs(state: TenantState, gateway: string): readonly [AddressPair, AddressPair] | undefined {
  const base = parsePrefix(planRange);
  if (!base) return undefined;
  const held = taken(state, gateway).flatMap((row) => parsePrefix(row.range) ?? []);
  const found: AddressPair[] = [];
  for (let offset = 0; offset < 2 ** (32 - base.length) && found.length < 2; offset += 4) {
    const link = { address: base.address + offset, length: 30 };
    if (!held.some((range) => overlap(range, link))) found.push(pairOf(formatPrefix(link)));
  }
  const [primary, secondary] = found;
  return primary && secondary ? [primary, secondary] : undefined;
}
