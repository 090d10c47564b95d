// A customer pastes the running configuration of a Huawei device with three mistakes, mends it by the answer, and pastes again.
import { describe, expect, it } from 'vitest';
import { planOf } from '../../src/app/verbs/device.ts';
import { deviceConfig } from '../../src/engine/device/index.ts';
import { readBlocks } from '../../src/sandbox/slack/read.ts';
import { followSetup } from './follow.ts';
import { form } from './look.ts';
import { until, withTown } from './town.ts';

const longestPart = 3000;
const names = ['config', 'config-2', 'config-3', 'config-4', 'config-5'];

/** As a person cuts a long text: at line ends. */
function cut(text: string): readonly string[] {
  const parts: string[] = [''];
  for (const line of text.split('\n')) {
    const last = parts.length - 1;
    const longer = `${parts[last]}${parts[last] === '' ? '' : '\n'}${line}`;
    if (longer.length <= longestPart) parts[last] = longer;
    else parts.push(line);
  }
  return parts;
}

describe('a pasted configuration', () => {
  const town = withTown();
  const [person, room] = ['mei', 'globex-line'];

  it('is explained line by line, forgotten, and simulated from then on', { timeout: 180_000 }, async () => {
    await followSetup(town, { person, room }, (text) => text.includes('/line device set'));
    const { slack, app } = town.service;
    const made = Object.values((await town.tenant('globex')).vifs)[0];
    if (!made) throw new Error('no interface was made');

    const state = await town.tenant('globex');
    const config = deviceConfig(planOf(state, made, { announce: '10.60.0.0/16' }), 'huawei', { revealKey: false });
    if (!config.ok) throw new Error(JSON.stringify(config.refusals));
    const answers = () =>
      slack.workspace.messages
        .filter((row) => row.ephemeral_to !== undefined)
        .map((row) => `${readBlocks(row.blocks, row.text).join('\n')}\n${JSON.stringify(row.blocks)}`);
    const answer = (reads: RegExp) =>
      until(`the answer reads ${reads}`, () => answers().find((text) => reads.test(text)));
    await slack.type(person, room, `/line key ${made.id}`);
    const shown = await answer(/仅显示一次/);
    const right = config.text.replaceAll('<BGP-KEY>', /仅显示一次）：(\S+)/.exec(shown)?.[1] ?? '');
    const key = 'Wr0ng-k3y-of-nobody';
    const mistakes: readonly (readonly [RegExp | string, string])[] = [
      [/vid \d+/, 'vid 3999'],
      [/ as-number 64512/, ' as-number 64513'],
      [/ {2}peer \S+ enable\n/, ''],
    ];
    const secretLine = `snmp-agent usm-user v3 admin cipher ${key}\nwonder ${key}\n`;
    const spoiled = secretLine + mistakes.reduce((text, [from, to]) => text.replace(from, to), right);
    const lineOf = (words: string) => spoiled.split('\n').findIndex((line) => line.includes(words)) + 1;

    const paste = async (text: string) => {
      await slack.type(person, room, `/line check ${made.id}`);
      const { view } = await form(slack, person, 'check');
      const fields = Object.fromEntries(cut(text).map((part, index) => [names[index] ?? '', part]));
      expect((await slack.submit(person, view.id, fields)).status).toBe('answered');
    };
    await paste(spoiled);

    const told = await answer(/3 项问题/);
    expect(told).toContain(`第 ${lineOf('vid 3999')} 行：VLAN 为 3999，应为 ${made.vlan}。`);
    expect(told).toContain(`dot1q termination vid ${made.vlan}`);
    expect(told).toContain(`第 ${lineOf('as-number 64513')} 行：对端 AS 为 64513，应为 64512。`);
    expect(told).toMatch(/第 \d+ 行之后：邻居 \S+ 未在 IPv4 单播地址族下激活。/);
    expect(told).toContain('wonder …');
    expect(told).not.toContain(key);

    const kept = JSON.stringify(await app.journal.entries('tenant', 'globex', 0));
    expect(kept).toContain('not-activated');
    for (const word of [key, 'usm-user', 'route-static', 'wonder']) expect(kept).not.toContain(word);
    const seenAs = (what: string, ...causes: readonly (string | undefined)[]) =>
      until(what, async () => {
        const sessions = (await town.tenant('globex')).vifs[made.id]?.sessions ?? [];
        return sessions.length === 2 && sessions.every(({ cause }, index) => cause === causes[index])
          ? true
          : undefined;
      });
    await seenAs('the first session is down for a reason that was read', 'not-activated', undefined);

    await paste(right);
    await answer(/未发现问题/);
    await seenAs('both sessions are up', undefined, undefined);
  });
});
