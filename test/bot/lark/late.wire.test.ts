import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card, Form } from '../../../src/app/cards/model.ts';
import type { Answer } from '../../../src/app/ports.ts';
import { gate, said } from '../slack/bench.ts';
import { type Bench, modes, openBench, submitOf, textOf, textsIn } from './bench.ts';

/** So short that the ear is never in time, unless it answers at once. */
const ackWithinMs = 40;

const card: Card = {
  id: 'conn-1',
  revision: 1,
  tone: 'neutral',
  title: 'Line',
  summary: 'Line',
  blocks: [{ kind: 'buttons', buttons: [{ label: 'Pay', verb: 'pay' }] }],
};
const form: Form = {
  verb: 'order',
  fixed: {},
  title: 'Order',
  submit: 'Send',
  fields: [{ kind: 'text', name: 'name', label: 'Name', required: true }],
};

describe.each(modes)('over %s', (mode) => {
  let bench: Bench;
  let late: ReturnType<typeof gate<Answer>>;

  beforeEach(async () => {
    bench = await openBench(mode, { ackWithinMs });
    late = gate<Answer>();
  });
  afterEach(async () => {
    late.open(said(''));
    await bench.close();
  });

  const direct = () => bench.sandbox.workspace.directWith('tom').chat_id;
  const seen = (words: string) =>
    bench.sandbox.until(() => textsIn(bench, direct(), 'tom').find((text) => text.includes(words)));

  async function formFor(): Promise<string> {
    bench.ear.answer = { kind: 'form', form };
    await bench.sandbox.say('tom', '@', 'order');
    const message = await bench.sandbox.until((workspace) =>
      workspace.messagesIn(direct()).find(({ content }) => textOf(content).includes('Order')),
    );
    bench.ear.answer = () => late.promise;
    return message.message_id;
  }

  async function cardFor(): Promise<string> {
    const { id } = await bench.lark.speaker.post('ou_tom', card, 'en', 'k');
    bench.ear.answer = () => late.promise;
    return id;
  }

  it('a click is answered in time, its answer follows', async () => {
    const id = await cardFor();
    const first = await bench.sandbox.click('tom', id, 'Pay');
    expect(first).toMatchObject({ status: 'answered', toast: { content: expect.stringContaining('Still working') } });
    late.open(said('Paid', 'good'));
    await seen('Paid');
  });

  it('a form is answered in time, and what became of it takes its place', async () => {
    const id = await formFor();
    const name = submitOf(bench.sandbox.workspace.message(id));
    const first = await bench.sandbox.submitForm('tom', id, name, { name: 'dc1' });
    expect(first.toast?.content).toContain('Still working');
    late.open(said('Ordered', 'good'));
    await seen('Ordered');
    expect(textOf(bench.sandbox.workspace.message(id)?.content)).toBe('Order\n✅ Ordered');
  });

  it('errors come into the form too', async () => {
    const id = await formFor();
    const name = submitOf(bench.sandbox.workspace.message(id));
    await bench.sandbox.submitForm('tom', id, name, { name: 'x' });
    late.open({ kind: 'errors', errors: { name: 'Too short' } });
    await bench.sandbox.until((workspace) => textOf(workspace.message(id)?.content).includes('Too short'));
  });

  it('a message is acknowledged in time, and heard once', async () => {
    bench.ear.answer = () => late.promise;
    expect((await bench.sandbox.say('tom', '@', 'slow')).status).toBe('answered');
    late.open(said('Done'));
    await seen('Done');
    expect(bench.ear.heard).toHaveLength(1);
  });

  it('what is delivered twice is one action and one answer', async () => {
    const id = await cardFor();
    bench.sandbox.faults.set({ delivery: { repeat: { rate: 1 }, repeatAsNew: { rate: 1 } } });
    await bench.sandbox.say('tom', '@', 'hello');
    await bench.sandbox.click('tom', id, 'Pay');
    late.open({ kind: 'said', text: ['Here', 'and there'], tone: 'neutral' });
    await seen('Here');
    await bench.sandbox.until(() => bench.sandbox.eventsOf('delivery').length >= 4);
    // Nothing is in hand any more after this.
    await bench.lark.stop();
    const deliveries = bench.ear.heard.map(({ delivery }) => delivery);
    expect(deliveries).toHaveLength(new Set(deliveries).size);
    expect(textsIn(bench, direct(), 'tom').filter((text) => text.includes('Here'))).toHaveLength(2);
  });

  it('a failing ear is answered with a reference that is in the log, and nothing of the error', async () => {
    bench.ear.answer = () => Promise.reject(new Error('redis://secret'));
    await bench.sandbox.say('tom', '@', 'x');
    const answer = await seen('reference');
    const { fields } = bench.telemetry.logs.find(({ event }) => event === 'lark_hear_failed') ?? {};
    expect(answer).toContain(`reference ${String(fields?.reference)}`);
    expect(answer).not.toContain('redis');
  });

  it('a failing search leaves an input', async () => {
    bench.ear.suggest = () => Promise.reject(new Error('x'));
    bench.ear.answer = {
      kind: 'form',
      form: { ...form, fields: [{ kind: 'search', name: 'vpc', label: 'VPC', required: false, source: 's' }] },
    };
    await bench.sandbox.say('tom', '@', 'x');
    await seen('VPC');
    expect(JSON.stringify(bench.sandbox.workspace.messagesIn(direct()))).toContain('"tag":"input","name":"vpc"');
  });

  it('an answer that cannot be given is apologized for', async () => {
    bench.sandbox.faults.set({ call: { broken: { rate: 1, most: 2, of: ['im.file.create'] } } });
    bench.ear.answer = { kind: 'file', name: 'a.cfg', text: 'x', said: 'Yours' };
    await bench.sandbox.say('tom', '@', 'x');
    await seen('went wrong');
  });

  it.each([
    ['a line', said('Only once')],
    ['a file', { kind: 'file', name: 'a.cfg', text: 'x', said: 'Only once' }],
    ['a form', { kind: 'form', form: { ...form, title: 'Only once' } }],
  ] as const)('%s whose sending was lost on the way back is sent again, and is one message', async (_, answer) => {
    bench.sandbox.faults.set({ call: { loseAnswer: { rate: 1, most: 1, of: ['im.message.create'] } } });
    bench.ear.answer = answer;
    await bench.sandbox.say('tom', '@', 'x');
    await seen('Only once');
    await bench.lark.stop();
    const creates = bench.sandbox.eventsOf('call').filter(({ method }) => method === 'im.message.create');
    const told = textsIn(bench, direct(), 'tom').filter((text) => text.includes('Only once'));
    const all = bench.sandbox.workspace.messagesIn(direct()).filter((row) => row.sender !== 'ou_tom');
    expect({ told: told.length, more: creates.length - all.length }).toEqual({ told: 1, more: 1 });
  });

  it('a person no way leads to is in the log', async () => {
    bench.sandbox.faults.set({ call: { broken: { rate: 1, of: ['im.message.create'] } } });
    await bench.sandbox.say('tom', '@', 'x');
    await bench.sandbox.until(() => bench.sandbox.eventsOf('call').filter(({ status }) => status === 500).length === 4);
    await bench.lark.stop();
    const errors = bench.telemetry.logs.filter(({ level, event }) => level === 'error' && event !== 'lark_sdk');
    expect(errors.map(({ event }) => event)).toEqual(['lark_answer_failed', 'lark_person_unreachable']);
  });

  it('waits out a short rate limit, since a person is waiting', async () => {
    const tooMany = { rate: 1, most: 1, of: ['im.message.create'], retryAfterSeconds: 1 };
    bench.sandbox.faults.set({ call: { tooMany } });
    await bench.sandbox.say('tom', '@', 'x');
    await seen('ok');
  });

  it('stopping hears nothing new, but finishes and answers what is in hand', async () => {
    bench.ear.answer = () => late.promise;
    await bench.sandbox.say('tom', '@', 'slow');
    const order: string[] = [];
    const stopped = bench.lark.stop().then(() => order.push('stopped'));
    expect(bench.lark.connected()).toBe(false);
    const { status } = await bench.sandbox.say('tom', '@', 'more');
    expect(status).toBe('failed');
    late.open(said('Done'));
    await seen('Done').then(() => order.push('answered'));
    await stopped;
    expect(order).toEqual(['answered', 'stopped']);
    expect(bench.ear.heard).toHaveLength(1);
  });

  it('stopping gives up on what never ends', async () => {
    await bench.close();
    bench = await openBench(mode, { ackWithinMs, stopWithinMs: 20 });
    bench.ear.answer = () => late.promise;
    await bench.sandbox.say('tom', '@', 'slow');
    await bench.lark.stop();
    const senders = bench.sandbox.workspace.messagesIn(direct()).map(({ sender }) => sender);
    expect(senders).toEqual(['ou_tom']);
  });
});
