/** Knows how a policy's rules match and change a route; does not know where policies are attached. */
import type { Policy, PolicyRule } from './network.ts';
import { type AttributeSet, withCommunities } from './path-attributes.ts';
import { contains, type Prefix, parsePrefix } from './prefix.ts';

/**
 * A policy ready for many routes. `prefixClass` says which rules can match a prefix at all, as a small number;
 * prefixes of one class with one attribute set have one verdict, so verdicts can be remembered.
 */
export interface CompiledPolicy {
  prefixClass(prefix: Prefix): number;
  /** Whether prefixes have more than the one class 0. */
  readonly looksAtPrefixes: boolean;
  /** Communities that rules match. */
  readonly asksFor: ReadonlySet<string>;
  /** Whether any rule adds communities or sets a MED. */
  readonly changesBodies: boolean;
  /** The changed set, or undefined for a rejected route. `asn` is prepended as often as a rule asks. */
  apply(attributes: AttributeSet, prefixClass: number, asn: number): AttributeSet | undefined;
}

/** `prefix` alone is exact; with `ge` or `le` any longer prefix inside it whose length fits. */
export function matchesPrefix(match: PolicyRule['match'], prefix: Prefix): boolean {
  const { ge, le } = match ?? {};
  if (match?.prefix === undefined && ge === undefined && le === undefined) return true;
  const outer = parsePrefix(match?.prefix ?? '0.0.0.0/0');
  if (!outer || !contains(outer, prefix)) return false;
  if (ge === undefined && le === undefined) return outer.length === prefix.length;
  return prefix.length >= (ge ?? outer.length) && prefix.length <= (le ?? 32);
}

export function applySet(attributes: AttributeSet, set: PolicyRule['set'], asn: number): AttributeSet {
  if (!set) return attributes;
  return {
    ...(set.communities ? withCommunities(attributes, set.communities) : attributes),
    ...(set.localPref !== undefined && { localPref: set.localPref }),
    ...(set.med !== undefined && { med: set.med }),
    ...(set.origin !== undefined && { origin: set.origin }),
    ...(set.prepend && { asPath: [...Array<number>(set.prepend).fill(asn), ...attributes.asPath] }),
  };
}

export function compilePolicy(policy: Policy): CompiledPolicy {
  const classes: (readonly boolean[])[] = [];
  const classIds = new Map<string, number>();
  const needsPrefix = policy.rules.some(({ match }) =>
    [match?.prefix, match?.ge, match?.le].some((field) => field !== undefined),
  );
  const classify = (prefix: Prefix | undefined): number => {
    const row = policy.rules.map(({ match }) => prefix === undefined || matchesPrefix(match, prefix));
    const key = row.join();
    const known = classIds.get(key);
    if (known !== undefined) return known;
    classIds.set(key, classes.push(row) - 1);
    return classes.length - 1;
  };
  const onlyClass = needsPrefix ? undefined : classify(undefined);
  return {
    prefixClass: (prefix) => onlyClass ?? classify(prefix),
    looksAtPrefixes: needsPrefix,
    asksFor: new Set(policy.rules.flatMap(({ match }) => match?.community ?? [])),
    changesBodies: policy.rules.some(({ set }) => set?.communities !== undefined || set?.med !== undefined),
    apply(attributes, prefixClass, asn) {
      const row = classes[prefixClass] ?? [];
      const rule = policy.rules.find(({ match }, index) => {
        const fits = match?.community === undefined || attributes.communities.includes(match.community);
        return row[index] === true && fits;
      });
      const action = rule ? (rule.action ?? 'accept') : (policy.default ?? 'accept');
      return action === 'reject' ? undefined : applySet(attributes, rule?.set, asn);
    },
  };
}
