import { beforeEach, describe, expect, it } from 'vitest';
import { allowances } from '../../src/app/allowance.ts';
import type { World } from '../../src/app/world.ts';
import { withRedis } from '../store/redis-fixture.ts';
import { type Bench, openBench } from './bench.ts';

const redis = withRedis();
/** Turns by key, counted by hand: the figures are one thing, Redis keeping them another. */
let taken: Map<string, number>;
let counted: string[];
let bench: Bench;

beforeEach(async () => {
  taken = new Map();
  counted = [];
  const pace: World['pace'] = {
    take: () => Promise.resolve(0),
    pause: () => Promise.resolve(),
    allow: () => Promise.resolve(true),
    admit(key, burst) {
      const turns = (taken.get(key) ?? 0) + 1;
      taken.set(key, turns);
      return Promise.resolve(turns > burst ? 1_500 : 0);
    },
  };
  bench = await openBench(redis, { pace });
  bench.world.telemetry.count = (name, labels) => void counted.push(`${name} ${labels?.whose}`);
});

const deposit = 'deposit acme 1';
const used = (key: string, turns: number) => taken.set(key, turns);

describe('too many commands', () => {
  it('of one person are refused with how long to wait, change nothing, and are counted', async () => {
    used('person:person-min', allowances.person.burst);
    const before = (await bench.app.journal.load('cashier', 'acme')).version;
    const { text } = await bench.type('min', deposit);
    expect(text).toBe('Too many commands in a short time. Nothing was done; try again in 2 s.');
    expect((await bench.app.journal.load('cashier', 'acme')).version).toBe(before);
    expect(counted).toEqual(['commands_refused person']);
  });

  it('of one person do not hold up another', async () => {
    used('person:person-tom', allowances.person.burst);
    expect((await bench.type('min', deposit)).text).toContain('added');
  });

  it('of one tenant hold up its people, not the provider’s, not another tenant’s', async () => {
    used('tenant:acme', allowances.tenant.burst);
    expect((await bench.type('tom', 'list')).text).toContain('Too many commands');
    expect((await bench.type('mei', 'list')).text).not.toContain('命令过多');
    expect((await bench.type('min', deposit)).text).toContain('added');
    expect(counted).toEqual(['commands_refused tenant']);
  });

  it('of one person count on all their platforms together', async () => {
    await bench.type('tom', 'list');
    const identity = { platform: 'slack', team: 'T0SANDBOX', user: 'U0TOM' } as const;
    await bench.app.ear.hear({ delivery: 'slack-1', identity, what: { kind: 'typed', text: 'list' } });
    expect(taken.get('person:person-tom')).toBe(2);
  });

  it('of a stranger are held up sooner', async () => {
    expect(allowances.stranger.burst).toBeLessThan(allowances.person.burst);
    used('stranger:slack:T1:U1', allowances.stranger.burst);
    const identity = { platform: 'slack', team: 'T1', user: 'U1' } as const;
    const { answer } = await bench.app.ear.hear({ delivery: 's', identity, what: { kind: 'typed', text: 'help' } });
    expect(JSON.stringify(answer)).toContain('too-fast');
  });

  it('are refused for clicks and forms as for typed lines; looking at home is free', async () => {
    used('person:person-tom', allowances.person.burst);
    expect((await bench.click('tom', 'list', {})).text).toContain('Too many commands');
    expect((await bench.submit('tom', 'list', {})).text).toContain('Too many commands');
    const identity = { platform: 'terminal', team: 'local', user: 'tom' } as const;
    const { answer } = await bench.app.ear.hear({ delivery: 'h', identity, what: { kind: 'home' } });
    expect(answer.kind).toBe('card');
  });
});
