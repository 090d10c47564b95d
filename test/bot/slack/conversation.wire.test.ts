import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Card, Form } from '../../../src/app/cards/model.ts';
import type { Answer } from '../../../src/app/ports.ts';
import { type Bench, modes, openBench, said } from './bench.ts';

const card: Card = {
  id: 'conn-1',
  revision: 3,
  tone: 'waiting',
  title: 'Line one',
  summary: 'Line one waits',
  blocks: [
    { kind: 'text', text: 'Waiting for approval' },
    { kind: 'buttons', buttons: [{ label: 'Approve', verb: 'approve', resource: 'conn-1', revision: 3 }] },
    { kind: 'pick', placeholder: 'Which?', verb: 'show', name: 'id', source: 'conn' },
  ],
};

const form: Form = {
  verb: 'order',
  revision: 1,
  fixed: { region: 'cn-1' },
  title: 'Order a line',
  submit: 'Order',
  fields: [
    { kind: 'text', name: 'name', label: 'Name', required: true },
    { kind: 'select', name: 'speed', label: 'Speed', required: true, options: [{ value: '100', label: '100 Mbps' }] },
    { kind: 'search', name: 'vpc', label: 'VPC', required: false, source: 'vpc' },
    { kind: 'checkbox', name: 'agree', label: 'Terms', required: false, text: 'I agree' },
  ],
};

const cardAnswer: Answer = { kind: 'card', card };
const formAnswer: Answer = { kind: 'form', form };

