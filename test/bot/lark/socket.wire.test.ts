import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Bench, openBench, textsIn } from './bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench('socket', {}, { repushMilliseconds: [20, 20, 20, 20], pieceBytes: 200 });
});
afterEach(() => bench.close());

const answered = () =>
  bench.sandbox.until(() => textsIn(bench, bench.sandbox.workspace.directWith('tom').chat_id, 'tom').includes('ok'));

it('is connected once it is started', () => {
  expect(bench.lark.connected()).toBe(true);
  expect(bench.lark.requestListener).toBeUndefined();
});

it('comes back after the line was cut', async () => {
  bench.sandbox.socket.cut();
  await bench.sandbox.until(() => bench.sandbox.socket.connections() === 0);
  await bench.sandbox.until(() => bench.sandbox.socket.connections() > 0);
  await bench.sandbox.say('tom', '@', 'list');
  await answered();
});

it('hears what comes in pieces, and survives what is no frame at all', async () => {
  bench.sandbox.socket.sendRaw(Buffer.from('garbage'));
  await bench.sandbox.say('tom', '@', `list ${'long '.repeat(200)}`);
  await answered();
});

it('hears once what it could not acknowledge', async () => {
  bench.sandbox.faults.set({ delivery: { dropAfter: { rate: 1, most: 1 } } });
  await bench.sandbox.say('tom', '@', 'list');
  await bench.sandbox.until(() => bench.sandbox.eventsOf('delivery').some(({ outcome }) => outcome === 'answered'));
  await bench.lark.stop();
  expect(bench.ear.heard).toHaveLength(1);
});

it('is closed when it is stopped', async () => {
  await bench.lark.stop();
  expect(bench.lark.connected()).toBe(false);
  await bench.sandbox.until(() => bench.sandbox.socket.connections() === 0);
});
