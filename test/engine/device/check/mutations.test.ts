// Any sound plan, one mistake: the finding has the right code, names the very line, and its correction is the line as it was.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceConfig, type VifPlan, vendorNames } from '../../../../src/engine/device/index.ts';
import { checkConfig, tryDevice } from '../../../../src/engine/twin/index.ts';
import { keys, soundPlans, textOf } from '../plans.ts';
import { type Mutation, mutations } from './mutations.ts';

/** BGP on two named ports, each with a sub-interface, and a key: every kind of mistake has its line there. */
const plans: fc.Arbitrary<VifPlan> = fc
  .tuple(
    soundPlans.filter(({ staticRouting }) => !staticRouting),
    keys,
  )
  .map(([plan, authKey]) => ({
    ...plan,
    authKey,
    name: 'prod',
    description: undefined,
    svi: false,
    singlePort: false,
    announce: plan.announce.slice(0, 1),
    peers: [
      { ...plan.peers[0], interface: 'ge7' },
      { ...plan.peers[1], interface: 'ge8' },
    ],
  }));

function spoil(text: string, plan: VifPlan, { line, to }: Mutation) {
  const match = line.exec(text);
  if (!match) throw new Error(`no line ${line} in\n${text}`);
  const was = match[0];
  const becomes = typeof to === 'string' ? to : to(was, plan);
  const at = text.slice(0, match.index).split('\n').length;
  const spoiled =
    text.slice(0, match.index) + (becomes === '' ? '#HOLE#' : becomes) + text.slice(match.index + was.length);
  return { text: spoiled.replace('#HOLE#\n', ''), was, at };
}

const firstLine = (text: string) =>
  text
    .split('\n')[0]
    ?.trim()
    .replace(/^[!#] {3}/, '') ?? '';

/** With these a session cannot come up, whoever simulates it. */
const downing: ReadonlySet<string> = new Set([
  'interface-shut',
  'vlan',
  'vlan-missing',
  'second-host',
  'address',
  'local-as',
  'remote-as',
  'peer-address',
  'session-shut',
  'key',
  'key-missing',
  'ttl-security',
  'source',
  'not-activated',
]);

describe.each(vendorNames)('%s', (vendor) => {
  it('knows a dozen kinds of mistake', () => {
    expect(new Set(mutations[vendor].map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(12);
  });

  it.each(mutations[vendor].map((mutation) => [mutation.kind, mutation] as const))('%s', (_, mutation) => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { text, was, at } = spoil(textOf(deviceConfig(plan, vendor, { revealKey: true })), plan, mutation);
        const expected = `print of ${plan.authKey}`;
        const prints = { of: (key: string) => `print of ${key}`, expected };
        const checked = checkConfig({ text, vendor, plan, prints, hostFor: () => '10.9.0.10' });
        if (!checked.ok) throw new Error(checked.problem);
        const { findings } = checked;
        const found = findings.find(({ code }) => code === mutation.code);
        expect(findings.map(({ code }) => code)).toContain(mutation.code);
        if (mutation.added) {
          expect(found?.line).toBe(at + 1);
          expect(found?.fix.length).toBeGreaterThan(0);
        } else if (mutation.to === '') expect([found?.line, typeof found?.after]).toEqual([undefined, 'number']);
        else expect(found?.line).toBe(at);
        const kept = /password|authentication-key/.test(was)
          ? firstLine(was).split(/password|authentication-key/)[0]
          : firstLine(was);
        if (!mutation.added) expect(found?.fix.join('\n')).toContain(kept);
        const { sessions, received } = tryDevice(plan, checked.device, expected);
        const works = sessions.every(({ up }) => up) && plan.announce.every((range) => received.includes(range));
        if (!works) expect(findings.map(({ severity }) => severity)).toContain('broken');
        if (downing.has(mutation.code)) expect(sessions.filter(({ up }) => up).length).toBeLessThan(2);
        expect(JSON.stringify(findings)).not.toContain(JSON.stringify(plan.authKey).slice(1, -1));
      }),
      { numRuns: 8 },
    );
  });
});
