import { describe, expect, it } from 'vitest';
import { readBlocks } from '../../src/sandbox/slack/read.ts';
import { until, withTown } from './town.ts';

/** A newcomer who types only what the checklist suggests, and engineers who press only what their cards offer. */
describe('the seven steps, followed word by word', () => {
  const town = withTown();
  const room = 'globex-line';

  it('lead from nothing to a ping across the line, in Chinese', { timeout: 120_000 }, async () => {
    const { slack } = town.service;
    const typed: string[] = [];

    const suggestion = async (): Promise<string> => {
      const seen = await slack.type('mei', room, '/line setup');
      return seen.ephemeral.flatMap((message) => readBlocks(message.blocks, message.text)).join('\n');
    };
    const press = async (person: string, label: string): Promise<boolean> => {
      for (const message of [...slack.workspace.messagesIn('network-ops')].reverse()) {
        for (const block of message.blocks ?? []) {
          const elements = Array.isArray(block.elements) ? block.elements : [];
          const button = (elements as { action_id?: string; text?: { text?: string } }[]).find(
            (element) => element.text?.text === label,
          );
          if (button?.action_id === undefined) continue;
          await slack.click(person, 'network-ops', message.ts, button.action_id);
          return true;
        }
      }
      return false;
    };

    const done = await until(
      'the checklist says that all is done',
      async () => {
        const text = await suggestion();
        if (text.includes('七步全部完成')) return text;
        const command = /`(\/line [^`]+)`/.exec(text)?.[1];
        if (command !== undefined && typed.at(-1) !== command) {
          typed.push(command);
          await slack.type('mei', room, command);
        } else {
          await press('zoe', 'Approve');
          await press('zoe', 'Cabling done');
        }
        return undefined;
      },
      100_000,
    );

    expect(done).toContain('✅ 7 测试连通性');
    expect(typed.map((command) => command.split(' ').slice(1, 3).join(' ').replace(/ --.*/, ''))).toEqual([
      'order',
      'gateway create',
      'vpc create',
      'attach',
      'pay',
      'confirm',
      'pay',
      'vif create',
      'device set',
      'vpc propagate',
      'vpc instance',
      'test',
    ]);
  });
});
