/** Which ranges may be announced to the cloud or accepted from it. Knows nothing of who else uses them. */
import type { Refusal } from '../core.ts';
import { formatPrefix, type Prefix, parseInterfaceAddress, parsePrefix } from '../network/prefix.ts';
import { isPrivate, overlaps } from './address.ts';
import { rangesMax } from './limits.ts';
import { linkOf } from './link-pairs.ts';
import type { VifPlan } from './plan.ts';

/** A list of ranges as it stands in the plan; those that are written wrong have no prefix. */
interface Listed {
  readonly field: string;
  readonly value: string;
  readonly prefix: Prefix | undefined;
}

function list(name: string, ranges: readonly string[]): readonly Listed[] {
  return ranges.map((value, index) => ({ field: `${name}.${index}`, value, prefix: parsePrefix(value) }));
}

function written({ field, value, prefix }: Listed): readonly Refusal[] {
  if (!prefix) return [{ code: 'bad-range', field, value }];
  if (prefix.length === 0) return [{ code: 'default-route', field, value }];
  if (parseInterfaceAddress(value)?.address !== prefix.address) {
    return [{ code: 'host-bits', field, value, values: { expect: formatPrefix(prefix) } }];
  }
  return isPrivate(prefix) ? [] : [{ code: 'not-private', field, value }];
}

function repeated(ranges: readonly Listed[]): readonly Refusal[] {
  const seen = new Set<string>();
  return ranges.flatMap(({ field, value, prefix }) => {
    if (!prefix) return [];
    const text = formatPrefix(prefix);
    if (seen.has(text)) return [{ code: 'repeated', field, value }];
    seen.add(text);
    return [];
  });
}

/** Each range that overlaps one of `others`, which are named in the refusal. */
function clashes(ranges: readonly Listed[], others: readonly Prefix[]): readonly Refusal[] {
  return ranges.flatMap(({ field, value, prefix }) => {
    const other = prefix && others.find((candidate) => overlaps(prefix, candidate));
    return other ? [{ code: 'ranges-overlap', field, value, values: { with: formatPrefix(other) } }] : [];
  });
}

function tooMany(field: string, ranges: readonly Listed[]): readonly Refusal[] {
  return ranges.length > rangesMax
    ? [{ code: 'too-many', field, value: ranges.length, values: { max: rangesMax } }]
    : [];
}

export function rangeRefusals({ announce, cloudRanges = [], peers }: VifPlan): readonly Refusal[] {
  const own = list('announce', announce);
  const cloud = list('cloudRanges', cloudRanges);
  const links = peers.flatMap((pair) => linkOf(pair) ?? []);
  // A default route overlaps everything and has its own refusal.
  const ownPrefixes = own.flatMap(({ prefix }) => (prefix && prefix.length > 0 ? [prefix] : []));
  const real = (ranges: readonly Listed[]) => ranges.filter(({ prefix }) => prefix && prefix.length > 0);
  return [
    ...tooMany('announce', own),
    ...tooMany('cloudRanges', cloud),
    ...own.flatMap(written),
    ...cloud.flatMap(written),
    ...repeated(own),
    ...repeated(cloud),
    ...clashes(real(own), links),
    ...clashes(real(cloud), [...links, ...ownPrefixes]),
  ];
}
