import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Entry {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Readonly<Record<string, Entry>>;
};

/** Where Node would find a dependency of the package at `path`: beside it, then further out. */
function located(path: string, name: string): boolean {
  for (
    let base = path;
    ;
    base = base.includes('/node_modules/') ? base.slice(0, base.lastIndexOf('/node_modules/')) : ''
  ) {
    if (Object.hasOwn(packages, `${base === '' ? '' : `${base}/`}node_modules/${name}`)) return true;
    if (base === '') return false;
  }
}

describe('the lockfile', () => {
  it('names no host', () =>
    expect(Object.values(packages).filter((entry) => entry.resolved !== undefined)).toEqual([]));

  it('has an entry for every platform’s binary: without it `npm ci` refuses on all platforms', () => {
    const absent = Object.entries(packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter((name) => !located(path, name)),
    );
    expect(absent).toEqual([]);
  });
});
