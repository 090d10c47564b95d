/** The 3 s limit, further pushes and every fault on the way to the real SDK, over both wires. */
import { afterEach, describe, expect, it } from 'vitest';
import { type LarkSandbox, type ManualClock, manualClock } from '../../../src/sandbox/lark/index.ts';
import type { JsonObject } from '../../../src/sandbox/slack/json.ts';
import { button, cardWith, sendCard } from './calls.ts';
import { type Mode, modes, type Rig, startBare, startRig, waitFor } from './sdk.ts';

let rig: Rig | undefined;
afterEach(async () => {
  await rig?.stop();
  rig = undefined;
});

interface Noting {
  readonly sandbox: LarkSandbox;
  readonly heard: JsonObject[];
  /** Texts of the messages heard. */
  readonly texts: () => unknown[];
  readonly messageId: string;
}

/** An app that notes every message and click, and a card with one button. */
async function startNoting(mode: Mode, clock?: ManualClock): Promise<Noting> {
  const heard: JsonObject[] = [];
  const note = (event: JsonObject) => {
    heard.push(event);
    return undefined;
  };
  const handlers = { 'im.message.receive_v1': note, 'card.action.trigger': note };
  const started = await startRig(mode, handlers, clock === undefined ? {} : { clock });
  rig = started;
  const messageId = await sendCard(started.client, 'oc_lines', cardWith(button('go', { verb: 'go' })));
  const texts = () => heard.map(({ message }) => JSON.parse(String(Object(message).content ?? '{}')).text);
  return { sandbox: started.sandbox, heard, texts, messageId };
}

const deliveries = (sandbox: LarkSandbox) => sandbox.eventsOf('delivery').map((one) => `${one.attempt} ${one.outcome}`);

