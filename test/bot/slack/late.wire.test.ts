import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card, Form } from '../../../src/app/cards/model.ts';
import type { Answer } from '../../../src/app/ports.ts';
import { type Bench, gate, modes, openBench, said } from './bench.ts';

const form: Form = {
  verb: 'order',
  fixed: {},
  title: 'Order a line',
  submit: 'Order',
  fields: [{ kind: 'text', name: 'name', label: 'Name', required: true }],
};
const button = { label: 'Approve', verb: 'approve', resource: 'conn-1', revision: 3 };
const card: Card = {
  id: 'conn-1',
  revision: 3,
  tone: 'neutral',
  title: 'Line one',
  summary: 'Line one',
  blocks: [{ kind: 'buttons', buttons: [button] }],
};

/** Acknowledges after this long instead of 2.3 s; the ear is held shut, so nothing races it. */
const ackWithinMs = 30;

describe.each(modes)('over %s', (mode) => {
  let bench: Bench;
  let late: ReturnType<typeof gate<Answer>>;

  beforeEach(async () => {
    bench = await openBench(mode, { ackWithinMs });
    late = gate();
    bench.ear.answer = () => late.promise;
  });
  afterEach(() => bench.close());

  const texts = (person: string, channel: string) =>
    bench.sandbox.workspace.messagesIn(channel, person).map(({ text }) => text);
  const seenBy = (person: string, channel: string, text: string) =>
    bench.sandbox.until(() => texts(person, channel).some((one) => one.includes(text)));

  /** In time or late: the card, once it is there. */
  async function cardFor(person: string) {
    await bench.sandbox.type(person, 'lines', '/line show');
    const message = await bench.sandbox.until((workspace) =>
      workspace.messagesIn('lines', person).find(({ blocks }) => blocks?.[0]?.type === 'header'),
    );
    return message.ts;
  }

  it('a command is acknowledged as being worked on, and answered later', async () => {
    const seen = await bench.sandbox.type('tom', 'lines', '/line slow');
    expect(seen).toMatchObject({ status: 'answered', ephemeral: [{ text: expect.stringContaining('Still working') }] });
    late.open(said('Done'));
    await seenBy('tom', 'lines', 'Done');
  });

  it('a click is acknowledged, told of and answered later', async () => {
    bench.ear.answer = { kind: 'card', card };
    const ts = await cardFor('tom');
    bench.ear.answer = () => late.promise;
    const seen = await bench.sandbox.click('tom', 'lines', ts, 'approve:0');
    expect(seen.status).toBe('answered');
    await seenBy('tom', 'lines', 'Still working');
    late.open(said('Done'));
    await seenBy('tom', 'lines', 'Done');
  });

  it('a submission closes the form and is answered later, errors by the names of the fields', async () => {
    bench.ear.answer = { kind: 'form', form };
    await bench.sandbox.type('tom', 'lines', '/line order');
    const modal = await bench.sandbox.until((workspace) => workspace.modalsOf('tom').at(-1));
    bench.ear.answer = () => late.promise;
    await bench.sandbox.submit('tom', modal.id, { name: 'x' });
    expect(bench.sandbox.workspace.modalsOf('tom')).toEqual([]);
    late.open({ kind: 'errors', errors: { name: 'Taken' } });
    await seenBy('tom', 'lines', 'Name: Taken');
  });

  it('a search that takes too long offers nothing', async () => {
    bench.ear.answer = {
      kind: 'card',
      card: { ...card, blocks: [{ kind: 'pick', placeholder: 'p', verb: 'show', name: 'id', source: 'conn' }] },
    };
    const ts = await cardFor('tom');
    const options = gate<{ value: string; label: string }[]>();
    bench.ear.suggest = () => options.promise;
    const spot = { channel: 'lines', ts };
    expect(await bench.sandbox.suggest('tom', spot, 'pick:show:id:conn:0', 'x')).toMatchObject({
      status: 'answered',
      options: [],
    });
    options.open([]);
  });

  it('a failing ear is answered with a reference that is in the log, and nothing of the error', async () => {
    bench.ear.answer = () => Promise.reject(new Error('redis://secret'));
    await bench.sandbox.type('tom', 'lines', '/line x');
    const answer = await bench.sandbox.until(() => texts('tom', 'lines').find((text) => text.includes('reference')));
    const { fields } = bench.telemetry.logs.find(({ event }) => event === 'slack_hear_failed') ?? {};
    expect(answer).toContain(`reference ${String(fields?.reference)}`);
    expect(answer).not.toContain('redis');
  });

  it('an answer that cannot be given where it belongs is apologized for where it can', async () => {
    bench.sandbox.faults.set({ call: { broken: { rate: 1, of: ['views.publish'] } } });
    late.open(said('Home'));
    await bench.sandbox.openHome('tom');
    await seenBy('tom', bench.sandbox.workspace.directWith('tom').id, 'went wrong');
  });

  it('a person no way leads to is in the log', async () => {
    bench.sandbox.faults.set({ call: { broken: { rate: 1, of: ['chat.postMessage'] } } });
    late.open(said('Here'));
    await bench.sandbox.say('tom', '@', 'hello');
    await bench.sandbox.until(() => bench.sandbox.eventsOf('call').filter(({ ok }) => !ok).length === 2);
    await bench.slack.stop();
    expect(bench.telemetry.logs.filter(({ level }) => level === 'error').map(({ event }) => event)).toEqual([
      'slack_answer_failed',
      'slack_person_unreachable',
    ]);
  });

  it('a failing search offers nothing', async () => {
    bench.ear.answer = {
      kind: 'form',
      form: { ...form, fields: [{ kind: 'search', name: 'v', label: 'V', required: false, source: 's' }] },
    };
    await bench.sandbox.type('tom', 'lines', '/line order');
    const modal = await bench.sandbox.until((workspace) => workspace.modalsOf('tom').at(-1));
    bench.ear.suggest = () => Promise.reject(new Error('x'));
    expect(await bench.sandbox.suggest('tom', modal.id, 'search:s', '')).toMatchObject({
      status: 'answered',
      options: [],
    });
  });

  it('stopping hears nothing new, but finishes and answers what is in hand', async () => {
    await bench.sandbox.type('tom', 'lines', '/line slow');
    const stopped = bench.slack.stop();
    const order: string[] = [];
    void stopped.then(() => order.push('stopped'));
    late.open(said('Done'));
    await seenBy('tom', 'lines', 'Done').then(() => order.push('answered'));
    await stopped;
    expect(order).toEqual(['answered', 'stopped']);
    expect(bench.slack.connected()).toBe(false);
    await bench.sandbox.until(() => bench.sandbox.socket.connections() === 0);
    const seen = await bench.sandbox.type('tom', 'lines', '/line more');
    expect(seen.status).toBe('failed');
    expect(bench.ear.heard).toHaveLength(1);
  });

  it('stopping gives up on what never ends', async () => {
    await bench.close();
    bench = await openBench(mode, { ackWithinMs, stopWithinMs: 20 });
    bench.ear.answer = () => late.promise;
    await bench.sandbox.type('tom', 'lines', '/line slow');
    await bench.slack.stop();
    expect(texts('tom', 'lines')).not.toContain('Done');
  });

  it('a form that comes too late for its trigger is offered by a button', async () => {
    bench.sandbox.faults.set({ call: { broken: { rate: 1, of: ['views.open'] } } });
    await bench.sandbox.type('tom', 'lines', '/line order');
    late.open({ kind: 'form', form });
    await seenBy('tom', 'lines', 'a few details are still missing');
  });

  it('waits out a short rate limit, since a person is waiting', async () => {
    bench.sandbox.faults.set({
      call: { tooMany: { rate: 1, most: 1, of: ['chat.postMessage'], retryAfterSeconds: 1 } },
    });
    late.open(said('Here'));
    await bench.sandbox.say('tom', '@', 'hello');
    await seenBy('tom', bench.sandbox.workspace.directWith('tom').id, 'Here');
  });

  it('a delivery that comes twice is one action', async () => {
    late.open(said('Here'));
    bench.sandbox.faults.set({ delivery: { repeat: { rate: 1 }, repeatAsNew: { rate: 1 } } });
    await bench.sandbox.type('tom', 'lines', '/line x');
    await bench.sandbox.say('tom', '@', 'hello');
    const direct = bench.sandbox.workspace.directWith('tom').id;
    await seenBy('tom', direct, 'Here');
    await bench.sandbox.until(() => bench.sandbox.eventsOf('delivery').length === 6);
    // Nothing is in hand any more after this.
    await bench.slack.stop();
    expect(new Set(bench.ear.heard.map(({ delivery }) => delivery)).size).toBe(2);
    expect(texts('tom', direct).filter((text) => text === 'Here')).toHaveLength(1);
  });
});
