/** A plan over the real wire: tried, seen as card and picture, voided by a change underneath, turned into a request; then why. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readCard } from '../../src/sandbox/lark/index.ts';
import { unlimited } from '../../src/sandbox/slack/index.ts';
import { build, groundOf, region } from '../app/standing.ts';
import { buttonOn, ops, privately, textOf, told } from './look.ts';
import { slowClock, until, withTown } from './town.ts';

const town = withTown('http', {}, { clock: slowClock(30), pace: unlimited });
const room = 'acme-line';

beforeAll(async () => {
  await build(groundOf(town.service), { tenant: 'acme', announces: [['10.0.0.0/16']] });
  await sessionsUp(2);
}, 60_000);

const sessionsUp = (count: number) =>
  until(`${count} sessions are up`, async () => {
    const sessions = (await town.tenant()).vifs['vif-acme-1']?.sessions ?? [];
    return sessions.filter(({ up }) => up).length === count ? true : undefined;
  });

/** The newest plan that only tom sees, by what it tries. */
async function planned(line: string, reads: RegExp) {
  const { slack } = town.service;
  const before = slack.workspace.messages.length;
  await slack.type('tom', room, line);
  return until(
    `tom sees ${reads}`,
    () =>
      slack.workspace.messages.slice(before).find((row) => row.ephemeral_to !== undefined && reads.test(textOf(row))),
    60_000,
  );
}

describe('a plan', { timeout: 120_000 }, () => {
  it('is a card and a picture for the one who asked; nothing is changed', async () => {
    const { slack } = town.service;
    const card = await planned('/line plan --router-down lr-bj-b', /line router lr-bj-b is down/);
    expect(textOf(card)).toMatch(/BGP of vif-acme-1 with lr-bj-b goes down/);
    expect(buttonOn(card, 'plan request')).toBeUndefined();
    const files = slack.workspace.messages.flatMap((row) => row.files ?? []);
    expect(files.map(({ name }) => name)).toContain('plan.png');
    expect((await town.service.app.journal.load('site', region)).downRouters).toEqual([]);
  });

  it('is void when the network moved on, and becomes a request when it did not', async () => {
    const { slack } = town.service;
    const line = '/line plan vif-acme-1 --announce 10.20.0.0/16';
    const old = await planned(line, /announces 10\.20\.0\.0\/16 besides/);
    await slack.type('zoe', ops, '/line router lr-bj-b down');
    await sessionsUp(1);
    await slack.click('tom', room, old.ts, buttonOn(old, 'plan request')?.actionId ?? '');
    await told(slack, 'tom', /Nothing was done; plan again[\s\S]*BGP of vif-acme-1 with lr-bj-b is gone/);
    expect((await town.tenant()).vifs['vif-acme-1']?.device?.announces).toEqual(['10.0.0.0/16']);

    const fresh = await planned(line, /announces 10\.20\.0\.0\/16 besides/);
    await slack.click('tom', room, fresh.ts, buttonOn(fresh, 'plan request')?.actionId ?? '');
    await until('the plan is so', async () =>
      (await town.tenant()).vifs['vif-acme-1']?.device?.announces.includes('10.20.0.0/16') ? true : undefined,
    );
  });
});

describe('a plan on Lark', { timeout: 120_000 }, () => {
  const chat = 'globex-line';
  const tunnel = async () => (await town.tenant('globex')).vifs['vif-globex-1'];

  it('is seen by mei alone, in Chinese, and becomes a request with its button', async () => {
    const { lark } = town.service;
    await build(groundOf(town.service), { tenant: 'globex', announces: [['10.8.0.0/16']] });
    await until('globex is up', async () => ((await tunnel())?.sessions.some(({ up }) => up) ? true : undefined));
    const plan = (reads: RegExp) =>
      until(
        `mei sees ${reads}`,
        () =>
          lark.workspace.messages.find(
            (row) => row.msg_type === 'interactive' && reads.test(readCard(row.content, 'zh_cn').join('\n')),
          ),
        60_000,
      );
    await lark.say('mei', chat, '@bot /line plan --router-down lr-bj-a');
    const lost = await plan(/试算[\s\S]*专线路由器 lr-bj-a 宕机/);
    const openly = lark.workspace.messagesIn(chat).filter((row) => row.ephemeral_to === undefined);
    expect(openly.map((row) => JSON.stringify(row.content)).join()).not.toContain('lr-bj-a 宕机');
    expect(readCard(lost.content, 'zh_cn').join('\n')).toMatch(/未做任何改动/);

    await lark.say('mei', chat, '@bot /line plan vif-globex-1 --announce 10.9.0.0/16');
    const more = await plan(/新增发布 10\.9\.0\.0\/16/);
    expect((await tunnel())?.device?.announces).toEqual(['10.8.0.0/16']);
    await lark.click('mei', more.message_id, { verb: 'plan request' });
    await until('the plan is so', async () =>
      (await tunnel())?.device?.announces.includes('10.9.0.0/16') ? true : undefined,
    );
  });
});

describe('why', { timeout: 120_000 }, () => {
  it('proposes a line that, typed, mends', async () => {
    const { slack } = town.service;
    await slack.type('tom', room, '/line device set vif-acme-1 --blocks-icmp yes');
    await slack.type('tom', room, '/line why i-acme vif-acme-1');
    await told(slack, 'tom', /a filter on your device drops ICMP[\s\S]*the smallest first/);
    const mend = /`(\/line device set vif-acme-1 --blocks-icmp no)`/.exec(privately(slack, 'tom'))?.[1];
    await slack.type('tom', room, mend ?? '');
    await slack.type('tom', room, '/line why vif-acme-1 i-acme');
    await told(slack, 'tom', /10\.0\.0\.10 behind vif-acme-1 to i-acme[\s\S]*gets there and back/);
  });
});
