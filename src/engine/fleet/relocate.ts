/**
 * Moves VPCs that meet nothing else of their tenant to one place for all tenants: what is told of them depends on how their
 * parts lie to one another, not on where they lie. Knows no announced range.
 */
import { formatAddress, formatPrefix, type Prefix, parseAddress, parsePrefix } from '../network/index.ts';
import type { TenantState } from '../tenant/model.ts';
import type { Attachment, Vpc } from '../tenant/network/model.ts';
import { cloudSpans, meet, type Span, spanOf } from './landmarks.ts';

const spansOf = (...texts: readonly string[]): readonly Span[] =>
  texts.flatMap((text) => parsePrefix(text) ?? []).map(spanOf);
const privateSpans = spansOf('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16');
/** Private too, and apart from what stands for announced ranges (alike.ts). */
const homes = spansOf('10.0.0.0/8', '192.168.0.0/16');
const within = ([first, last]: Span, [from, to]: Span): boolean => from <= first && last <= to;

/** The first place of that length that meets nothing. */
function placeFor(length: number, taken: readonly Span[]): Prefix | undefined {
  const size = 2 ** (32 - length);
  for (const [from, to] of homes) {
    for (let address = from; address + size - 1 <= to; ) {
      const prefix = { address, length };
      const other = taken.find((one) => meet(one, spanOf(prefix)));
      if (!other) return prefix;
      address = Math.ceil((other[1] + 1) / size) * size;
    }
  }
  return undefined;
}

const moved = (text: string, by: number): string => {
  const prefix = parsePrefix(text);
  return prefix ? formatPrefix({ ...prefix, address: prefix.address + by }) : text;
};

/** Its span, if it is private and nothing of it lies elsewhere. */
function spanOfWhole(vpc: Vpc, attachments: readonly Attachment[]): Span | undefined {
  const prefix = parsePrefix(vpc.cidr);
  if (!prefix) return undefined;
  const span = spanOf(prefix);
  const texts = [
    ...vpc.subnets.map(({ cidr }) => cidr),
    ...vpc.instances.map(({ address }) => `${address}/32`),
    ...attachments.flatMap((row) => (row.vpc === vpc.id ? row.exports.map(({ cidr }) => cidr) : [])),
  ];
  const isWhole = texts.every((text) => {
    const part = parsePrefix(text);
    return part !== undefined && within(spanOf(part), span);
  });
  return isWhole && privateSpans.some((one) => within(span, one)) ? span : undefined;
}

/** `around`: spans of everything that is no part of a VPC. Returns with the state what is taken then. */
export function relocated(
  state: TenantState,
  around: readonly Span[],
): { readonly state: TenantState; readonly taken: readonly Span[] } {
  const vpcs = Object.values(state.vpcs);
  const attachments = Object.values(state.attachments);
  const spans = vpcs.map((vpc) => spanOfWhole(vpc, attachments)).filter((span) => span !== undefined);
  const isSimple = spans.length === vpcs.length && attachments.every(({ vpc }) => vpc in state.vpcs);
  if (!isSimple) return { state, taken: [...around, ...cloudSpans(state)] };
  const isAlone = (span: Span): boolean =>
    !around.some((one) => meet(one, span)) && spans.filter((one) => meet(one, span)).length === 1;
  const taken = [...around, ...spans.filter((span) => !isAlone(span))];
  const moves = new Map<string, number>();
  vpcs.forEach(({ id }, index) => {
    const span = spans[index];
    if (!span || !isAlone(span)) return;
    const place = placeFor(32 - Math.log2(span[1] - span[0] + 1), taken);
    if (place) moves.set(id, place.address - span[0]);
    taken.push(place ? spanOf(place) : span);
  });
  return { state: moves.size === 0 ? state : movedState(state, vpcs, attachments, moves), taken };
}

function movedState(
  state: TenantState,
  vpcs: readonly Vpc[],
  attachments: readonly Attachment[],
  moves: ReadonlyMap<string, number>,
): TenantState {
  const movedVpcs = vpcs.map((vpc): Vpc => {
    const by = moves.get(vpc.id);
    if (by === undefined) return vpc;
    return {
      ...vpc,
      cidr: moved(vpc.cidr, by),
      subnets: vpc.subnets.map((subnet) => ({ ...subnet, cidr: moved(subnet.cidr, by) })),
      instances: vpc.instances.map((instance) => ({
        ...instance,
        address: formatAddress((parseAddress(instance.address) ?? 0) + by),
      })),
    };
  });
  const movedAttachments = attachments.map((row): Attachment => {
    const by = moves.get(row.vpc);
    if (by === undefined) return row;
    return { ...row, exports: row.exports.map((one) => ({ ...one, cidr: moved(one.cidr, by) })) };
  });
  return {
    ...state,
    vpcs: Object.fromEntries(movedVpcs.map((vpc) => [vpc.id, vpc])),
    attachments: Object.fromEntries(movedAttachments.map((row) => [row.id, row])),
  };
}
