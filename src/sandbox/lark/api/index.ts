/** Knows all endpoints and which of them a request means; carries none out. */
import { authEndpoints } from './auth.ts';
import { cardEndpoints } from './cards.ts';
import type { Endpoint } from './endpoint.ts';
import { lookupEndpoints } from './lookups.ts';
import { messageEndpoints } from './messages.ts';
import { pinEndpoints } from './pins.ts';
import { uploadEndpoints } from './uploads.ts';

const all = [
  ...authEndpoints,
  ...messageEndpoints,
  ...cardEndpoints,
  ...pinEndpoints,
  ...lookupEndpoints,
  ...uploadEndpoints,
];

const routes = all.map((endpoint) => ({
  endpoint,
  parts: endpoint.path.split('/'),
}));

export interface Match {
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
}

export function matchEndpoint(verb: string, path: string): Match | undefined {
  const given = path.split('/');
  for (const { endpoint, parts } of routes) {
    if (endpoint.verb !== verb || parts.length !== given.length) continue;
    if (!parts.every((part, index) => part.startsWith(':') || part === given[index])) continue;
    const named = parts.flatMap((part, index) =>
      part.startsWith(':') ? [[part.slice(1), decodeURIComponent(given[index] ?? '')] as const] : [],
    );
    return { endpoint, params: Object.fromEntries(named) };
  }
  return undefined;
}