describe.each(modes)('over %s', (mode) => {
  it.each([
    [2999, 'answered', undefined],
    [3000, 'failed', 200341],
  ])('a click answered after %i ms: %s', async (milliseconds, status, error) => {
    const clock = manualClock(Date.now());
    let release: (() => void) | undefined;
    const slow = async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return { toast: { type: 'info', content: 'done' } };
    };
    rig = await startRig(mode, { 'card.action.trigger': slow }, { clock });
    const messageId = await sendCard(rig.client, 'oc_lines', cardWith(button('go', {})));
    const pending = rig.sandbox.click('mei', messageId, 'go');
    await waitFor(() => release !== undefined);
    clock.advance(milliseconds);
    release?.();
    const seen = await pending;
    expect(seen.status).toBe(status);
    expect(seen.error).toBe(error);
    expect(seen.toast !== undefined).toBe(status === 'answered');
  });

  it('pushes an unanswered event again after 15 s, 5 min, 1 h and 6 h under the same event id, then no more', async () => {
    const clock = manualClock(Date.now());
    const { sandbox, heard } = await startNoting(mode, clock);
    sandbox.faults.set({ delivery: { dropAfter: { rate: 1 } } });
    expect((await sandbox.say('mei', '@', 'hello')).status).toBe('failed');
    for (const [tries, milliseconds] of [15_000, 300_000, 3_600_000, 21_600_000].entries()) {
      await waitFor(() => heard.length === tries + 1 && clock.waiting().includes(milliseconds));
      clock.advance(milliseconds);
    }
    await sandbox.until(() => deliveries(sandbox).length === 5);
    expect(deliveries(sandbox).map((one) => one[0])).toEqual(['0', '1', '2', '3', '4']);
    expect(new Set(heard.map((one) => one.event_id)).size).toBe(1);
    expect(clock.waiting().filter((milliseconds) => milliseconds > 3000)).toEqual([]);
  });

  it('stops pushing once an event is answered', async () => {
    const clock = manualClock(Date.now());
    const { sandbox, heard } = await startNoting(mode, clock);
    sandbox.faults.set({ delivery: { dropBefore: { rate: 1, most: 1 } } });
    await sandbox.say('mei', '@', 'hello');
    expect(heard).toEqual([]);
    await waitFor(() => clock.waiting().includes(15_000));
    clock.advance(15_000);
    await sandbox.until(() => deliveries(sandbox).includes('1 answered'));
    expect(heard).toHaveLength(1);
    expect(clock.waiting()).not.toContain(300_000);
  });

  it('never sends a click again', async () => {
    const clock = manualClock(Date.now());
    const { sandbox, heard, messageId } = await startNoting(mode, clock);
    sandbox.faults.set({ delivery: { dropAfter: { rate: 1, most: 1 } } });
    expect(await sandbox.click('mei', messageId, 'go')).toMatchObject({ status: 'failed', error: 200341 });
    sandbox.faults.set({ delivery: { dropBefore: { rate: 1, most: 1 } } });
    expect(await sandbox.click('mei', messageId, 'go')).toMatchObject({ status: 'failed', error: 200340 });
    clock.advance(30_000_000);
    expect((await sandbox.click('mei', messageId, 'go')).status).toBe('answered');
    expect(heard).toHaveLength(2);
  });

  it.each([
    ['repeat', true],
    ['repeatAsNew', false],
  ])('%s: an event twice, same event_id: %s', async (fault, same) => {
    const { sandbox, heard } = await startNoting(mode);
    sandbox.faults.set({ delivery: { [fault]: { rate: 1, most: 1 } } });
    await sandbox.say('mei', 'lines', '@bot hello');
    await sandbox.until(() => deliveries(sandbox).length === 2);
    expect(heard).toHaveLength(2);
    expect(heard[0]?.event_id === heard[1]?.event_id).toBe(same);
    expect(heard[0]?.message).toEqual(heard[1]?.message);
  });

  it('repeats a click with the same token', async () => {
    const { sandbox, heard, messageId } = await startNoting(mode);
    sandbox.faults.set({ delivery: { repeatAsNew: { rate: 1, most: 1 } } });
    await sandbox.click('mei', messageId, 'go');
    await sandbox.until(() => deliveries(sandbox).length === 2);
    expect(heard[0]?.event_id).not.toBe(heard[1]?.event_id);
    expect(heard[0]?.token).toBe(heard[1]?.token);
  });

  it('delays a delivery', async () => {
    const clock = manualClock(Date.now());
    const { sandbox, heard } = await startNoting(mode, clock);
    sandbox.faults.set({ delivery: { delay: { rate: 1, most: 1, milliseconds: [500, 500] } } });
    const pending = sandbox.say('mei', '@', 'late');
    clock.advance(499);
    expect(sandbox.eventsOf('delivery')).toEqual([]);
    clock.advance(1);
    expect((await pending).status).toBe('answered');
    expect(heard).toHaveLength(1);
  });

  it('lets a later delivery overtake', async () => {
    const { sandbox, texts } = await startNoting(mode, manualClock(Date.now()));
    sandbox.faults.set({ delivery: { reorder: { rate: 1, most: 1 } } });
    const first = sandbox.say('mei', '@', 'first');
    const second = sandbox.say('mei', '@', 'second');
    expect((await first).status).toBe('answered');
    expect((await second).status).toBe('answered');
    expect(texts()).toEqual(['second', 'first']);
  });

  it('meets the same faults again for the same seed', async () => {
    const run = async () => {
      const { sandbox, messageId } = await startNoting(mode, manualClock(Date.now()));
      sandbox.faults.set({ delivery: { dropBefore: { rate: 0.4 } } });
      const statuses: string[] = [];
      for (let index = 0; index < 12; index += 1) {
        statuses.push((await sandbox.click('mei', messageId, 'go')).status);
      }
      const struck = JSON.stringify([statuses, sandbox.faults.strikes()]);
      await rig?.stop();
      rig = undefined;
      return struck;
    };
    const first = await run();
    expect(first).toContain('failed');
    expect(await run()).toBe(first);
  });
});

it('reaches nobody when no app listens', async () => {
  const sandbox = await startBare({ repushMilliseconds: [] });
  expect((await sandbox.say('mei', '@', 'hello')).status).toBe('failed');
  expect(sandbox.eventsOf('delivery')).toMatchObject([{ over: 'nothing', outcome: 'unreachable' }]);
  await sandbox.close();
});

it('goes the way it is told to', async () => {
  const { sandbox } = await startNoting('socket');
  sandbox.deliverOver('http');
  expect((await sandbox.say('mei', '@', 'hello')).status).toBe('failed');
  sandbox.deliverOver('auto');
  expect((await sandbox.say('mei', '@', 'hello')).status).toBe('answered');
  expect(sandbox.eventsOf('delivery').map((one) => one.over)).toEqual(['nothing', 'socket']);
});
