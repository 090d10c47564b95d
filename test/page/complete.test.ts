import { describe, expect, it } from 'vitest';
import { complete } from '../../src/page/parts/complete.ts';
import type { VerbArg, VerbRow } from '../../src/sandbox/page/wire.ts';

const arg = (name: string, more: Partial<VerbArg> = {}): VerbArg => ({
  name,
  label: name.toUpperCase(),
  required: false,
  positional: false,
  values: [],
  ...more,
});
const verb = (name: string, args: readonly VerbArg[] = []): VerbRow => ({
  name,
  summary: `about ${name}`,
  usage: `/line ${name} …`,
  args,
});

const verbs = [
  verb('order', [arg('name'), arg('port', { values: ['1000BASE-LX', '10GBASE-LR'] })]),
  verb('router', [
    arg('router', { positional: true, values: ['lr-bj-a', 'lr-bj-b'] }),
    arg('state', { positional: true, values: ['up', 'down'] }),
  ]),
  verb('vif create', [arg('name'), arg('vlan')]),
  verb('vif list'),
  verb('setup'),
];

describe('what comes next', () => {
  it.each<[string, readonly string[]]>([
    ['', []],
    ['hello /line', []],
    ['/', ['/line']],
    ['/li', ['/line']],
    ['/other', []],
    ['/other x', []],
    ['/line ', ['/line order', '/line router', '/line vif create', '/line vif list', '/line setup']],
    ['/line v', ['/line vif create', '/line vif list']],
    ['/line cre', ['/line vif create']],
    ['/line vif', ['/line vif create', '/line vif list']],
    ['/line order ', ['--name', '--port']],
    ['/line order --n', ['--name']],
    ['/line order --name dc1 ', ['--port']],
    ['/line order --name dc1 --port ', ['1000BASE-LX', '10GBASE-LR']],
    ['/line order --port 10g', ['10GBASE-LR']],
    ['/line router ', ['lr-bj-a', 'lr-bj-b']],
    ['/line router lr-bj-a ', ['up', 'down']],
    ['/line router lr-bj-a d', ['down']],
    ['/line router lr-bj-a down ', []],
  ])('“%s”: %j', (text, shown) => expect(complete(text, verbs).options.map((one) => one.shown)).toEqual(shown));

  it('keeps what was typed and ends in a blank, ready for the next word', () => {
    expect(complete('/line order --name dc1 --port 10', verbs).options[0]?.text).toBe(
      '/line order --name dc1 --port 1000BASE-LX ',
    );
    expect(complete('/line vif c', verbs).options[0]?.text).toBe('/line vif create ');
  });

  it('says how a verb is used once it is written', () => {
    expect(complete('/line order --', verbs).usage).toBe('/line order …');
    expect(complete('/line or', verbs).usage).toBeUndefined();
  });
});
