/** What a device's policies say to one range. Knows prefix lists, route maps, terms and filters only as clauses. */
import { contains, type Prefix, parsePrefix } from '../../network/prefix.ts';
import type { Clause, Policy, RangeMatch, ReadDevice, Seen } from '../read/facts.ts';
import { dialects } from '../read/read.ts';

export interface Verdict {
  /** `unclear`: a clause asks for something that is not understood. */
  readonly says: 'permit' | 'deny' | 'unclear';
  /** What decided; without a clause nothing in the policy did. */
  readonly policy?: Policy;
  readonly clause?: Clause;
}

type Answer = 'yes' | 'no' | 'unclear';

function inRange({ prefix: outer, least, most }: RangeMatch, prefix: Prefix): boolean {
  return contains(outer, prefix) && prefix.length >= least && prefix.length <= most;
}

function listed(device: ReadDevice, name: string, prefix: Prefix): Answer {
  const list = device.policies.get(name);
  if (!list) return 'unclear';
  const hit = list.clauses.find(
    (clause) => clause.ranges.length === 0 || clause.ranges.some((one) => inRange(one, prefix)),
  );
  return hit?.action === 'permit' ? 'yes' : 'no';
}

function matches(device: ReadDevice, clause: Clause, prefix: Prefix, protocol: string): Answer {
  const { lists, protocols, ranges } = clause;
  if (protocols.length > 0 && !protocols.includes(protocol)) return 'no';
  const answers = [
    ...ranges.map((one): Answer => (inRange(one, prefix) ? 'yes' : 'no')),
    ...lists.map((name) => listed(device, name, prefix)),
  ];
  const ranged: Answer =
    answers.length === 0 || answers.includes('yes') ? 'yes' : answers.includes('unclear') ? 'unclear' : 'no';
  return ranged !== 'no' && clause.unclear ? 'unclear' : ranged;
}

function ask(device: ReadDevice, policy: Policy, prefix: Prefix, protocol: string): Verdict | undefined {
  for (const clause of policy.clauses) {
    const answer = matches(device, clause, prefix, protocol);
    if (answer === 'unclear') return { says: 'unclear', policy, clause };
    if (answer === 'yes' && clause.action) return { says: clause.action, policy, clause };
  }
  return dialects[device.vendor].undecided === 'deny' ? { says: 'deny', policy } : undefined;
}

/** Asked often about the same: a text may hold thousands of ranges and thousands of clauses. */
const remembered = new WeakMap<ReadDevice, Map<string, Verdict>>();

/** `protocol`: where the range comes from, `static`, `connected`, `bgp`. A policy that is not there lets everything pass. */
export function judge(
  device: ReadDevice,
  names: readonly Seen[],
  side: 'import' | 'export',
  range: string,
  protocol: string,
): Verdict {
  const verdicts = remembered.get(device) ?? new Map<string, Verdict>();
  remembered.set(device, verdicts);
  const question = JSON.stringify([names.map(({ value }) => value), side, range, protocol]);
  const known = verdicts.get(question) ?? judged(device, names, side, range, protocol);
  verdicts.set(question, known);
  return known;
}

function judged(
  device: ReadDevice,
  names: readonly Seen[],
  side: 'import' | 'export',
  range: string,
  protocol: string,
): Verdict {
  const prefix = parsePrefix(range);
  const dialect = dialects[device.vendor];
  if (names.length === 0 || !prefix) return { says: dialect.silent[side] };
  let last: Verdict = { says: dialect.chain === 'all' ? 'permit' : dialect.silent[side] };
  for (const { value } of names) {
    const policy = device.policies.get(value);
    const verdict = policy && ask(device, policy, prefix, protocol);
    if (!verdict) continue;
    last = verdict;
    if (dialect.chain === 'first' || verdict.says !== 'permit') return verdict;
  }
  return last;
}

/** Whether a policy lets anything pass at all. */
export function refusesAll(device: ReadDevice, names: readonly Seen[]): boolean {
  const policies = names.flatMap(({ value }) => device.policies.get(value) ?? []);
  if (names.length === 0) return dialects[device.vendor].silent.import === 'deny';
  return policies.length > 0 && policies.every(({ clauses }) => clauses.every(({ action }) => action === 'deny'));
}

/** How often a policy on what leaves repeats the own AS, at most. */
export function prependOf(device: ReadDevice, names: readonly Seen[]): number {
  const clauses = names.flatMap(({ value }) => device.policies.get(value)?.clauses ?? []);
  // Not `Math.max(...)`: a text may hold more clauses than a call takes arguments.
  return clauses.reduce((most, { prepend = 0 }) => Math.max(most, prepend), 0);
}
