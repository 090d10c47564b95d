/** Knows the well-known communities and what each forbids; does not know policies. */

export const NO_EXPORT = '65535:65281';
export const NO_ADVERTISE = '65535:65282';
export const NO_EXPORT_SUBCONFED = '65535:65283';
export const GRACEFUL_SHUTDOWN = '65535:0';

type Audience = 'everyone' | 'external';

/** RFC 1997: who must not be told of a route that carries the community. */
const FORBIDDEN: Readonly<Record<string, { audience: Audience; reason: 'no-export' | 'no-advertise' }>> = {
  [NO_ADVERTISE]: { audience: 'everyone', reason: 'no-advertise' },
  [NO_EXPORT]: { audience: 'external', reason: 'no-export' },
  [NO_EXPORT_SUBCONFED]: { audience: 'external', reason: 'no-export' },
};

export function isWellKnown(community: string): boolean {
  return community === GRACEFUL_SHUTDOWN || FORBIDDEN[community] !== undefined;
}

export function forbiddenBy(
  communities: readonly string[],
  toExternal: boolean,
): 'no-export' | 'no-advertise' | undefined {
  for (const community of communities) {
    const rule = FORBIDDEN[community];
    if (rule && (rule.audience === 'everyone' || toExternal)) return rule.reason;
  }
  return undefined;
}
