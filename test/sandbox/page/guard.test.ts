import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from 'vitest';
import { policy, refusal } from '../../../src/sandbox/page/guard.ts';

const host = '127.0.0.1:3002';
const json = { 'content-type': 'application/json' };

describe('who may reach the page', () => {
  it.each<[string, IncomingHttpHeaders, string | undefined]>([
    ['GET', { host }, undefined],
    ['GET', { host: 'localhost:3002' }, undefined],
    ['GET', { host: '[::1]:3002' }, undefined],
    ['GET', {}, 'foreign host'],
    // A name of another site that points here: DNS rebinding.
    ['GET', { host: 'evil.example:3002' }, 'foreign host'],
    ['GET', { host: '127.0.0.1.evil.example' }, 'foreign host'],
    ['GET', { host, origin: 'http://evil.example' }, 'foreign origin'],
    // The two sandboxes' own addresses are other origins, too.
    ['GET', { host, origin: 'http://127.0.0.1:3001' }, 'foreign origin'],
    ['GET', { host, 'sec-fetch-site': 'cross-site' }, 'foreign site'],
    ['GET', { host, 'sec-fetch-site': 'same-site' }, 'foreign site'],
    ['GET', { host, 'sec-fetch-site': 'none' }, undefined],
    ['POST', { host, origin: `http://${host}`, ...json }, undefined],
    ['POST', { host, origin: 'null', ...json }, 'foreign origin'],
    ['POST', { host, 'content-type': 'text/plain' }, 'send application/json'],
    ['POST', { host }, 'send application/json'],
  ])('%s %j: %s', (method, headers, refused) => expect(refusal({ method, headers })).toBe(refused));

  it('lets no inline script run and nothing load from elsewhere', () => {
    const rules = policy['content-security-policy'] ?? '';
    expect(rules).toContain("default-src 'none'");
    expect(rules).not.toMatch(/unsafe|\*|http/);
  });
});
