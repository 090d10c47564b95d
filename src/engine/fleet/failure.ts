/** What may fail at a site: a line router of the pair, or a line on both sides; and the site as it is with that failure. */
import { regionById } from '../catalog/regions.ts';
import { lineSides, type SiteState } from '../site/index.ts';

export type Failure =
  | { readonly kind: 'line-router'; readonly router: string }
  | { readonly kind: 'line'; readonly connection: string };

/** Reads a word: one of the region's line routers, otherwise the id of a line. */
export function failureNamed(region: string, word: string): Failure {
  const routers: readonly string[] = regionById.get(region)?.lineRouters ?? [];
  return routers.includes(word) ? { kind: 'line-router', router: word } : { kind: 'line', connection: word };
}

export const failureName = (failure: Failure): string =>
  failure.kind === 'line-router' ? failure.router : failure.connection;

export function withFailure(site: SiteState, failure: Failure): SiteState {
  return failure.kind === 'line-router'
    ? { ...site, downRouters: [...new Set([...site.downRouters, failure.router])].sort() }
    : { ...site, dark: { ...site.dark, [failure.connection]: lineSides } };
}
