import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card, Form } from '../../../src/app/cards/model.ts';
import { t } from '../../../src/app/text/phrase.ts';
import { tenantKey } from '../../../src/sandbox/lark/roster.ts';
import { said } from '../slack/bench.ts';
import { type Bench, modes, openBench, partOf, secrets, submitOf, textOf, textsIn } from './bench.ts';

const card: Card = {
  id: 'conn-1',
  revision: 3,
  tone: 'waiting',
  title: t('card.mine'),
  summary: 'Line dc1',
  blocks: [
    { kind: 'text', text: 'A *bold* <at id=all></at> name' },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Pay', verb: 'pay', resource: 'conn-1', revision: 3, args: { order: 'ord-1' }, style: 'primary' },
      ],
    },
    { kind: 'pick', placeholder: 'Which?', verb: 'show', name: 'connection', source: 'connections.any' },
  ],
};

const form: Form = {
  verb: 'order',
  resource: 'conn-1',
  revision: 3,
  fixed: { region: 'cn-north-1' },
  title: 'Order a line',
  submit: t('form.submit'),
  fields: [
    { kind: 'text', name: 'name', label: 'Name', required: true },
    { kind: 'text', name: 'key', label: 'Key', required: false, secret: true },
    {
      kind: 'select',
      name: 'port',
      label: 'Port',
      required: false,
      options: [
        { value: '1G', label: '1 gigabit' },
        { value: '10G', label: '10 gigabit' },
      ],
    },
    { kind: 'checkbox', name: 'dual', label: 'Dual', required: false, text: 'Two lines' },
    { kind: 'search', name: 'vpc', label: 'VPC', required: false, source: 'things.vpc' },
  ],
};

