import { describe, expect, it } from 'vitest';
import { followSetup } from './follow.ts';
import { withTown } from './town.ts';

describe('the seven steps, followed word by word', () => {
  const town = withTown();

  it('lead from nothing to a ping across the line, in Chinese', { timeout: 120_000 }, async () => {
    const { typed, text } = await followSetup(town, { person: 'mei', room: 'globex-line' }, (shown) =>
      shown.includes('七步全部完成'),
    );
    expect(text).toContain('✅ 7 测试连通性');
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
