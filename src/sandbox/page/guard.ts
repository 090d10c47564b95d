/** Who may reach the page: this machine's own browser, from the page itself. Serves nothing. */
import type { IncomingMessage } from 'node:http';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Why a request is turned away, or undefined. A foreign Host is how DNS rebinding shows; a foreign Origin is another site. */
export function refusal({ headers, method }: Pick<IncomingMessage, 'headers' | 'method'>): string | undefined {
  const host = headers.host ?? '';
  if (!loopback.has(host.replace(/:\d+$/, ''))) return 'foreign host';
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return 'foreign origin';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'foreign site';
  if (method !== 'POST') return undefined;
  // A form or an image of another site cannot send this type without being asked first.
  return headers['content-type'] === 'application/json' ? undefined : 'send application/json';
}

/** No inline script, nothing from elsewhere, in no frame. */
export const policy: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};
