import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'shhh' };

describe('without any variable', () => {
  it('is a sandbox on the loopback, with real durations and nothing installed unasked', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3_000,
      dir: '.hostline',
      prefix: 'hl',
      role: 'all',
      tempo: 'real',
      install: 'ask',
      seed: 'hostline',
      admin: undefined,
      crew: 'people',
      cashier: { kind: 'simulated' },
      vaultKey: undefined,
      auditKey: undefined,
      anchorDir: undefined,
      sandbox: true,
      sandboxPort: 3_001,
      pagePort: 3_002,
      operatorPassword: undefined,
      redisUrl: undefined,
      webhooks: 'public',
      traceEndpoint: undefined,
      slack: undefined,
      lark: undefined,
      logLevel: 'info',
    });
  });

  it('an empty variable is an absent one, as compose files write it', () => {
    const empty = { HOSTLINE_PORT: '', SLACK_BOT_TOKEN: '', REDIS_URL: '', HOSTLINE_ADMIN: '', HOSTLINE_DIR: '' };
    expect(readConfig(empty)).toEqual(readConfig({}));
  });
});

describe('what is said is taken', () => {
  it.each([
    [{ HOSTLINE_HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
    [{ HOSTLINE_PORT: '0' }, { port: 0 }],
    [{ HOSTLINE_PORT: '65535' }, { port: 65_535 }],
    [{ HOSTLINE_PREFIX: 'hl-2' }, { prefix: 'hl-2' }],
    [{ HOSTLINE_PACE: 'demo' }, { tempo: 'demo' }],
    [
      { HOSTLINE_ROLE: 'worker', REDIS_URL: 'redis://h:1', HOSTLINE_VAULT_KEY: 'a'.repeat(64) },
      { role: 'worker', redisUrl: 'redis://h:1' },
    ],
    [{ HOSTLINE_CREW: 'simulated' }, { crew: 'simulated' }],
    [{ HOSTLINE_ADMIN: 'slack:T1:U2' }, { admin: { platform: 'slack', team: 'T1', user: 'U2' } }],
    [{ REDIS_URL: 'redis://h:1' }, { redisUrl: 'redis://h:1' }],
    [
      {
        HOSTLINE_CASHIER: 'webhook',
        HOSTLINE_CASHIER_SECRET: 'x'.repeat(16),
        HOSTLINE_PAY_URL: 'https://pay.example/',
      },
      { cashier: { kind: 'webhook', secret: 'x'.repeat(16), payUrl: 'https://pay.example/' } },
    ],
    [{ LOG_LEVEL: 'silent' }, { logLevel: 'silent' }],
    [slack, { slack: { botToken: 'xoxb-1', signingSecret: 'shhh' } }],
    [
      { LARK_APP_ID: 'cli_1', LARK_APP_SECRET: 's', LARK_ENCRYPT_KEY: 'k' },
      { lark: { appId: 'cli_1', appSecret: 's', mode: 'http', encryptKey: 'k' }, sandbox: false },
    ],
    [
      { LARK_APP_ID: 'cli_1', LARK_APP_SECRET: 's', LARK_MODE: 'socket', LARK_DOMAIN: 'http://127.0.0.1:1' },
      { lark: { appId: 'cli_1', appSecret: 's', mode: 'socket', domain: 'http://127.0.0.1:1' } },
    ],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'http://127.0.0.1:1/api/' },
      { slack: { botToken: 'xoxb-1', appToken: 'xapp-1', apiUrl: 'http://127.0.0.1:1/api/' } },
    ],
  ])('%j', (env, part) => expect(readConfig(env)).toMatchObject(part));
});

describe('the sandbox', () => {
  it.each([
    // credentials  HOSTLINE_SANDBOX  runs
    [false, undefined, true],
    [false, 'auto', true],
    [false, 'yes', true],
    [false, 'no', false],
    // Never beside a real workspace unless told to.
    [true, undefined, false],
    [true, 'auto', false],
    [true, 'no', false],
    [true, 'yes', true],
  ])('credentials %s, %s: %s', (real, wish, runs) => {
    const env = { ...(real ? slack : {}), ...(wish === undefined ? {} : { HOSTLINE_SANDBOX: wish }) };
    expect(readConfig(env).sandbox).toBe(runs);
  });
});

