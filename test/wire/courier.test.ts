/** Reports over real HTTP: signed as the receiver checks, to public addresses only. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isPublic, openCourier, signReport } from '../../src/wire/courier.ts';

/** Names as a hostile zone would answer them. */
const zone: Readonly<Record<string, readonly string[]>> = {
  'inside.example.com': ['127.0.0.1'],
  'metadata.example.com': ['169.254.169.254'],
  'both.example.com': ['93.184.216.34', '10.0.0.1'],
  'six.example.com': ['::ffff:192.168.1.1'],
  'nowhere.example.com': [],
};
vi.mock('node:dns', async (original) => ({
  ...(await original<typeof import('node:dns')>()),
  lookup: (host: string, _options: object, done: (error: Error | null, found: object[]) => void) =>
    done(
      null,
      (zone[host] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    ),
}));

interface Got {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}
const got: Got[] = [];
let status = 204;
const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => {
    body += chunk;
  });
  request.on('end', () => {
    got.push({ headers: request.headers, body });
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
  });
});
let url = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`;
});
afterAll(() => server.close());

const report = { secret: 'whsec_1', id: 'tenant:acme:7', at: 1_700_000_000_999, body: '{"a":"线"}' };

describe('a report', () => {
  it('carries its id, its time and a signature over both and the body', async () => {
    expect(await openCourier('any').post({ ...report, url })).toBe(204);
    const { headers, body } = got.at(-1) ?? { headers: {}, body: '' };
    expect(body).toBe(report.body);
    expect(headers).toMatchObject({
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'webhook-id': 'tenant:acme:7',
      'webhook-timestamp': '1700000000',
      'webhook-signature': signReport('whsec_1', 'tenant:acme:7', report.at, body),
    });
  });

  it('is signed differently when secret, id, time or body differ', () => {
    const all = [
      signReport('a', 'i', 1_000, 'b'),
      signReport('x', 'i', 1_000, 'b'),
      signReport('a', 'x', 1_000, 'b'),
      signReport('a', 'i', 2_000, 'b'),
      signReport('a', 'i', 1_000, 'x'),
    ];
    expect(new Set(all).size).toBe(5);
    expect(all[0]).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
  });

  it('follows no redirect', async () => {
    status = 302;
    const before = got.length;
    expect(await openCourier('any').post({ ...report, url })).toBe(302);
    expect(got).toHaveLength(before + 1);
  });
});

describe('an address', () => {
  it.each([
    ['https://example.com/hook', undefined],
    ['https://1.1.1.1/', undefined],
    ['http://example.com/hook', 'not-https'],
    ['https://localhost/', 'private'],
    ['https://a.localhost/', 'private'],
    ['https://valkey/', 'private'],
    ['https://127.0.0.1/', 'private'],
    ['https://2130706433/', 'private'],
    ['https://0x7f.1/', 'private'],
    ['https://10.1.2.3/', 'private'],
    ['https://169.254.169.254/latest', 'private'],
    ['https://100.64.0.1/', 'private'],
    ['https://[::1]/', 'private'],
    ['https://[::ffff:10.0.0.1]/', 'private'],
    ['https://[fd00::1]/', 'private'],
  ])('%s: %s', (text, objection) => expect(openCourier('public').objection(text)).toBe(objection));

  it.each(Object.keys(zone))('%s is not called: what it leads to decides', async (host) => {
    const url = `https://${host}/hook`;
    expect(openCourier('public').objection(url)).toBeUndefined();
    await expect(openCourier('public').post({ ...report, url })).rejects.toThrow(
      `${host} leads to ${zone[host]?.at(-1) ?? 'nowhere'}`,
    );
  });

  it.each(['192.168.0.1', '0.0.0.0', '224.0.0.1', 'fe80::1', 'nonsense'])('%s is nobody’s to call', (address) =>
    expect(isPublic(address)).toBe(false),
  );
});