describe.each(modes)('over %s', (mode) => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await openBench(mode);
  });
  afterAll(() => bench.close());
  beforeEach(() => {
    bench.ear.heard.length = 0;
    bench.ear.answer = said('ok');
    bench.ear.language = 'en';
  });
  afterEach(() => {
    expect(bench.telemetry.logs.filter(({ level }) => level === 'error')).toEqual([]);
    expect(bench.telemetry.counts).not.toContain('slack_forced_ack');
  });

  /** The next message somebody sees that was not there before. */
  function nextFor(person: string, channel: string) {
    const before = bench.sandbox.workspace.messagesIn(channel, person).length;
    return bench.sandbox.until((workspace) => workspace.messagesIn(channel, person)[before]);
  }

  async function cardFor(person: string) {
    bench.ear.answer = cardAnswer;
    const { ephemeral } = await bench.sandbox.type(person, 'lines', '/line show');
    const [message] = ephemeral;
    if (message === undefined) throw new Error('no card');
    return message;
  }

  async function formFor(person: string) {
    bench.ear.answer = formAnswer;
    await bench.sandbox.type(person, 'lines', '/line order');
    return bench.sandbox.until((workspace) => workspace.modalsOf(person).at(-1));
  }

  it('knows who speaks, from where, in which language', async () => {
    await bench.sandbox.type('mei', 'lines', '/line order --name <x>');
    expect(bench.ear.heard).toMatchObject([
      {
        identity: { platform: 'slack', team: 'T0SANDBOX', user: 'U0MEI' },
        profile: { name: 'mei', language: 'zh' },
        room: 'C0LINES',
        what: { kind: 'typed', text: 'order --name <x>' },
      },
    ]);
  });

  it('answers a command in its acknowledgement, for that person alone', async () => {
    bench.ear.answer = said('Line <1> & co', 'good');
    const seen = await bench.sandbox.type('tom', 'lines', '/line x');
    expect(seen).toMatchObject({
      status: 'answered',
      ephemeral: [{ text: 'Line &lt;1&gt; &amp; co', ephemeral_to: 'U0TOM' }],
    });
  });

  it('answers a command with a card', async () => {
    expect((await cardFor('tom')).blocks?.[0]).toMatchObject({ type: 'header', text: { text: '🟠 Line one' } });
  });

  it('opens a form on a command, and reads it back', async () => {
    const modal = await formFor('tom');
    bench.ear.answer = said('Ordered', 'good');
    const next = nextFor('tom', 'lines');
    const seen = await bench.sandbox.submit('tom', modal.id, { name: 'my line', speed: '100', agree: ['yes'] });
    expect(seen).toMatchObject({ status: 'answered' });
    expect(bench.sandbox.workspace.modalsOf('tom')).toEqual([]);
    expect(bench.ear.heard.at(-1)?.what).toEqual({
      kind: 'submitted',
      verb: 'order',
      revision: 1,
      values: { region: 'cn-1', name: 'my line', speed: '100', agree: 'yes' },
    });
    expect(await next).toMatchObject({ text: 'Ordered', ephemeral_to: 'U0TOM' });
  });

  it('shows errors at their fields, and the corrected submission is another delivery', async () => {
    const modal = await formFor('tom');
    bench.ear.answer = { kind: 'errors', errors: { name: 'Taken' } };
    const seen = await bench.sandbox.submit('tom', modal.id, { name: 'a', speed: '100' });
    expect(seen).toMatchObject({ status: 'answered', errors: { name: 'Taken' }, modal: { id: modal.id } });
    bench.ear.answer = said('Ordered');
    await bench.sandbox.submit('tom', modal.id, { name: 'b' });
    expect(bench.sandbox.workspace.modalsOf('tom')).toEqual([]);
    const [, first, second] = bench.ear.heard;
    expect(first?.delivery).not.toBe(second?.delivery);
  });

  it('shows errors of no field on top of the form', async () => {
    const modal = await formFor('tom');
    bench.ear.answer = { kind: 'errors', errors: { vlan: 'VLAN taken' } };
    const seen = await bench.sandbox.submit('tom', modal.id, { name: 'a', speed: '100' });
    expect(seen.status).toBe('answered');
    expect(JSON.stringify(seen.modal?.payload.blocks)).toContain('VLAN taken');
    await bench.sandbox.closeView('tom', modal.id);
  });

  it('goes on to the next form in the same window', async () => {
    const modal = await formFor('tom');
    bench.ear.answer = { kind: 'form', form: { ...form, verb: 'confirm', title: 'Confirm', fields: [] } };
    const seen = await bench.sandbox.submit('tom', modal.id, { name: 'a', speed: '100' });
    expect(seen).toMatchObject({
      status: 'answered',
      modal: { id: modal.id, payload: { title: { text: 'Confirm' } } },
    });
    await bench.sandbox.closeView('tom', modal.id);
  });

  it('answers searches in a form', async () => {
    const modal = await formFor('tom');
    bench.ear.options = [
      { value: 'vpc-1', label: 'Main <1>' },
      { value: 'v'.repeat(76), label: 'unusable' },
    ];
    const seen = await bench.sandbox.suggest('tom', modal.id, 'search:vpc', 'ma');
    expect(seen.options).toMatchObject([{ value: 'vpc-1', text: { text: 'Main <1>' } }]);
    expect(bench.ear.heard.at(-1)?.what).toEqual({ kind: 'search', source: 'vpc', query: 'ma' });
    await bench.sandbox.closeView('tom', modal.id);
  });

  it('answers a click for that person alone, and leaves the card', async () => {
    const shown = await cardFor('tom');
    bench.ear.answer = said('Not your turn', 'bad');
    const next = nextFor('tom', 'lines');
    await bench.sandbox.click('tom', 'lines', shown.ts, 'approve:0');
    expect(bench.ear.heard.at(-1)).toMatchObject({
      message: shown.ts,
      room: 'C0LINES',
      what: { kind: 'clicked', verb: 'approve', resource: 'conn-1', revision: 3, args: {} },
    });
    expect(await next).toMatchObject({ ephemeral_to: 'U0TOM', blocks: [{ text: { text: '⚠️ Not your turn' } }] });
    expect(bench.sandbox.workspace.messagesIn('lines', 'tom')).toContainEqual(shown);
  });

  it('redraws a private card in place when the click answers with the same card', async () => {
    const shown = await cardFor('tom');
    bench.ear.answer = { kind: 'card', card: { ...card, tone: 'good', title: 'Line one, approved' } };
    await bench.sandbox.click('tom', 'lines', shown.ts, 'approve:0');
    const redrawn = await bench.sandbox.until((workspace) =>
      workspace
        .messagesIn('lines', 'tom')
        .find(({ ts, blocks }) => ts === shown.ts && JSON.stringify(blocks).includes('approved')),
    );
    expect(redrawn.blocks?.[0]).toMatchObject({ text: { text: '🟢 Line one, approved' } });
  });

  it('opens a form on a click', async () => {
    const shown = await cardFor('tom');
    bench.ear.answer = formAnswer;
    await bench.sandbox.click('tom', 'lines', shown.ts, 'approve:0');
    const modal = await bench.sandbox.until((workspace) => workspace.modalsOf('tom').at(-1));
    expect(modal.payload.callback_id).toBe('form');
    await bench.sandbox.closeView('tom', modal.id);
  });

  it('reads a choice from a menu', async () => {
    const shown = await cardFor('tom');
    bench.ear.options = [{ value: 'conn-9', label: 'Nine' }];
    const spot = { channel: 'lines', ts: shown.ts };
    await bench.sandbox.suggest('tom', spot, 'pick:show:id:conn:1', 'ni');
    const next = nextFor('tom', 'lines');
    await bench.sandbox.select('tom', 'lines', shown.ts, 'pick:show:id:conn:1', 'conn-9');
    await next;
    expect(bench.ear.heard.at(-1)?.what).toEqual({ kind: 'clicked', verb: 'show', args: { id: 'conn-9' } });
  });

  it('tells of a button it can no longer read', async () => {
    const shown = await cardFor('tom');
    const next = nextFor('tom', 'lines');
    await bench.sandbox.click('tom', 'lines', shown.ts, { actionId: 'approve:0', value: 'v0' });
    expect((await next).text).toContain('older version');
  });

  it('answers a direct message there, and offers a form by a button', async () => {
    bench.ear.answer = formAnswer;
    const direct = bench.sandbox.workspace.directWith('mei').id;
    bench.ear.language = 'zh';
    const before = bench.sandbox.workspace.messagesIn(direct).length;
    await bench.sandbox.say('mei', '@', '订购');
    const offer = await bench.sandbox.until((workspace) => workspace.messagesIn(direct)[before + 1]);
    expect(offer.blocks?.at(-1)).toMatchObject({ type: 'actions', elements: [{ text: { text: '填写表单' } }] });
    await bench.sandbox.click('mei', direct, offer.ts, 'order:0');
    expect(bench.ear.heard.at(-1)?.what).toEqual({
      kind: 'clicked',
      verb: 'order',
      revision: 1,
      args: { region: 'cn-1' },
    });
    const modal = await bench.sandbox.until((workspace) => workspace.modalsOf('mei').at(-1));
    await bench.sandbox.closeView('mei', modal.id);
  });

  it('answers a mention once, for that person alone, though it arrives twice', async () => {
    bench.ear.answer = said('Here');
    const next = nextFor('gus', 'lines').then(() => nextFor('gus', 'lines'));
    await bench.sandbox.say('gus', 'lines', 'hey <@U0HOSTLINE> list &amp; show');
    expect(await next).toMatchObject({ text: 'Here', ephemeral_to: 'U0GUS' });
    expect(bench.ear.heard).toMatchObject([{ what: { kind: 'typed', text: 'list & show' } }]);
  });

  it('draws the Home tab, and again after a click on it, whose answer opens over it', async () => {
    bench.ear.answer = ({ what }) => (what.kind === 'home' ? cardAnswer : said('Approved', 'good'));
    await bench.sandbox.openHome('ana');
    const home = await bench.sandbox.until((workspace) => workspace.homeOf('ana'));
    expect(home.payload.blocks).toMatchObject([{ text: { text: '🟠 Line one' } }, {}, {}, {}]);
    await bench.sandbox.clickInView('ana', home.id, 'approve:0');
    const modal = await bench.sandbox.until((workspace) => workspace.modalsOf('ana').at(-1));
    expect(JSON.stringify(modal.payload.blocks)).toContain('✅ Approved');
    await bench.sandbox.until((workspace) => workspace.homeOf('ana')?.hash !== home.hash);
    expect(bench.ear.heard.map(({ what }) => what.kind)).toEqual(['home', 'clicked', 'home']);
    await bench.sandbox.closeView('ana', modal.id);
  });

  it('writes to the person where it is not a member of the room', async () => {
    bench.ear.answer = formAnswer;
    await bench.sandbox.type('ana', 'random', '/line order');
    const modal = await bench.sandbox.until((workspace) => workspace.modalsOf('ana').at(-1));
    bench.ear.answer = said('Ordered');
    const next = nextFor('ana', bench.sandbox.workspace.directWith('ana').id);
    await bench.sandbox.submit('ana', modal.id, { name: 'a', speed: '100' });
    expect(await next).toMatchObject({ text: 'Ordered' });
    expect(bench.telemetry.counts).toContain('slack_answer_rerouted ephemeral not_in_channel');
  });
});
