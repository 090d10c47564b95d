/** Compares answers leaf by leaf: what several runs agree on, and where one differs. Knows nothing of networks but which lists have an order. */

type Json = unknown;
type Tree = Readonly<Record<string, Json>>;

/** Lists whose order carries meaning; all others are sets. */
const ordered = new Set(['asPath', 'path', 'phases']);

function isTree(value: Json): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that is equal for equal leaves. */
function canonical(value: Json, key: string): string {
  if (!Array.isArray(value))
    return isTree(value)
      ? JSON.stringify(Object.entries(value).map(([name, inner]) => [name, canonical(inner, name)]))
      : JSON.stringify(value);
  const items = value.map((item: Json) => canonical(item, ''));
  return `[${(ordered.has(key) ? items : items.sort()).join(',')}]`;
}

/** Paths of every leaf on which `two` is not what `one` says; a missing subtree is one leaf. `skip` names advisory keys. */
export function differences(one: Tree, two: Tree, skip: ReadonlySet<string> = new Set(), at = ''): readonly string[] {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(two)])].filter((key) => !skip.has(key)).sort();
  return keys.flatMap((key) => {
    const [left, right] = [one[key], two[key]];
    const path = at === '' ? key : `${at}/${key}`;
    if (isTree(left) && isTree(right)) return differences(left, right, skip, path);
    const same = left !== undefined && right !== undefined && canonical(left, key) === canonical(right, key);
    return same ? [] : [path];
  });
}

/** The leaves both trees have with equal values. */
export function agreement(one: Tree, two: Tree): Tree {
  return Object.fromEntries(
    Object.keys(one).flatMap((key): [string, Json][] => {
      const [left, right] = [one[key], two[key]];
      if (isTree(left) && isTree(right)) return [[key, agreement(left, right)]];
      return right !== undefined && canonical(left, key) === canonical(right, key) ? [[key, left]] : [];
    }),
  );
}
