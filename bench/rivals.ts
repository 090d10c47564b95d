/** Knows which rival packages are there to be measured against, and fetches them where they are not. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const folder = import.meta.dirname;
const packages = ['longest-prefix-match', 'arkime-iptrie'] as const;

function loads(name: string): boolean {
  try {
    createRequire(`${folder}/package.json`)(name);
    return true;
  } catch {
    return false;
  }
}

export interface Rivals {
  /** In the order of `packages`. */
  readonly present: readonly boolean[];
  /** A sentence for each that cannot be loaded here. */
  readonly absent: readonly string[];
}

/** A C++ addon may be built for another Node; it is then left out and named. */
export function rivalPackages({ fetch }: { readonly fetch: boolean }): Rivals {
  if (fetch && !loads(packages[0])) spawnSync('npm', ['ci', '--prefix', folder], { stdio: 'ignore' });
  const present = packages.map(loads);
  const absent = packages.filter((_, index) => !present[index]).map((name) => `\`${name}\` could not be loaded here.`);
  return { present, absent };
}
