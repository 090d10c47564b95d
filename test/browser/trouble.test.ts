import { describe, expect, it } from 'vitest';
import { until } from '../journey/town.ts';
import { hasBrowser, withVisitor } from './visitor.ts';

describe.skipIf(!hasBrowser)('trouble made on the page', () => {
  const visitor = withVisitor('trouble', 'en-GB');
  const { become, say, message, press, pane, picture } = visitor;

  it('delays, repeats and refuses, and still everything happens once', { timeout: 90_000 }, async () => {
    const { page, town } = visitor;
    await page.getByRole('button', { name: /Make trouble/ }).click();
    const panel = page.locator('.side.trouble');
    /** The box shows what the server says, so it follows the click a moment later. */
    const turn = async (label: string, on: boolean) => {
      const box = panel.getByLabel(label);
      await box.click();
      await until(`${label}: ${on}`, async () => ((await box.isChecked()) === on ? true : undefined));
    };
    await turn('Deliver everything three times', true);
    await turn('Answer half of all calls with 429', true);
    await panel.getByLabel('Delay deliveries').selectOption('1');
    await say('slack', '/line order --name dc1 --region cn-east-2 --port 10GBASE-LR');
    await message('slack', 'Free ports on both line routers');
    await become('Zoe Marsh');
    await press('slack', 'dc1 · To be audited', /^Approve/, 'Approve');
    await message('slack', 'dc1 · Installation fee to be paid');
    await message('lark', 'dc1 · Installation fee to be paid');
    await panel.getByText(/Faults so far: [1-9]/).waitFor();
    await picture('trouble');

    await panel.getByLabel('Delay deliveries').selectOption('0');
    await turn('Deliver everything three times', false);
    await turn('Answer half of all calls with 429', false);
    await until('no fault strikes any more', () =>
      town.service.slack.faults.forDelivery('probe').repeat ? undefined : true,
    );
    for (const platform of ['slack', 'lark'] as const) {
      const cards = pane(platform).locator('.message').filter({ hasText: 'dc1 · Installation fee to be paid' });
      expect(await cards.count()).toBe(1);
    }
    const entries = await town.service.app.journal.entries('tenant', 'acme', 0);
    const types = entries.flatMap(({ events }) => events as { type: string }[]).map(({ type }) => type);
    expect(types.filter((type) => type === 'connection.ordered')).toHaveLength(1);
    expect(types.filter((type) => type === 'connection.approved')).toHaveLength(1);
    expect(visitor.complaints).toEqual([]);
  });

  it('a stranger is welcomed with the admin’s code, and is none any more', { timeout: 60_000 }, async () => {
    const { page } = visitor;
    const wei = page.locator('.people label').filter({ hasText: 'Wei Lund' });
    await wei.getByText('not linked yet').waitFor();
    await become('Ana Ruiz');
    await say('slack', '/line admin invite wei --roles field');
    const answer = await message('slack', /link [0-9A-Z-]{17}/);
    const code = /link ([0-9A-Z-]{17})/.exec((await answer.textContent()) ?? '')?.[1] ?? '';
    await become('Wei Lund');
    await say('slack', `/line link ${code}`);
    await message('slack', 'Welcome, wei');
    await wei.getByText('not linked yet').waitFor({ state: 'detached' });
    expect(visitor.complaints).toEqual([]);
  });
});
