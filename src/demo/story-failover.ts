/** The demo's third act: a drill that is refused, the same drill with a second approver's yes, and a maintenance. */
import type { SlackSandbox } from '../sandbox/slack/index.ts';
import { readBlocks } from '../sandbox/slack/read.ts';
import type { Stage } from './stage.ts';

const ops = 'network-ops';
const room = 'acme-line';
const line = 'dc1-east';
const router = 'lr-sh-a';

export async function playFailover(stage: Stage, slack: SlackSandbox): Promise<void> {
  const { step, type, press, pressOwn, card, print } = stage;

  await step('A failover drill that would isolate something is refused with the list', async () => {
    await type('tom', room, `/line drill --line ${line}`, /would cut the last path of 10\.0\.0\.0\/16/);
  });

  await step('Asked for all the same, it waits for a second approver, who sees the simulated proof', async () => {
    await type('tom', room, `/line drill --line ${line} --minutes 60 --ask yes`, /waits for a reviewer/);
    await card(ops, 'drill-', /Simulated proof[\s\S]*goes down/);
    await press('zoe', ops, 'drill-', /^Approve the drill$/, /Scheduled/);
  });

  await step('The cut is made, given back by its timer, and reported', async () => {
    await card(room, 'drill-', /observed is what was predicted[\s\S]*works again/);
    print(...stage.thread(room, 'drill-').map((told) => `🧵 ${told}`));
  });

  await step('A maintenance: operations see who is affected before anything is sent', async () => {
    const planned = `/line maintenance ${router} --from +60 --to +120 --reason optics`;
    await type('wei', ops, planned, /nothing is sent yet[\s\S]*acme: loses redundancy/);
    await pressOwn('wei', ops, /^Announce/, /announced/);
  });

  await step('The tenant hears of its own part when it is announced, when it begins, and how it ended', async () => {
    const told = () =>
      slack.workspace
        .messagesIn(room)
        .filter((message) => message.thread_ts === undefined && message.ephemeral_to === undefined)
        .flatMap((message) => readBlocks(message.blocks, message.text))
        .filter((text) => text.includes(router) && /aintenance of/.test(text));
    await slack.until(() => told().some((text) => /is over\. Predicted: .*Happened: /.test(text)), 30_000);
    print(...told());
    await card(room, 'mnt-', /Over[\s\S]*For you/);
  });
}
