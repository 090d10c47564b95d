import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeAddress, parseAddress } from '../../../src/store/redis/address.ts';

const login = { tls: false, db: 0 };
const a6379 = { host: 'a', port: 6379 };

describe('a Redis URL', () => {
  it.each([
    ['redis://a', { kind: 'single', host: a6379, ...login }, 'Redis at a:6379'],
    ['redis://a:7/3', { kind: 'single', host: { host: 'a', port: 7 }, ...login, db: 3 }, 'Redis at a:7 database 3'],
    ['rediss://a', { kind: 'single', host: a6379, ...login, tls: true }, 'Redis at a:6379 (TLS)'],
    ['redis://[::1]:7', { kind: 'single', host: { host: '::1', port: 7 }, ...login }, 'Redis at [::1]:7'],
    ['redis://:p%40w@a', { kind: 'single', host: a6379, ...login, password: 'p@w' }, 'Redis at a:6379'],
    [
      'redis://ann:p@w@a',
      { kind: 'single', host: a6379, ...login, username: 'ann', password: 'p@w' },
      'Redis at a:6379',
    ],
    [
      'unix:///run/r.sock?db=2',
      { kind: 'socket', path: '/run/r.sock', ...login, db: 2 },
      'Redis at /run/r.sock database 2',
    ],
    [
      'redis+sentinel://:pw@a,b:7/mymaster?db=1',
      {
        kind: 'sentinel',
        hosts: [
          { host: 'a', port: 26379 },
          { host: 'b', port: 7 },
        ],
        master: 'mymaster',
        ...login,
        db: 1,
        password: 'pw',
      },
      'Redis "mymaster" found by Sentinels a:26379, b:7 database 1',
    ],
    [
      'rediss+cluster://a:1,b',
      {
        kind: 'cluster',
        hosts: [
          { host: 'a', port: 1 },
          { host: 'b', port: 6379 },
        ],
        ...login,
        tls: true,
      },
      'Redis Cluster at a:1, b:6379 (TLS)',
    ],
  ])('%s', (url, address, text) => {
    expect(parseAddress(url)).toEqual(address);
    expect(describeAddress(parseAddress(url))).toBe(text);
  });

  it.each([
    'http://:secret@a',
    'redis://',
    'redis://:secret@a:port',
    'redis://:secret@a,b',
    'redis://:secret@a/x',
    'redis://:secret%@a',
    'redis+sentinel://:secret@a:1',
    'redis+cluster://:secret@a:1/0',
    'unix://secret',
    ':secret@localhost',
  ])('%s is refused, and its password not repeated', (url) => {
    expect(() => parseAddress(url)).toThrow('one of these forms');
    expect(() => parseAddress(url)).not.toThrow('secret');
  });

  it('never shows a password, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.constantFrom('', '+sentinel', '+cluster'), (password, kind) => {
        const url = `redis${kind}://:${encodeURIComponent(password)}@a:1${kind === '+sentinel' ? '/m' : ''}`;
        const address = parseAddress(url);
        expect(address.password).toBe(password);
        expect(describeAddress(address)).toBe(describeAddress(parseAddress(url.replace(/:[^:]*@/, ''))));
      }),
    );
  });
});
