import { describe, expect, it } from 'vitest';
import { hasBrowser, withVisitor } from './visitor.ts';

const line = 'dc1-east';
const region = 'cn-east-2';

/** The customer in Lark; finance, the reviewer and the field engineer in Slack; all on one page. */
describe.skipIf(!hasBrowser)('the seven steps on the page, in English', () => {
  const visitor = withVisitor('tutorial-en', 'en-GB');
  const { become, openRoom, say, message, press, pane, picture } = visitor;

  it('are played by four people across both platforms', { timeout: 110_000 }, async () => {
    const { page } = visitor;
    const guide = page.locator('.guide');
    await guide.getByText('You are Tom Ward.').waitFor();
    await guide.getByText('Seven steps to a private line').waitFor();
    await guide.getByRole('button', { name: '1 Hosted connection' }).waitFor();
    await picture('first-visit');

    // 1. The line: ordered on a form in Lark.
    await say('lark', '/line order');
    await openRoom('lark', 'Hostline');
    const form = pane('lark').locator('.lark-form');
    await form.getByLabel('Name').fill(line);
    await form.getByLabel('Region').selectOption(region);
    await form.getByLabel('Port').selectOption('10GBASE-LR');
    await picture('lark-form');
    await form.getByRole('button').click();
    await message('lark', /Ordered conn-/);
    await openRoom('lark', 'acme-line');
    await message('lark', `${line} · To be audited`);
    // The same card is in the customer's Slack room.
    await message('slack', `${line} · To be audited`);
    await picture('ordered-on-both');

    await become('Min Okafor');
    await say('slack', '/line deposit acme 20000');
    await message('slack', '¥20,000.00 added');

    await become('Zoe Marsh');
    await message('slack', 'Free ports on both line routers');
    await press('slack', `${line} · To be audited`, /^Approve/, 'Approve');
    await message('slack', `${line} · Installation fee to be paid`);
    await message('lark', `${line} · Installation fee to be paid`);
    await picture('approved-on-slack');

    await become('Tom Ward');
    await press('lark', `${line} · Installation fee to be paid`, 'Pay ¥15,000.00', 'Confirm');
    await message('lark', `${line} · Under construction`);

    await become('Kim Duarte');
    await press('slack', line, /^Cabling done/);
    await message('slack', `${line} · Waiting for confirmation`);
    await picture('cabled');

    await become('Tom Ward');
    await press('lark', `${line} · Waiting for confirmation`, 'Confirm completion');
    await openRoom('lark', 'Hostline');
    const term = pane('lark').locator('.lark-form').last();
    await term.getByLabel('Months').fill('3');
    await term.getByRole('button').click();
    await message('lark', /Confirmed dc1-east/);
    await openRoom('lark', 'acme-line');
    await press('lark', line, 'Pay ¥12,600.00', 'Confirm');
    await message('lark', `${line} · Available`);
    await picture('available');

    // 2 to 6. The network, by commands in Lark and by the pinned card's own button.
    await guide.getByRole('button', { name: '2 Border gateway' }).click();
    await message('slack', 'Created Border gateway gateway-1');
    await guide.getByRole('button', { name: '3 VPC attachment' }).waitFor();
    // Names of things complete themselves, too.
    const field = pane('lark').locator('.chat > .composer').getByRole('combobox');
    await field.pressSequentially('/line gateway delete g');
    await pane('lark')
      .getByRole('option', { name: /^gateway-1/ })
      .waitFor();
    for (const [command, answer] of [
      [
        `/line vpc create --name vpc-1 --region ${region} --cidr 192.168.0.0/16 --subnet 192.168.0.0/24`,
        'Created VPC vpc-1',
      ],
      ['/line attach vpc-1 --gateway gateway-1', 'Created VPC attachment'],
      ['/line vif create --name vif-1', 'Created Virtual interface vif-1'],
      ['/line device set vif-1 --announce 10.0.0.0/16', 'Changed vif-1'],
      ['/line vpc propagate vpc-1 --scope 10.0.0.0/8 --gateway gateway-1', 'Changed vpc-1'],
      ['/line vpc instance vpc-1 --name vm-1 --subnet subnet-1', 'Changed vpc-1'],
    ] as const) {
      await say('lark', command);
      await message('lark', answer);
    }

    // 7. The test, with its picture in the thread, shown beside the chats.
    await press('lark', /vif-1 · Available/, 'Test');
    await message('lark', 'Connectivity test passed');
    await guide.getByText('All seven steps are done.').waitFor();
    const card = await message('lark', 'Connectivity test passed');
    await card.getByRole('button', { name: /^Replies: / }).click();
    await pane('lark').locator('.thread .thumbnail').last().click();
    await page.locator('.side.picture img').waitFor();
    await picture('topology');
    await page.keyboard.press('Escape');

    // Somebody breaks a line router: the engineer's own command, seen by the customer.
    await page.getByRole('button', { name: /Make trouble/ }).click();
    await page.getByRole('button', { name: 'Kill lr-sh-b' }).click();
    await message('lark', 'redundancy is lost');
    await picture('router-down');
    await page.getByRole('button', { name: 'Restore lr-sh-b' }).click();
    await page.getByRole('button', { name: 'Kill lr-sh-b' }).waitFor();

    await page.getByLabel('Colours').selectOption('dark');
    await picture('dark');
    expect(visitor.complaints).toEqual([]);
  });
});
