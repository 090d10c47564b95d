/** The demo's story: a line from `/line order` to available, by five people, with the mistakes people make. */
import type { SlackSandbox } from '../sandbox/slack/index.ts';
import { type Stage, StepFailed } from './stage.ts';

const ops = 'network-ops';
const room = 'acme-line';
const line = 'dc1-east';

export async function playStory(stage: Stage, slack: SlackSandbox): Promise<void> {
  const { step, type, press, fill, card, print } = stage;

  await step('An admin invites a field engineer, who links the account with a one-time code', async () => {
    const invited = await type('ana', ops, '/line admin invite wei --roles field', /link [0-9A-Z-]{17}/);
    const code = /link ([0-9A-Z-]{17})/.exec(invited.ephemeral.map((message) => message.text).join(' '))?.[1] ?? '';
    await type('wei', ops, `/line link ${code}`, /Welcome, wei/);
  });

  await step('A customer orders by form; a wrong name is refused at its field, nothing typed is lost', async () => {
    await type('tom', room, '/line order', /Name/);
    await fill('tom', { name: 'dc 1!', region: 'cn-east-2', port: '10GBASE-LR' }, /Use 1 to 32/);
    await fill('tom', { name: line, region: 'cn-east-2', port: '10GBASE-LR' }, /Ordered conn-/);
    await card(room, line, /To be audited/);
  });

  await step('The same order typed again is one order; a typing mistake gets the nearest command', async () => {
    await type('tom', room, `/line order --name ${line} --region cn-east-2 --port 10GBASE-LR`, /already in/);
    await type('tom', room, '/line aprove', /Did you mean/);
  });

  await step('Automatic checks run as a job; the engineers get the approval card', async () => {
    await card(ops, line, /Approve/);
  });

  await step('Channel membership grants nothing: the customer cannot approve', async () => {
    await type('tom', room, `/line approve ${line}`, /needs the role/);
  });

  await step('A reviewer approves with a button; a second click is answered and changes nothing', async () => {
    await press('zoe', ops, line, /Approve/, /Installation fee to be paid/);
    const before = await card(room, line, /Installation fee to be paid/);
    await type('zoe', ops, `/line approve ${line}`, /Already so/);
    print(`the card was posted once: ${before.ts}`);
  });

  await step('The balance is too low: the payment is refused with the figures', async () => {
    await press('tom', room, line, /Pay ¥15,000.00/, /Collecting/);
    await card(room, line, /refused: balance is ¥10,000.00/);
  });

  await step('Finance adds money; paying again starts construction', async () => {
    await type('min', ops, '/line deposit acme 20000', /¥20,000.00 added/);
    await press('tom', room, line, /Pay ¥15,000.00/, /Collecting|Under construction/);
    await card(ops, line, /Lay and patch the cables[\s\S]*Cabling done/);
  });

  await step('The field engineer confirms the cabling; light levels and link are measured by jobs', async () => {
    await press('wei', ops, line, /Cabling done/, /dc1-east is now/);
    await card(room, line, /Waiting for confirmation[\s\S]*Confirm completion/);
  });

  await step('The joint test fails once: back to construction with the reason', async () => {
    await press('tom', room, line, /Joint test failed/, /Reason/);
    await fill('tom', { reason: 'no-ping', note: 'no reply from 172.16.0.2' }, /Under construction/);
    await card(room, line, /Under construction/);
    await card(ops, line, /Joint test failed: Ping over the link fails: no reply[\s\S]*Cabling done/);
    await press('wei', ops, line, /Cabling done/, /dc1-east is now/);
    await card(room, line, /Waiting for confirmation[\s\S]*Confirm completion/);
  });

  await step('The customer confirms for three months and pays the rental: the line is available', async () => {
    await press('tom', room, line, /Confirm completion/, /Months/);
    await fill('tom', { months: '12' }, /whole number from 1 to 9/);
    await fill('tom', { months: '3', 'auto-renew': 'yes' }, /Confirmed dc1-east. ¥12,600.00/);
    await press('tom', room, line, /Pay ¥12,600.00/, /Collecting/);
    await card(room, line, /Available[\s\S]*Rental/);
    await card(ops, line, /Available/);
  });

  await step('Everybody was told each change once, in order', async () => {
    const wanted = [
      'ordered this line',
      'approved',
      'Payment refused',
      '¥15,000.00 received',
      'Construction is complete',
      'joint test failed',
      'round 2',
      'Construction is complete',
      'confirmed completion',
      '¥12,600.00 received',
      'available until',
    ];
    await slack.until(() => stage.thread(room, line).some((row) => row.includes('available until')), 20_000);
    const told = stage.thread(room, line);
    print(...told.map((row) => `🧵 ${row}`));
    const text = told.join('\n');
    let from = 0;
    for (const word of wanted) {
      const at = text.indexOf(word, from);
      if (at < 0) throw new StepFailed(`“${word}” is missing or out of order`);
      from = at + word.length;
    }
    const once = ['ordered this line', 'approved.', 'available until'].find((word) => text.split(word).length !== 2);
    if (once) throw new StepFailed(`“${once}” was told more than once`);
  });

  await step('The home tab shows the line', async () => {
    await slack.openHome('tom');
    await slack.until(() => JSON.stringify(slack.workspace.homeOf('tom')?.payload ?? {}).includes(line), 20_000);
  });
}