describe.each(modes)('over %s', (mode) => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench(mode);
  });
  afterEach(async () => {
    const { messages } = bench.sandbox.workspace;
    await bench.close();
    const ours = messages.filter((row) => row.sender === secrets.appId && row.ephemeral_to === undefined);
    expect(ours.filter((row) => row.uuid === undefined)).toEqual([]);
  });

  const direct = (person: string) => bench.sandbox.workspace.directWith(person).chat_id;
  const lastTo = (person: string) => bench.sandbox.workspace.messagesIn(direct(person)).at(-1);
  const untilTold = (person: string, words: string) =>
    bench.sandbox.until(() => textsIn(bench, direct(person), person).find((text) => text.includes(words)));

  /** A card of the bot's, as a person gets it in the direct chat. */
  async function shown(person: string, answer: Card | Form): Promise<string> {
    bench.ear.answer = 'blocks' in answer ? { kind: 'card', card: answer } : { kind: 'form', form: answer };
    await bench.sandbox.say(person, '@', 'show');
    const message = await bench.sandbox.until(() => {
      const last = lastTo(person);
      return last?.msg_type === 'interactive' ? last : undefined;
    });
    bench.ear.heard.length = 0;
    return message.message_id;
  }

  describe('what people type', () => {
    it('is heard in the direct chat as who the event says', async () => {
      await bench.sandbox.say('tom', '@', 'list');
      await untilTold('tom', 'ok');
      expect(bench.ear.heard[0]).toMatchObject({
        identity: { platform: 'lark', team: tenantKey, user: 'ou_tom' },
        profile: { name: 'Tom Ward' },
        room: direct('tom'),
        what: { kind: 'typed', text: 'list' },
      });
      expect(bench.ear.heard[0]?.delivery).toMatch(/^lark-message-om_\w+$/);
    });

    it('calls the bot in a group, mentions people, and is answered where only they see it', async () => {
      bench.ear.answer = said('Only for you');
      await bench.sandbox.say('tom', 'lines', '@bot /line link @mei');
      const [answer] = await bench.sandbox.until((workspace) => {
        const all = workspace.ephemeralOf('tom');
        return all.length > 0 && all;
      });
      expect(bench.ear.heard[0]?.what).toEqual({ kind: 'typed', text: '/line link <@ou_mei>' });
      expect(textOf(answer?.content)).toBe('Only for you');
      expect(textsIn(bench, 'lines', 'mei')).not.toContain('Only for you');
    });

    it('is answered in the direct chat where a group has topics', async () => {
      bench.ear.answer = said('Here');
      await bench.sandbox.say('tom', 'topics', '@bot help');
      await untilTold('tom', 'Here');
    });

    it('in the menu is a command, or the overview', async () => {
      bench.ear.answer = { kind: 'card', card };
      await bench.sandbox.menu('mei', 'inbox');
      const overview = await bench.sandbox.until(() => lastTo('mei'));
      expect(bench.ear.heard.find(({ what }) => what.kind !== 'search')).toMatchObject({
        identity: { team: tenantKey, user: 'ou_mei' },
        what: { kind: 'home' },
      });
      expect(overview.content).toMatchObject({ header: { template: 'orange' } });
      bench.ear.answer = said('Two lines');
      await bench.sandbox.menu('mei', 'list');
      await untilTold('mei', 'Two lines');
      expect(bench.ear.heard.at(-1)?.what).toEqual({ kind: 'typed', text: 'list' });
    });

    it('a menu entry nobody defined is answered to Lark and heard by nobody', async () => {
      expect((await bench.sandbox.menu('mei', 'other')).status).toBe('answered');
      expect(bench.ear.heard).toEqual([]);
      expect(bench.telemetry.counts).toContain('lark_ignored');
    });
  });

  describe('a click', () => {
    it('is the verb, what it is about, and the revision it was drawn from', async () => {
      const id = await shown('tom', card);
      bench.ear.answer = said('Paid', 'good');
      const seen = await bench.sandbox.click('tom', id, 'Pay');
      expect(bench.ear.heard[0]).toMatchObject({
        identity: { platform: 'lark', team: tenantKey, user: 'ou_tom' },
        message: id,
        what: { kind: 'clicked', verb: 'pay', resource: 'conn-1', revision: 3, args: { order: 'ord-1' } },
      });
      expect(seen.toast).toMatchObject({ type: 'success', content: 'Paid' });
      expect(seen.messages).toEqual([]);
    });

    it.each([
      ['mei', '仍在处理，结果稍后在此显示。'],
      ['tom', 'Still working on it; the answer follows here.'],
    ])("is answered in %s's language", async (person, toast) => {
      const id = await shown(person, card);
      bench.ear.answer = { kind: 'said', text: [t('chat.working')], tone: 'bad' };
      expect((await bench.sandbox.click(person, id, 'Pay')).toast).toMatchObject({ type: 'error', content: toast });
    });

    it('twice is two deliveries', async () => {
      const id = await shown('tom', card);
      bench.ear.answer = said('Paid', 'good');
      await bench.sandbox.click('tom', id, 'Pay');
      await bench.sandbox.click('tom', id, 'Pay');
      expect(new Set(bench.ear.heard.map(({ delivery }) => delivery)).size).toBe(2);
    });

    it('on a button of another age says so', async () => {
      const id = await shown('tom', card);
      const seen = await bench.sandbox.click('tom', id, { action: 'approve' }, 'stale');
      expect(seen.toast).toMatchObject({ type: 'error', content: expect.stringContaining('older version') });
      expect(bench.ear.heard).toEqual([]);
    });

    it('that needs more than a line gets it as a message', async () => {
      const id = await shown('tom', card);
      bench.ear.answer = { kind: 'said', text: ['First', 'Second'], tone: 'neutral' };
      const seen = await bench.sandbox.click('tom', id, 'Pay');
      expect(seen.toast).toMatchObject({ type: 'info', content: expect.stringContaining('see the message') });
      await untilTold('tom', 'First\nSecond');
    });

    it('that earns a one-time code gets it alone, whatever the room', async () => {
      await bench.lark.speaker.post('oc_lines', card, 'en', 'k');
      const id = bench.sandbox.workspace.messagesIn('lines').at(-1)?.message_id ?? '';
      bench.ear.answer = { kind: 'said', text: [t('answer.key', { name: 'vif', code: 'S3CRET' })], tone: 'good' };
      const seen = await bench.sandbox.click('tom', id, 'Pay');
      expect(seen.toast?.content).toContain('direct chat');
      await untilTold('tom', 'S3CRET');
      expect(bench.sandbox.workspace.ephemeralOf('tom')).toEqual([]);
      expect(JSON.stringify(bench.sandbox.workspace.messagesIn('lines'))).not.toContain('S3CRET');
    });

    it('in a group gets its card where only that person sees it', async () => {
      await bench.lark.speaker.post('oc_lines', card, 'en', 'k');
      const id = bench.sandbox.workspace.messagesIn('lines').at(-1)?.message_id ?? '';
      bench.ear.answer = { kind: 'card', card: { ...card, title: 'Another' } };
      await bench.sandbox.click('mei', id, 'Pay');
      const mine = await bench.sandbox.until((workspace) => workspace.ephemeralOf('mei').at(-1));
      expect(textOf(mine.content)).toContain('Another');
    });

    it('chooses in a menu that was filled when the card was drawn', async () => {
      bench.ear.options = [{ value: 'conn-7', label: 'dc7 (conn-7)' }];
      const id = await shown('tom', card);
      expect(partOf(bench.sandbox.workspace.message(id), 'select_static')).toMatchObject({
        options: [{ value: 'conn-7', text: { content: 'dc7 (conn-7)' } }],
      });
      await bench.sandbox.select('tom', id, { pick: 'connection' }, 'conn-7');
      expect(bench.ear.heard[0]?.what).toEqual({ kind: 'clicked', verb: 'show', args: { connection: 'conn-7' } });
    });

    it('or types where no menu could be filled', async () => {
      const id = await shown('tom', card);
      await bench.sandbox.select('tom', id, { pick: 'connection' }, 'conn-8');
      expect(bench.ear.heard[0]?.what).toEqual({ kind: 'clicked', verb: 'show', args: { connection: 'conn-8' } });
    });
  });

  describe('a form', () => {
    it('asked for in a group is for the person alone', async () => {
      bench.ear.answer = { kind: 'form', form };
      await bench.sandbox.say('tom', 'lines', '@bot /line order');
      const message = await bench.sandbox.until(() => lastTo('tom'));
      expect(partOf(message, 'form')).toMatchObject({ name: 'hostline' });
      expect(bench.sandbox.workspace.ephemeralOf('tom')).toEqual([]);
    });

    it('asked for by a click is pointed to', async () => {
      const id = await shown('tom', card);
      bench.ear.answer = { kind: 'form', form };
      const seen = await bench.sandbox.click('tom', id, 'Pay');
      expect(seen.toast?.content).toContain('direct chat');
      await bench.sandbox.until(() => partOf(lastTo('tom'), 'form'));
    });

    it('hands in what was entered, with what it was about, and makes room for the answer', async () => {
      bench.ear.options = [{ value: 'vpc-1', label: 'one' }];
      const id = await shown('tom', form);
      bench.ear.answer = said('Ordered', 'good');
      const name = submitOf(bench.sandbox.workspace.message(id));
      const values = { name: 'dc1', port: '10G', dual: true, vpc: 'vpc-1' };
      const seen = await bench.sandbox.submitForm('tom', id, name, values);
      expect(bench.ear.heard[0]?.what).toEqual({
        kind: 'submitted',
        verb: 'order',
        resource: 'conn-1',
        revision: 3,
        values: { region: 'cn-north-1', name: 'dc1', port: '10G', dual: 'yes', vpc: 'vpc-1' },
      });
      expect(seen.toast).toMatchObject({ type: 'success', content: 'Ordered' });
      expect(textOf(seen.card)).toBe('Order a line\n✅ Ordered');
    });

    it('with errors is drawn again with them at their fields and with what was typed, but no secret', async () => {
      const id = await shown('tom', form);
      const name = submitOf(bench.sandbox.workspace.message(id));
      bench.ear.answer = { kind: 'errors', errors: { name: 'Too short', region: 'Not there' } };
      const values = { name: 'x', key: 'hush-hush', port: '1G', dual: true };
      const seen = await bench.sandbox.submitForm('tom', id, name, values);
      expect(seen.toast).toMatchObject({ type: 'error', content: 'Please check these entries:' });
      const text = textOf(seen.card);
      expect(text).toContain("**Name** <font color='red'>*</font>\n<font color='red'>Too short</font>");
      expect(text).toContain('region: Not there');
      expect(JSON.stringify(seen.card)).not.toContain('hush-hush');
      expect(seen.card).toMatchObject({ header: { template: 'red' } });
      expect(partOf(seen.message, 'input')).toMatchObject({ name: 'name', default_value: 'x' });
      expect(partOf(seen.message, 'select_static')).toMatchObject({ name: 'port', initial_option: '1G' });
      expect(partOf(seen.message, 'checker')).toMatchObject({ name: 'dual', checked: true });
      bench.ear.answer = said('Ordered', 'good');
      await bench.sandbox.submitForm('tom', id, name, { name: 'longer' });
      expect(bench.ear.heard.at(-1)?.what).toMatchObject({ values: { name: 'longer', port: '1G', dual: 'yes' } });
    });

    it('that is refused as a whole stays with what was entered, but no secret, and says why', async () => {
      const id = await shown('tom', form);
      const name = submitOf(bench.sandbox.workspace.message(id));
      bench.ear.answer = said('Not now', 'bad');
      const seen = await bench.sandbox.submitForm('tom', id, name, { name: 'dc1', key: 'hush-hush', port: '10G' });
      expect(seen).toMatchObject({ toast: { type: 'error', content: 'Not now' } });
      expect(textOf(seen.card)).toContain('Not now');
      expect(JSON.stringify(seen.card)).toContain('"default_value":"dc1"');
      expect(JSON.stringify(seen.card)).toContain('"initial_option":"10G"');
      expect(JSON.stringify(seen.card)).not.toContain('hush-hush');
    });

    it('may be followed by another, or by a card', async () => {
      const id = await shown('tom', form);
      const name = submitOf(bench.sandbox.workspace.message(id));
      bench.ear.answer = { kind: 'form', form: { ...form, title: 'One more thing', fixed: { step: '2' } } };
      const next = await bench.sandbox.submitForm('tom', id, name, { name: 'dc1' });
      expect(textOf(next.card)).toContain('One more thing');
      bench.ear.answer = { kind: 'card', card };
      const done = await bench.sandbox.submitForm('tom', id, submitOf(next.message), { name: 'dc1' });
      expect(bench.ear.heard.filter(({ what }) => what.kind === 'submitted').at(-1)?.what).toMatchObject({
        values: { step: '2' },
      });
      expect(done.card).toMatchObject({ header: { template: 'orange' } });
    });
  });

  it('a file is handed to the person alone', async () => {
    bench.ear.answer = { kind: 'file', name: 'router.cfg', text: 'bgp 65001', said: 'Your configuration' };
    await bench.sandbox.say('tom', 'lines', '@bot /line device config');
    await untilTold('tom', 'Your configuration');
    const sent = bench.sandbox.workspace.messagesIn(direct('tom')).find(({ msg_type }) => msg_type === 'file');
    const file = bench.sandbox.workspace.file(sent?.content.file_key as string);
    expect(file).toMatchObject({ name: 'router.cfg' });
    expect(Buffer.from(file?.bytes ?? []).toString()).toBe('bgp 65001');
    expect(bench.sandbox.workspace.ephemeralOf('tom')).toEqual([]);
  });

  it('a picture is shown to the person alone', async () => {
    bench.ear.answer = { kind: 'picture', name: 'vif.png', svg: '<svg/>', said: 'The topology' };
    await bench.sandbox.say('tom', 'lines', '@bot /line topology vif-1');
    await untilTold('tom', 'The topology');
    expect(partOf(lastTo('tom'), 'img')).toMatchObject({ alt: { content: 'The topology' } });
  });

  it('nothing a person wrote acts on the card', async () => {
    const id = await shown('tom', card);
    const markdown = partOf(bench.sandbox.workspace.message(id), 'markdown');
    expect(markdown?.content).toBe('A &#42;bold&#42; &lt;at id=all&gt;&lt;/at&gt; name');
  });
});
