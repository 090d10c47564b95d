// A customer hands over the running configuration of a Huawei device with three mistakes, pasted or as a file, mends it by the answer, and hands it over again.
import { beforeAll, describe, expect, it } from 'vitest';
import { planOf } from '../../src/app/verbs/device.ts';
import { searchActionId } from '../../src/bot/slack/click.ts';
import { deviceConfig } from '../../src/engine/device/index.ts';
import type { Vif } from '../../src/engine/tenant/network/model.ts';
import { readCard } from '../../src/sandbox/lark/index.ts';
import { readBlocks } from '../../src/sandbox/slack/read.ts';
import { followSetup } from './follow.ts';
import { form } from './look.ts';
import { until, withTown } from './town.ts';

const longestPart = 3000;
const names = ['config', 'config-2', 'config-3', 'config-4', 'config-5'];
const mega = 1024 * 1024;

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

describe('a running configuration', () => {
  const town = withTown();
  const [person, room] = ['mei', 'globex-line'];
  const key = 'Wr0ng-k3y-of-nobody';
  let made: Vif;
  let right = '';
  let spoiled = '';

  const slackRows = () => town.service.slack.workspace.messages;
  const slackText = (row: ReturnType<typeof slackRows>[number]) =>
    `${readBlocks(row.blocks, row.text).join('\n')}\n${JSON.stringify(row.blocks)}`;
  /** What the bot says on Slack because of an act, to whoever it is. */
  async function onSlack(act: () => Promise<unknown>, reads: RegExp): Promise<string> {
    const before = new Set(slackRows().map(({ ts }) => ts));
    await act();
    return until(`Slack reads ${reads}`, () =>
      slackRows()
        .filter(({ ts, bot_id }) => bot_id !== undefined && !before.has(ts))
        .map(slackText)
        .find((text) => reads.test(text)),
    );
  }
  const direct = (who: string) => town.service.lark.workspace.directWith(who).chat_id;
  /** What the bot says in somebody's direct chat on Lark because of an act. */
  async function onLark(who: string, act: () => Promise<unknown>, reads: RegExp): Promise<string> {
    const { workspace } = town.service.lark;
    const before = new Set(workspace.messages.map(({ message_id }) => message_id));
    await act();
    const language = workspace.people.find(({ name }) => name === who)?.language ?? 'en_us';
    return until(`Lark reads ${reads}`, () =>
      workspace
        .messagesIn(direct(who), who)
        .filter(({ message_id, msg_type }) => msg_type === 'interactive' && !before.has(message_id))
        .map(({ content }) => `${readCard(content, language).join('\n')}\n${JSON.stringify(content)}`)
        .find((text) => reads.test(text)),
    );
  }
  const lineOf = (words: string) => spoiled.split('\n').findIndex((line) => line.includes(words)) + 1;
  const file = (text: string) => ({ name: 'edge-1.cfg', bytes: Buffer.from(text) });
  const sessionsOf = async () => (await town.tenant('globex')).vifs[made.id]?.sessions ?? [];
  const seenAs = (what: string, ...causes: readonly (string | undefined)[]) =>
    until(what, async () => {
      const sessions = await sessionsOf();
      return sessions.length === 2 && sessions.every(({ cause }, index) => cause === causes[index]) ? true : undefined;
    });
  const threeMistakes = (told: string) => {
    expect(told).toContain(`第 ${lineOf('vid 3999')} 行：VLAN 为 3999，应为 ${made.vlan}。`);
    expect(told).toContain(`dot1q termination vid ${made.vlan}`);
    expect(told).toContain(`第 ${lineOf('as-number 64513')} 行：对端 AS 为 64513，应为 64512。`);
    expect(told).toMatch(/第 \d+ 行之后：邻居 \S+ 未在 IPv4 单播地址族下激活。/);
    expect(told).toContain('wonder …');
    expect(told).not.toContain(key);
  };

  beforeAll(async () => {
    await followSetup(town, { person, room }, (text) => text.includes('/line device set'));
    const state = await town.tenant('globex');
    const [vif] = Object.values(state.vifs);
    if (!vif) throw new Error('no interface was made');
    made = vif;
    const config = deviceConfig(planOf(state, made, { announce: '10.60.0.0/16' }), 'huawei', { revealKey: false });
    if (!config.ok) throw new Error(JSON.stringify(config.refusals));
    const shown = await onSlack(() => town.service.slack.type(person, room, `/line key ${made.id}`), /仅显示一次/);
    right = config.text.replaceAll('<BGP-KEY>', /仅显示一次）：(\S+)/.exec(shown)?.[1] ?? '');
    const mistakes: readonly (readonly [RegExp | string, string])[] = [
      [/vid \d+/, 'vid 3999'],
      [/ as-number 64512/, ' as-number 64513'],
      [/ {2}peer \S+ enable\n/, ''],
    ];
    const secretLine = `snmp-agent usm-user v3 admin cipher ${key}\nwonder ${key}\n`;
    spoiled = secretLine + mistakes.reduce((text, [from, to]) => text.replace(from, to), right);
  }, 180_000);

  it('pasted is explained line by line, forgotten, and simulated from then on', { timeout: 60_000 }, async () => {
    const { slack, app } = town.service;
    const paste = async (text: string) => {
      await slack.type(person, room, `/line check ${made.id}`);
      const { view } = await form(slack, person, 'check');
      const fields = Object.fromEntries(cut(text).map((part, index) => [names[index] ?? '', part]));
      expect((await slack.submit(person, view.id, fields)).status).toBe('answered');
    };
    threeMistakes(await onSlack(() => paste(spoiled), /3 项问题/));

    const kept = JSON.stringify(await app.journal.entries('tenant', 'globex', 0));
    expect(kept).toContain('not-activated');
    for (const word of [key, 'usm-user', 'route-static', 'wonder']) expect(kept).not.toContain(word);
    await seenAs('the first session is down for a reason that was read', 'not-activated', undefined);

    await onSlack(() => paste(right), /未发现问题/);
    await seenAs('both sessions are up', undefined, undefined);
  });

  it('uploaded on Slack is explained the same way, wherever it is uploaded', { timeout: 60_000 }, async () => {
    const { slack } = town.service;
    threeMistakes(await onSlack(() => slack.share(person, '@', [file(spoiled)], `check ${made.id}`), /3 项问题/));
    await seenAs('the file is simulated', 'not-activated', undefined);
    const mention = `<@${slack.workspace.snapshot().identity.botUserId}> check ${made.id} --vendor huawei`;
    await onSlack(() => slack.share(person, room, [file(right)], mention), /未发现问题/);
    await seenAs('the mended file is simulated', undefined, undefined);

    // The button on the interface's card opens the form, which takes the file itself.
    const card = await until('the card of the interface', () =>
      slack.workspace.messagesIn(room).find(({ blocks }) => JSON.stringify(blocks ?? []).includes('检查配置')),
    );
    const action = /"action_id":"(check:\d+)"/.exec(JSON.stringify(card.blocks))?.[1] ?? '';
    await slack.click(person, room, card.ts, { actionId: action });
    const { view } = await form(slack, person, 'check');
    const given = slack.upload(person, file(spoiled));
    threeMistakes(await onSlack(() => slack.submit(person, view.id, { file: [given] }), /3 项问题/));
  });

  it('of almost two megabytes is explained as a short one is', { timeout: 60_000 }, async () => {
    const { slack } = town.service;
    const port = (index: number) =>
      `interface GigabitEthernet9/0/${index}\n description host ${index}\n undo shutdown\n#\n`;
    const ports = Array.from({ length: 26_000 }, (_, index) => port(index)).join('');
    const whole = file(`${spoiled}\n${ports}`);
    expect(whole.bytes.length).toBeGreaterThan(1.8 * mega);
    threeMistakes(await onSlack(() => slack.share(person, '@', [whole], `check ${made.id}`), /3 项问题/));
  });

  it('uploaded on Lark answers the form that asked for it', { timeout: 60_000 }, async () => {
    const { lark } = town.service;
    const asked = await onLark(person, () => lark.say(person, room, `@bot /line check ${made.id}`), /或上传文件/);
    expect(asked).toContain('请直接发送到本聊天');
    threeMistakes(await onLark(person, () => lark.sendFile(person, direct(person), file(spoiled)), /3 项问题/));
    await seenAs('the file is simulated', 'not-activated', undefined);
    await onLark(person, () => lark.sendFile(person, direct(person), file(right)), /未发现问题/);
    await seenAs('the mended file is simulated', undefined, undefined);
  });

  it('whose file says not which interface it is for is asked, and keeps the file', { timeout: 60_000 }, async () => {
    const { slack, lark } = town.service;
    await slack.type(person, room, '/line vif create --name second');
    await until('the second interface is there', async () =>
      Object.values((await town.tenant('globex')).vifs).find(({ name }) => name === 'second'),
    );
    await onLark(person, () => lark.say(person, direct(person), 'list'), /./);
    const asked = await onSlack(() => slack.share(person, '@', [file(spoiled)]), /填写表单/);
    expect(asked).not.toContain(key);
    const at = slackRows().findLast((row) => slackText(row).includes('填写表单'));
    const action = /"action_id":"(check:\d+)"/.exec(JSON.stringify(at?.blocks))?.[1] ?? '';
    await slack.click(person, at?.channel ?? '', at?.ts ?? '', { actionId: action });
    const { view } = await form(slack, person, 'check');
    const option = { text: { type: 'plain_text', text: made.name }, value: made.id };
    threeMistakes(
      await onSlack(
        () => slack.submit(person, view.id, { vif: { [searchActionId('things.vif')]: option } }),
        /3 项问题/,
      ),
    );
  });

  it('that cannot be read is refused with the reason, and what was read before stays', {
    timeout: 60_000,
  }, async () => {
    const { slack, lark } = town.service;
    const before = JSON.stringify((await town.tenant('globex')).vifs[made.id]?.device);
    const big = { name: 'all.cfg', bytes: Buffer.alloc(2 * mega + 1, '#\n') };
    const picture = { name: 'edge.png', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') };
    const words = `check ${made.id}`;
    const says = async (reads: RegExp, ...given: Parameters<typeof slack.share>) =>
      void (await onSlack(() => slack.share(...given), reads));
    await says(/文件超过 2 MB/, person, '@', [big], words);
    await says(/文件超过 2 MB/, person, '@', [{ ...big, size: 10 }], words);
    await says(/不是文本/, person, '@', [picture], words);
    await says(/不在聊天平台内/, person, '@', [{ ...file(right), url: 'http://127.0.0.2:9/F1' }], words);
    await says(/一次收到 2 个文件/, person, '@', [file(right), file(right)], words);
    await says(/不接受文件/, person, '@', [file(right)], 'list');
    await says(/\/line link/, 'wei', '@', [file(right)], words);
    await onLark(person, () => lark.say(person, room, `@bot /line check ${made.id}`), /或上传文件/);
    const sends = async (who: string, given: typeof big, reads: RegExp) =>
      void (await onLark(who, () => lark.sendFile(who, direct(who), given), reads));
    await sends(person, big, /文件超过 2 MB/);
    await sends(person, picture, /不是文本/);
    await sends('wei', file(right), /\/line link/);
    expect(JSON.stringify((await town.tenant('globex')).vifs[made.id]?.device)).toBe(before);
  });
});
