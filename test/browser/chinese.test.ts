import { describe, expect, it } from 'vitest';
import { hasBrowser, withVisitor } from './visitor.ts';

const line = 'hq-east';
const region = 'cn-east-2';

/** A Chinese customer and reviewer make the page Chinese; the field engineer's is set to it. */
describe.skipIf(!hasBrowser)('the seven steps on the page, in Chinese', () => {
  const visitor = withVisitor('tutorial-zh', 'zh-CN');
  const { become, openRoom, say, message, press, pane, picture } = visitor;

  it('are played by three people across both platforms', { timeout: 110_000 }, async () => {
    const { page } = visitor;
    const guide = page.locator('.guide');
    await become('陈梅');
    await guide.getByText('你现在是陈梅。').waitFor();
    await guide.getByText('七步打通专线').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await picture('first-visit');

    // 1. Ordered by command, with completion; the list shows the verb's summary in Chinese.
    const field = pane('lark').locator('.chat > .composer').getByRole('combobox');
    await field.pressSequentially('/line ord');
    await pane('lark')
      .getByRole('option', { name: /^\/line order/ })
      .waitFor();
    await picture('completion');
    await field.press('Tab');
    await field.pressSequentially(`--name ${line} --region ${region} --port 10g`);
    await field.press('Tab');
    await field.press('Enter');
    await message('lark', `${line} · 待审核`);

    await become('李雷');
    expect(await page.getByRole('button', { name: /制造故障/ }).count()).toBe(1);
    await message('lark', '待审核');
    await press('lark', `${line} · 待审核`, '通过', '确定');
    await message('lark', `${line} · 初装费待支付`);
    await message('slack', `${line} · Installation fee to be paid`);
    await picture('approved-on-lark');

    await become('陈梅');
    await press('slack', `${line} · 初装费待支付`, '支付 15,000.00 元', '支付');
    await message('lark', `${line} · 施工中`);

    await become('Kim Duarte');
    await page.getByLabel('Language').selectOption('zh');
    await press('slack', line, /^Cabling done/);
    await message('slack', `${line} · Waiting for confirmation`);

    await become('陈梅');
    await press('lark', `${line} · 等待确认`, '确认施工完成');
    await openRoom('lark', 'Hostline');
    const form = pane('lark').locator('.lark-form');
    await form.getByLabel('月数').fill('3');
    await picture('lark-form');
    await form.getByRole('button').click();
    await message('lark', /已确认/);
    await openRoom('lark', 'globex-line');
    await press('lark', line, '支付 12,600.00 元', '确定');
    await message('lark', `${line} · 可用`);

    for (const [command, answer] of [
      [`/line gateway create --name gw-1 --region ${region}`, '已创建边界网关 gw-1'],
      [
        `/line vpc create --name vpc-1 --region ${region} --cidr 192.168.0.0/16 --subnet 192.168.0.0/24`,
        /已创建.* vpc-1/,
      ],
      ['/line attach vpc-1 --gateway gw-1', /已创建/],
      ['/line vif create --name vif-1', /已创建.* vif-1/],
      ['/line device set vif-1 --announce 10.0.0.0/16', '已修改 vif-1'],
      ['/line vpc propagate vpc-1 --scope 10.0.0.0/8 --gateway gw-1', '已修改 vpc-1'],
      ['/line vpc instance vpc-1 --name vm-1 --subnet subnet-1', '已修改 vpc-1'],
    ] as const) {
      await say('lark', command);
      await message('lark', answer);
    }
    await press('lark', /vif-1 · 可用/, '测试');
    await message('lark', '连通性测试通过');
    await guide.getByText('七步全部完成').waitFor();
    const card = await message('lark', '连通性测试通过');
    await card.getByRole('button', { name: /条回复$/ }).click();
    await pane('lark').locator('.thread .thumbnail').last().click();
    await page.locator('.side.picture img').waitFor();
    await picture('topology');
    await page.keyboard.press('Escape');

    await pane('slack').getByRole('button', { name: '主页' }).click();
    await pane('slack').locator('.home').getByText(line).first().waitFor();
    await page.getByLabel('外观').selectOption('dark');
    await picture('home-dark');
    expect(visitor.complaints).toEqual([]);
  });
});
