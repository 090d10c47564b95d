/** The effective table once more, slowly, as sentences about single routes; shares no code with the twin. */
import type { Candidate } from '../../../src/engine/twin/gateway-rules.ts';

const hops = ['attachment', 'interface', 'vpn'];
const kinds = ['static', 'propagated', 'learned'];

function bits(text: string): string {
  const [address = '', length = '0'] = text.split('/');
  const all = address.split('.').map((octet) => Number(octet).toString(2).padStart(8, '0'));
  return all.join('').slice(0, Number(length));
}
const overlap = (a: string, b: string) => bits(a).startsWith(bits(b)) || bits(b).startsWith(bits(a));
const older = (a: Candidate, b: Candidate) => a.since < b.since || (a.since === b.since && a.id < b.id);

/** Among these routes alone, before any quota. */
function chosen(route: Candidate, all: readonly Candidate[], ecmpLines: number): boolean {
  const isExport = (one: Candidate) => one.kind === 'propagated';
  const holds = (one: Candidate): boolean =>
    !all.some(
      (other) =>
        isExport(other) &&
        other.vpc !== one.vpc &&
        older(other, one) &&
        overlap(other.destination, one.destination) &&
        holds(other),
    );
  const valid = (one: Candidate) => one.available && (!isExport(one) || holds(one));
  const rivals = all.filter((one) => one.destination === route.destination && valid(one));
  const rank = (one: Candidate) => hops.indexOf(one.hop) * 1e6 + kinds.indexOf(one.kind) * 1e4 + one.metric;
  return (
    valid(route) &&
    !rivals.some((one) => rank(one) < rank(route)) &&
    rivals.filter((one) => rank(one) === rank(route) && older(one, route)).length < ecmpLines
  );
}

/** Ids of the routes in effect. */
export function referenceTable(
  candidates: readonly Candidate[],
  limit: { dynamicRoutes: number; ecmpLines: number },
): readonly string[] {
  const standing = candidates.filter((route) => route.standing === undefined);
  const isDynamic = (route: Candidate) => route.kind !== 'static';
  const sameBatch = (a: Candidate, b: Candidate) => a.since === b.since && a.nextHop === b.nextHop;
  const before = (a: Candidate, b: Candidate) => a.since < b.since || (a.since === b.since && a.nextHop < b.nextHop);
  const inside = (route: Candidate): boolean => {
    if (!isDynamic(route)) return true;
    const earlier = standing.filter((other) => !isDynamic(other) || before(other, route));
    const batch = standing.filter((other) => isDynamic(other) && sameBatch(other, route));
    const used = earlier.filter((other) => isDynamic(other) && chosen(other, earlier, limit.ecmpLines)).length;
    return used + batch.length <= limit.dynamicRoutes && earlier.filter(isDynamic).every(inside);
  };
  const admitted = standing.filter(inside);
  return admitted.filter((route) => chosen(route, admitted, limit.ecmpLines)).map(({ id }) => id);
}
