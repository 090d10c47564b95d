import { describe, expect, it } from 'vitest';
import { createFaults } from '../../../src/sandbox/faults.ts';
import { createTroubles } from '../../../src/sandbox/page/troubles.ts';

describe('what is made to go wrong', () => {
  const slack = createFaults(1);
  const lark = createFaults(2);
  const troubles = createTroubles([slack, lark]);

  it('is nothing to begin with', () => {
    expect(troubles.now()).toEqual({ delaySeconds: 0, duplicate: false, tooMany: false, struck: 0 });
    expect(slack.forDelivery('events_api')).toMatchObject({ delayMilliseconds: 0, repeat: false });
    expect(lark.forCall('im.message.create')).toBeUndefined();
  });

  it('is the same on both platforms, and counted', () => {
    troubles.choose({ delaySeconds: 2, duplicate: true, tooMany: true });
    for (const faults of [slack, lark])
      expect(faults.forDelivery('x')).toMatchObject({ delayMilliseconds: 2_000, repeat: true, repeatAsNew: true });
    const calls = Array.from({ length: 60 }, () => slack.forCall('chat.postMessage')?.kind);
    expect(calls).toContain('tooMany');
    expect(calls).toContain(undefined);
    expect(troubles.now().struck).toBe(6 + calls.filter(Boolean).length);
  });

  it('ends when it is switched off', () => {
    troubles.choose({ delaySeconds: 0, duplicate: false, tooMany: false });
    expect(Array.from({ length: 60 }, () => slack.forCall('chat.postMessage'))).toEqual(Array(60).fill(undefined));
  });
});
