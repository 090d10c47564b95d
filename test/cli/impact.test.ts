// The command line as a person runs it: a real process, its output and its exit code.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

async function hostline(
  args: string[],
  input = '',
  redis = '',
): Promise<{ code: number | null; out: string; err: string }> {
  const env = { ...process.env, REDIS_URL: redis };
  const child = spawn(process.execPath, [join(ROOT, 'bin/hostline.mjs'), 'impact', ...args], { cwd: ROOT, env });
  child.stdin.end(input);
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, out, err };
}

const north = ['--region', 'cn-north-1'];

describe('hostline impact', () => {
  it('reads its own example and prints who loses what', async () => {
    const example = await hostline(['--example']);
    const { code, out, err } = await hostline([...north, '--down', 'conn-acme', '--tenants', '-'], example.out);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({
      region: 'cn-north-1',
      failure: { kind: 'line', connection: 'conn-acme' },
      counts: { tenants: 2, reach: 1, redundancy: 0, sessions: 0, unaffected: 1 },
      affected: [{ tenant: 'acme', level: 'reach', prefixes: [{ gateway: 'bgw-acme', prefix: '10.0.0.0/16' }] }],
    });
    const router = await hostline([...north, '--down', 'lr-bj-a', '--tenants', '-'], example.out);
    expect(JSON.parse(router.out)).toMatchObject({ counts: { reach: 0, redundancy: 2 } });
  });

  it.each<[string, string[], string, number, string]>([
    ['no arguments', [], '', 2, 'Usage: hostline impact'],
    ['an unknown flag', ['--colour'], '', 2, 'Usage: hostline impact'],
    ['an unknown region', ['--region', 'mars', '--down', 'x'], '', 2, "--region: 'mars': use one of cn-north-1"],
    ['no tenants and no Redis', [...north, '--down', 'lr-bj-a'], '', 2, 'set REDIS_URL'],
    [
      'a missing file',
      [...north, '--down', 'lr-bj-a', '--tenants', '/nowhere.json'],
      '',
      2,
      'Cannot read /nowhere.json',
    ],
    ['no JSON', [...north, '--down', 'lr-bj-a', '--tenants', '-'], 'x', 2, '- is not JSON'],
    ['a wrong document', [...north, '--down', 'lr-bj-a', '--tenants', '-'], '{}', 2, 'schema: '],
    [
      'another region',
      [...north, '--down', 'lr-bj-a', '--tenants', '-'],
      '{"schema":"fleet/1","region":"cn-east-1","tenants":[]}',
      2,
      'describes cn-east-1, not cn-north-1',
    ],
    [
      'an unknown line',
      [...north, '--down', 'conn-9', '--tenants', '-'],
      '{"schema":"fleet/1","region":"cn-north-1","tenants":[]}',
      2,
      "--down: 'conn-9': use lr-bj-a, lr-bj-b or the id of a line",
    ],
  ])('complains about %s', async (_name, args, input, code, words) => {
    const answer = await hostline(args, input);
    expect([answer.code, answer.out]).toEqual([code, '']);
    expect(answer.err).toContain(words);
  });

  it('says when the store cannot be reached', async () => {
    const { code, err } = await hostline([...north, '--down', 'lr-bj-a'], '', 'redis://127.0.0.1:1');
    expect(code).toBe(1);
    expect(err).toContain('cannot be reached');
  });
});
