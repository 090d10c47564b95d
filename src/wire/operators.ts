/** Lets operators through one door by a password (RFC 7617), and nobody else. Knows no page behind it. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Telemetry } from '../app/ports.ts';
import { type Door, reply } from './http.ts';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Any user name; the password decides. Compared by digests, so that neither length nor content shows in the time. */
export function forOperators(password: string, telemetry: Telemetry, door: Door): Door {
  const wanted = digest(password);
  return (request, response) => {
    const [scheme, given = ''] = (request.headers.authorization ?? '').split(' ');
    const text = Buffer.from(given, 'base64').toString('utf8');
    const heard = digest(text.slice(text.indexOf(':') + 1));
    if (scheme?.toLowerCase() === 'basic' && text.includes(':') && timingSafeEqual(heard, wanted)) {
      return door(request, response);
    }
    telemetry.count('http_refused', { reason: 'no-operator' });
    response.setHeader('www-authenticate', 'Basic realm="Hostline operators", charset="UTF-8"');
    reply(response, 401, { error: 'operators only' });
  };
}
