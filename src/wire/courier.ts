/**
 * Posts reports to addresses that customers named, signed as Standard Webhooks ask (HMAC-SHA256 over id, time and body).
 * Calls public addresses only, whatever a name resolves to at that moment; follows no redirect and reads no answer.
 */
import { createHmac } from 'node:crypto';
import { lookup as resolve } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { type Courier, Undeliverable } from '../app/ports.ts';

const patienceMs = 10_000;

/** RFC 6890 and its kin: everything that is not plain unicast of the internet is somebody's inside. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** `v1,<base64>` over `id.seconds.body`. */
export function signReport(secret: string, id: string, at: number, body: string): string {
  const text = `${id}.${Math.floor(at / 1_000)}.${body}`;
  return `v1,${createHmac('sha256', secret).update(text).digest('base64')}`;
}

/** Asked for every connection: a name that led outside yesterday may lead inside today. */
const publicLookup: LookupFunction = (host, options, done) => {
  resolve(host, { ...options, all: true }, (error, found) => {
    const inside = found?.find((row) => !isPublic(row.address));
    const [first] = found ?? [];
    if (error) return done(error, '');
    if (inside || !first) return done(new Undeliverable(`${host} leads to ${inside?.address ?? 'nowhere'}`), '');
    return options.all ? done(null, found) : done(null, first.address, first.family);
  });
};

/** `reach`: `any` also calls plain HTTP and private addresses, for closed networks and tests. */
export function openCourier(reach: 'public' | 'any'): Courier {
  const objection: Courier['objection'] = (text) => {
    if (reach === 'any') return undefined;
    const { protocol, hostname } = new URL(text);
    if (protocol !== 'https:') return 'not-https';
    const host = hostname.replace(/^\[|\]$/g, '');
    const named = host === 'localhost' || host.endsWith('.localhost') || !/[.:]/.test(host);
    return named || (isIP(host) > 0 && !isPublic(host)) ? 'private' : undefined;
  };
  return {
    objection,
    async post({ url, secret, id, at, body }) {
      const against = objection(url);
      if (against) throw new Undeliverable(`${url} is ${against}`);
      const send = url.startsWith('https:') ? secureRequest : plainRequest;
      const headers = {
        'content-type': 'application/cloudevents+json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Hostline',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at / 1_000)),
        'webhook-signature': signReport(secret, id, at, body),
      };
      const guard = reach === 'public' ? { lookup: publicLookup } : {};
      return new Promise<number>((done, fail) => {
        const signal = AbortSignal.timeout(patienceMs);
        const request = send(url, { method: 'POST', headers, signal, agent: false, ...guard }, (response) => {
          done(response.statusCode ?? 0);
          response.destroy();
        });
        request.on('error', fail);
        request.end(body);
      });
    },
  };
}
