/** A backup goes back into an empty store and life goes on; one that was touched does not, and nothing is overwritten. */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { startService } from '../../src/wire/running.ts';
import { openTelemetry } from '../../src/wire/telemetry.ts';
import { textOf } from '../app/bench.ts';
import { until } from '../journey/town.ts';
import { temporaryFolder } from '../store/redis-fixture.ts';
import { hostline, root } from './hostline.ts';
import { fillStore } from './old-store.ts';

let dir = '';
beforeEach(() => {
  dir = temporaryFolder();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const fixture = join(root, 'test/fixtures/backup-0.2.jsonl');
const trusted = ['--key', join(root, 'test/fixtures/backup-0.2.pub')];
const env = () => ({ HOSTLINE_DIR: dir, HOSTLINE_INSTALL: 'never', HOSTLINE_VAULT_KEY: '11'.repeat(32) });
const run = (...args: readonly string[]) => hostline(args, env());

/** Time goes on from the moment the fixture was written: nothing in it has expired meanwhile. */
const shift = (JSON.parse(readFileSync(fixture, 'utf8').split('\n')[0] ?? '') as { at: number }).at - Date.now();
const backThen = { now: () => Date.now() + shift };

/** The fixture was written by this version over a store of 0.1.0: its first entries carry neither hash nor schema. */
describe('a backup of an earlier Hostline', { timeout: 120_000 }, () => {
  it('is restored and goes on: approvals, orders, money, the key', async () => {
    expect((await run('restore', fixture, ...trusted)).out).toBe(
      '76 entries of 6 logs and 2 other records restored.\n',
    );
    const config = readConfig({ ...env(), HOSTLINE_PORT: '0', HOSTLINE_SANDBOX: 'no' });
    const service = await startService({ config, telemetry: openTelemetry('silent'), clock: backThen });
    try {
      let count = 0;
      const say = async (user: string, text: string) => {
        const heard = {
          delivery: `d-${++count}`,
          identity: { platform: 'terminal', team: 'local', user },
          room: 'ops',
        } as const;
        const { answer, language } = await service.app.ear.hear({ ...heard, what: { kind: 'typed', text } });
        return textOf(answer, language);
      };
      const line = async (name: string) =>
        Object.values((await service.app.journal.load('tenant', 'acme')).connections).find((row) => row.name === name);
      await until('the worklist is drawn anew', async () =>
        (await say('tom', 'list')).includes('west') ? true : undefined,
      );
      expect(await say('zoe', 'approve south')).toContain('Installation fee to be paid');
      expect(await say('tom', 'pay west')).toContain('15,000');
      await until('west is paid', async () => ((await line('west'))?.state === 'Pending' ? true : undefined));
      expect(await say('tom', 'order --name north --region cn-north-1 --port 1000BASE-LX')).toContain('Ordered');
      await until('north is checked', async () => ((await line('north'))?.checks ? true : undefined));
      expect(await say('tom', 'key vif-1')).toContain('fixture-key-0123456789');
      const { sealed } = await service.app.journal.head('tenant', 'acme');
      expect(sealed).toBe(true);
    } finally {
      await service.close();
    }
  });

  it('is backed up again whole', async () => {
    await run('restore', fixture, ...trusted);
    const file = join(dir, 'again.jsonl');
    expect((await run('backup', file)).out).toContain('76 entries and 2 other records');
    const body = (name: string) => readFileSync(name, 'utf8').split('\n').slice(1);
    expect(body(file)).toEqual(body(fixture));
    expect((await run('audit', 'verify', file, '--key', join(dir, 'audit.pub'))).out).toMatch(/^OK 76 entries/);
  });
});

describe('a restoration', { timeout: 60_000 }, () => {
  it('refuses a store that is not empty, unless it may empty it', async () => {
    await fillStore(dir);
    const refused = await run('restore', fixture, ...trusted);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('not empty (6 logs)')]);
    expect((await run('restore', fixture, ...trusted, '--force')).out).toContain('76 entries');
  });

  it.each<[string, (text: string) => string, RegExp]>([
    ['an edited entry', (text) => text.replace('"fen":1500000', '"fen":1'), /not as it was signed \(edited/],
    [
      'a cut tail',
      (text) => `${text.trimEnd().split('\n').slice(0, -1).join('\n')}\n`,
      /not as it was signed \(missing/,
    ],
    [
      'an edited secret',
      (text) => text.replace('"type":"string","value":"', '"type":"string","value":"x'),
      /not as it was signed/,
    ],
  ])('refuses %s, and writes nothing', async (_, touch, said) => {
    const file = join(dir, 'touched.jsonl');
    writeFileSync(file, touch(readFileSync(fixture, 'utf8')));
    const { err, code } = await run('restore', file, ...trusted);
    expect([code, err]).toEqual([2, expect.stringMatching(said)]);
  });

  it('refuses a backup nobody here signed, and an export', async () => {
    copyFileSync(fixture, join(dir, 'foreign.jsonl'));
    expect((await run('restore', join(dir, 'foreign.jsonl'))).err).toContain('needs --key');
    await fillStore(dir);
    writeFileSync(join(dir, 'export.jsonl'), (await run('audit', 'export')).out);
    expect((await run('restore', join(dir, 'export.jsonl'))).err).toContain('is an audit export');
  });
});
