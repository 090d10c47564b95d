/** The auditor's way: export from a store, verify offline, look at the past. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../store/redis-fixture.ts';
import { hostline } from './hostline.ts';
import { fillStore } from './old-store.ts';

const dir = temporaryFolder();
const env = { HOSTLINE_DIR: dir, HOSTLINE_INSTALL: 'never', LOG_LEVEL: 'silent' };
const file = (name: string) => join(dir, name);
const verify = (name: string, ...more: readonly string[]) =>
  hostline(['audit', 'verify', file(name), '--key', file('audit.pub'), ...more]);

beforeAll(async () => {
  await fillStore(dir);
  const { out, err, code } = await hostline(['audit', 'export'], env);
  expect({ err, code }).toEqual({ err: '', code: 0 });
  writeFileSync(file('all.jsonl'), out);
}, 60_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('hostline audit', () => {
  it('exports what its public key verifies, without the store', async () => {
    const { out, code } = await verify('all.jsonl');
    expect(out).toMatch(/^OK 75 entries of 6 logs, signed 20\d\d-.* by key [0-9a-f]{16}\n$/);
    expect(code).toBe(0);
    expect((await hostline(['audit', 'key'], env)).out).toBe(readFileSync(file('audit.pub'), 'utf8'));
  });

  it('names the entry that was touched', async () => {
    const text = readFileSync(file('all.jsonl'), 'utf8');
    writeFileSync(file('edited.jsonl'), text.replace('"fen":1500000', '"fen":1'));
    writeFileSync(file('cut.jsonl'), text.split('\n').slice(0, -2).join('\n').concat('\n'));
    const edited = await verify('edited.jsonl');
    expect(edited.out).toMatch(/^BROKEN /);
    expect(edited.code).toBe(1);
    const cut = await verify('cut.jsonl');
    expect(cut.out).toMatch(/^BROKEN tenant:acme version \d+: is missing/);
  });

  it('exports one log', async () => {
    const { out } = await hostline(['audit', 'export', '--log', 'roster'], env);
    writeFileSync(file('roster.jsonl'), out);
    expect((await verify('roster.jsonl')).out).toContain('of 1 logs, not all logs of the installation');
  });

  it('shows the card of a time, from the store and from an export alike', async () => {
    const acme =
      readFileSync(file('all.jsonl'), 'utf8')
        .split('\n')
        .find((line) => line.includes('connection.approved')) ?? '';
    const { at, events } = JSON.parse(acme) as { at: number; events: { connection: string }[] };
    const id = events[0]?.connection ?? '';
    const [before, after] = await Promise.all(
      [at - 1, at].map((time) =>
        hostline(['audit', 'replay', id, '--at', String(time), '--from', file('all.jsonl')], env),
      ),
    );
    expect(before?.out).toMatch(/: Ordering, revision[\s\S]*To be audited[\s\S]*Approve/);
    expect(after?.out).toMatch(/: Installation_Paying, revision[\s\S]*Installation fee to be paid/);
    const live = await hostline(['audit', 'replay', id, '--at', new Date(at - 1).toISOString()], env);
    expect(live.out).toBe(before?.out);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['no verb', ['audit'], /audit export/],
    ['an unknown flag', ['audit', 'export', '--lock', 'x'], /--lock/],
    ['an unknown log', ['audit', 'export', '--log', 'money'], /“money” is no log/],
    ['a log that is not there', ['audit', 'export', '--log', 'tenant:nobody'], /no log “tenant:nobody”/],
    ['no key', ['audit', 'verify', 'x'], /--key/],
    ['no file', ['audit', 'verify', '/nowhere', '--key', join(dir, 'audit.pub')], /Cannot read \/nowhere/],
    [
      'a key that is none',
      ['audit', 'verify', join(dir, 'all.jsonl'), '--key', join(dir, 'all.jsonl')],
      /no Ed25519 public key/,
    ],
    ['no time', ['audit', 'replay', 'conn-1', '--at', 'noon'], /“noon” is no time/],
    [
      'an unknown thing',
      ['audit', 'replay', 'conn-1', '--at', '2026-03-04', '--from', join(dir, 'all.jsonl')],
      /No log tells of conn-1/,
    ],
    ['an unknown language', ['audit', 'replay', 'conn-1', '--at', '2026-03-04', '--language', 'fr'], /use en or zh/],
  ])('refuses %s', async (_, args, said) => {
    const { err, code } = await hostline(args, env);
    expect(err).toMatch(said);
    expect(code).toBe(2);
  });
});