describe('a variable that will not do is named, with what would', () => {
  it.each([
    [{ HOSTLINE_PORT: 'many' }, 'HOSTLINE_PORT', 'a whole number from 0 to 65535'],
    [{ HOSTLINE_PORT: '65536' }, 'HOSTLINE_PORT', 'a whole number from 0 to 65535'],
    [{ HOSTLINE_PORT: '-1' }, 'HOSTLINE_PORT', 'a whole number from 0 to 65535'],
    [{ HOSTLINE_PORT: '1.5' }, 'HOSTLINE_PORT', 'a whole number from 0 to 65535'],
    [{ HOSTLINE_SANDBOX_PORT: 'x' }, 'HOSTLINE_SANDBOX_PORT', 'a whole number from 0 to 65535'],
    [{ HOSTLINE_PAGE_PORT: '70000' }, 'HOSTLINE_PAGE_PORT', 'a whole number from 0 to 65535'],
    [{ HOSTLINE_PREFIX: 'Has Blanks' }, 'HOSTLINE_PREFIX', '1 to 32 lower-case letters, digits or dashes'],
    [{ HOSTLINE_PACE: 'fast' }, 'HOSTLINE_PACE', '"real"|"demo"'],
    [{ HOSTLINE_INSTALL: 'always' }, 'HOSTLINE_INSTALL', '"ask"|"never"|"allowed"'],
    [{ HOSTLINE_CREW: 'robots' }, 'HOSTLINE_CREW', '"people"|"simulated"'],
    [{ HOSTLINE_SANDBOX: 'maybe' }, 'HOSTLINE_SANDBOX', '"auto"|"yes"|"no"'],
    [{ HOSTLINE_ADMIN: 'U2' }, 'HOSTLINE_ADMIN', 'slack:T0123:U0456'],
    [{ HOSTLINE_ADMIN: 'irc:a:b' }, 'HOSTLINE_ADMIN', 'slack:T0123:U0456'],
    [{ HOSTLINE_ADMIN: 'slack:T1:' }, 'HOSTLINE_ADMIN', 'slack:T0123:U0456'],
    [{ HOSTLINE_CASHIER: 'bank' }, 'HOSTLINE_CASHIER', '"simulated"|"webhook"'],
    [{ HOSTLINE_CASHIER: 'webhook' }, 'HOSTLINE_CASHIER_SECRET', '16 characters or more'],
    [
      { HOSTLINE_CASHIER: 'webhook', HOSTLINE_CASHIER_SECRET: 'short' },
      'HOSTLINE_CASHIER_SECRET',
      '16 characters or more',
    ],
    [{ HOSTLINE_PAY_URL: 'pay.example' }, 'HOSTLINE_PAY_URL', 'URL'],
    [{ HOSTLINE_VAULT_KEY: 'abc' }, 'HOSTLINE_VAULT_KEY', '64 hexadecimal digits'],
    [{ ...slack, SLACK_API_URL: 'here' }, 'SLACK_API_URL', 'URL'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL', '"debug"|"info"'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode)'],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN is missing'],
    [{ SLACK_SIGNING_SECRET: 'shhh' }, 'SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN is missing'],
    [{ LARK_APP_ID: 'cli_1' }, 'LARK_APP_SECRET', 'is missing'],
    [{ LARK_APP_ID: 'cli_1', LARK_APP_SECRET: 's' }, 'LARK_ENCRYPT_KEY', 'LARK_MODE=socket'],
  ])('%j', (env, name, passes) => {
    const read = () => readConfig(env);
    expect(read).toThrow(name);
    expect(read).toThrow(passes);
  });

  it('all of them at once', () => {
    const read = () => readConfig({ HOSTLINE_PORT: 'x', LOG_LEVEL: 'y' });
    expect(read).toThrow(/HOSTLINE_PORT:[\s\S]*LOG_LEVEL:/);
  });

  it.each([
    [{ HOSTLINE_CASHIER: 'webhook', HOSTLINE_CASHIER_SECRET: 'tell-nobody' }, 'tell-nobody'],
    [{ HOSTLINE_VAULT_KEY: 'tell-nobody' }, 'tell-nobody'],
    [{ SLACK_BOT_TOKEN: 'xoxb-tell-nobody' }, 'tell-nobody'],
  ])('and no secret is repeated: %#', (env, secret) => {
    let said = '';
    try {
      readConfig(env);
    } catch (error) {
      said = String(error);
    }
    expect(said).not.toBe('');
    expect(said).not.toContain(secret);
  });
});
