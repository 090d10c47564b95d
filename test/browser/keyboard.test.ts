import { describe, expect, it } from 'vitest';
import { hasBrowser, withVisitor } from './visitor.ts';

/** Nothing here is clicked: an order, its refusal at the field, its withdrawal, and the way between people. */
describe.skipIf(!hasBrowser)('the page by keyboard alone', () => {
  const visitor = withVisitor('keyboard', 'en-GB');
  const { pane, message, picture } = visitor;

  it('takes a line from order to withdrawal', { timeout: 60_000 }, async () => {
    const { page } = visitor;
    const { keyboard } = page;
    const suggested = pane('slack').locator('.composer').getByRole('option');
    const focused = () => page.locator(':focus');
    const focusOn = async (name: string | RegExp, role: 'button' | 'combobox' | 'radio' = 'button') => {
      for (let presses = 0; presses < 80; presses++) {
        await keyboard.press('Tab');
        const element = page.getByRole(role, { name }).and(focused());
        if ((await element.count()) > 0) return;
      }
      throw new Error(`the Tab key never reaches ${String(name)}`);
    };

    // Arrows move between people, as among radio buttons.
    await focusOn(/Tom Ward/, 'radio');
    await keyboard.press('ArrowLeft');
    await page.getByRole('radio', { name: /Ana Ruiz/, checked: true }).waitFor();
    await keyboard.press('ArrowRight');
    await page.getByRole('radio', { name: /Tom Ward/, checked: true }).waitFor();
    await pane('slack').locator('.rooms').waitFor();

    // Completion: arrows choose, Enter takes, Escape closes the list without losing the words.
    await focusOn('Message acme-line, or /line', 'combobox');
    await keyboard.type('/line o');
    await page.getByRole('option', { name: /^\/line order/ }).waitFor();
    await keyboard.press('ArrowDown');
    await suggested.and(page.getByRole('option', { selected: true })).waitFor();
    await keyboard.press('Escape');
    expect(await suggested.count()).toBe(0);
    expect(await focused().inputValue()).toBe('/line o');
    await keyboard.type('r');
    await page.getByRole('option', { name: /^\/line order/ }).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    expect(await focused().inputValue()).toBe('/line order ');
    await keyboard.press('Enter');

    // The modal takes the focus, keeps it, and shows what is wrong where it is wrong.
    const modal = page.getByRole('dialog');
    await modal.waitFor();
    await page.getByLabel('Name').and(focused()).waitFor();
    for (let presses = 0; presses < 30; presses++) {
      await keyboard.press('Tab');
      expect(await modal.locator(':focus').count()).toBe(1);
    }
    await modal.getByLabel('Name').focus();
    await keyboard.type('dc 1!');
    await keyboard.press('Tab');
    await keyboard.press('ArrowDown');
    await keyboard.press('Tab');
    await keyboard.press('ArrowDown');
    await keyboard.press('Shift+Tab');
    await keyboard.press('Shift+Tab');
    await keyboard.press('Enter');
    await modal.getByRole('alert').waitFor();
    await picture('error-at-its-field');
    expect(await focused().inputValue()).toBe('dc 1!');
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type('dc1');
    await keyboard.press('Enter');
    await modal.waitFor({ state: 'detached' });
    await message('slack', 'dc1 · To be audited');
    // Focus is back where the person wrote.
    await page.getByRole('combobox', { name: 'Message acme-line, or /line' }).first().and(focused()).waitFor();

    // A dangerous button asks first; Cancel has the focus, Escape leaves, nothing happened.
    await message('slack', 'Free ports on both line routers');
    await focusOn(/^Withdraw/);
    await keyboard.press('Enter');
    await modal.getByRole('button', { name: 'Cancel' }).and(focused()).waitFor();
    await picture('question');
    await keyboard.press('Escape');
    await modal.waitFor({ state: 'detached' });
    await page
      .getByRole('button', { name: /^Withdraw/ })
      .and(focused())
      .waitFor();
    await keyboard.press('Enter');
    await modal.getByRole('button', { name: 'Cancel' }).and(focused()).waitFor();
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await message('slack', 'dc1 · Deleted');
    expect(visitor.complaints).toEqual([]);
  });
});
