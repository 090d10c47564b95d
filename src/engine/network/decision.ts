/**
 * Knows the BGP decision process as ordered eliminations over a set of candidates, each with its clause; does not know RIBs.
 * Tie-breaks follow BIRD (lowest router id, never the oldest route); relaxed multipath follows FRR.
 */
import { type AttributeSet, DEFAULT_LOCAL_PREF, ORIGINS } from './path-attributes.ts';

export interface Candidate {
  /** Names the session the route came from: any stable number. */
  readonly peer: number;
  readonly attributes: AttributeSet;
  readonly nextHop: number;
  readonly resolvable: boolean;
  readonly external: boolean;
  readonly peerRouterId: number;
  readonly peerAddress: number;
}
export interface DecisionRules {
  readonly multipath: number;
  readonly multipathRelax: boolean;
  readonly alwaysCompareMed: boolean;
}
export type LossReason =
  | 'next-hop-unreachable'
  | 'local-pref'
  | 'as-path-length'
  | 'origin'
  | 'med'
  | 'external-over-internal'
  | 'router-id'
  | 'cluster-list-length'
  | 'peer-address'
  | 'multipath-as-path'
  | 'multipath-limit'
  | 'local-route';
/** Why a candidate lost: its own value against the value that beat it, lower is better for every rank. */
export interface Loss {
  readonly peer: number;
  readonly nextHop: number;
  readonly reason: LossReason;
  readonly clause: string;
  readonly value?: number;
  readonly winning?: number;
}
/** `used` starts with the best path and holds all that are installed. */
export interface Choice {
  readonly best: Candidate | undefined;
  readonly used: readonly Candidate[];
  readonly lost: readonly Loss[];
}
interface Elimination {
  readonly reason: LossReason;
  readonly clause: string;
  /** The lowest rank survives. */
  readonly rank: (candidate: Candidate) => number;
  readonly shown?: (candidate: Candidate) => number;
  /** Only candidates of one group are compared with each other. */
  readonly group?: (candidate: Candidate, rules: DecisionRules) => number;
}

const localPref = ({ attributes }: Candidate): number => attributes.localPref ?? DEFAULT_LOCAL_PREF;
/** 0 stands for a path that never left this AS. */
export const neighborAs = ({ attributes }: Candidate): number => attributes.asPath[0] ?? 0;

/** Up to the multipath cut. There is no IGP in the model, so §9.1.2.2 e (cost to the next hop) always ties. */
export const ELIMINATIONS: readonly Elimination[] = [
  { reason: 'next-hop-unreachable', clause: 'RFC 4271 §9.1.2.1', rank: ({ resolvable }) => (resolvable ? 0 : 1) },
  { reason: 'local-pref', clause: 'RFC 4271 §9.1.2', rank: (one) => -localPref(one), shown: localPref },
  { reason: 'as-path-length', clause: 'RFC 4271 §9.1.2.2 a', rank: ({ attributes }) => attributes.asPath.length },
  { reason: 'origin', clause: 'RFC 4271 §9.1.2.2 b', rank: ({ attributes }) => ORIGINS.indexOf(attributes.origin) },
  {
    reason: 'med',
    clause: 'RFC 4271 §9.1.2.2 c',
    rank: ({ attributes }) => attributes.med ?? 0,
    group: (candidate, { alwaysCompareMed }) => (alwaysCompareMed ? 0 : neighborAs(candidate)),
  },
  { reason: 'external-over-internal', clause: 'RFC 4271 §9.1.2.2 d', rank: ({ external }) => (external ? 0 : 1) },
];

export const TIE_BREAKS: readonly Elimination[] = [
  {
    reason: 'router-id',
    clause: 'RFC 4271 §9.1.2.2 f, RFC 4456 §9',
    rank: ({ attributes, peerRouterId }) => attributes.originatorId ?? peerRouterId,
  },
  { reason: 'cluster-list-length', clause: 'RFC 4456 §9', rank: ({ attributes }) => attributes.clusterList.length },
  { reason: 'peer-address', clause: 'RFC 4271 §9.1.2.2 g', rank: ({ peerAddress }) => peerAddress },
];

function eliminate(
  set: readonly Candidate[],
  step: Elimination,
  rules: DecisionRules,
  lost: Loss[],
): readonly Candidate[] {
  const winners = new Map<number, Candidate>();
  const groupOf = (one: Candidate): number => step.group?.(one, rules) ?? 0;
  for (const one of set) {
    const leader = winners.get(groupOf(one));
    if (!leader || step.rank(one) < step.rank(leader)) winners.set(groupOf(one), one);
  }
  const shown = step.shown ?? step.rank;
  return set.filter((one) => {
    const winner = winners.get(groupOf(one)) ?? one;
    if (step.rank(one) <= step.rank(winner)) return true;
    const { reason, clause } = step;
    lost.push({ peer: one.peer, nextHop: one.nextHop, reason, clause, value: shown(one), winning: shown(winner) });
    return false;
  });
}

const byTieBreak = (left: Candidate, right: Candidate): number => {
  for (const { rank } of TIE_BREAKS) {
    const difference = rank(left) - rank(right);
    if (difference !== 0) return difference;
  }
  return left.peer - right.peer;
};

/** Without relax, equal length is not enough: the same neighbour AS (eBGP) or the same path (iBGP) is asked for. */
function mayShare(best: Candidate, other: Candidate, rules: DecisionRules): boolean {
  if (rules.multipathRelax) return true;
  if (best.external) return neighborAs(best) === neighborAs(other);
  return best.attributes.asPath.join() === other.attributes.asPath.join();
}

/** The result does not depend on the order of `candidates`. */
export function decide(candidates: readonly Candidate[], rules: DecisionRules): Choice {
  const lost: Loss[] = [];
  const inOrder = [...candidates].sort((left, right) => left.peer - right.peer);
  // An unreachable next hop loses even when nothing is left.
  const usable = inOrder.filter(({ resolvable }) => resolvable);
  const start = usable.length > 0 ? inOrder : [];
  if (usable.length === 0) {
    for (const { peer, nextHop } of inOrder) {
      lost.push({ peer, nextHop, reason: 'next-hop-unreachable', clause: 'RFC 4271 §9.1.2.1' });
    }
  }
  const survivors = (set: readonly Candidate[], steps: readonly Elimination[]): readonly Candidate[] =>
    steps.reduce<readonly Candidate[]>((left, step) => eliminate(left, step, rules, lost), set);
  const equal = survivors(start, ELIMINATIONS);
  const [best, ...others] = [...equal].sort(byTieBreak);
  if (!best) return { best: undefined, used: [], lost };
  if (rules.multipath === 1) {
    survivors(equal, TIE_BREAKS);
    return { best, used: [best], lost };
  }
  const sharing = [best, ...others.filter((other) => mayShare(best, other, rules))];
  for (const other of others) {
    const place = sharing.indexOf(other);
    if (place >= 0 && place < rules.multipath) continue;
    const reason = place < 0 ? 'multipath-as-path' : 'multipath-limit';
    lost.push({ peer: other.peer, nextHop: other.nextHop, reason, clause: 'RFC 4271 §9.1.2.2 f' });
  }
  return { best, used: sharing.slice(0, rules.multipath), lost };
}
