/** Files people send on Lark: heard in the direct chat, read through the SDK, bound to the form they answer. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../../../src/app/cards/model.ts';
import type { FileText, SentFiles } from '../../../src/app/ports.ts';
import { said } from '../slack/bench.ts';
import { type Bench, openBench, textOf } from './bench.ts';

const bytes = Buffer.from('sysname 边缘\n#\nbgp 65001\n');
const file = { name: 'edge.cfg', bytes };
const most = 100;
const form: Form = {
  verb: 'check',
  resource: 'vif-1',
  revision: 4,
  fixed: { vif: 'vif-1' },
  title: 'Check',
  submit: 'Send',
  fields: [
    { kind: 'text', name: 'config', label: 'Text', required: false, multiline: true, maxLength: 3000 },
    { kind: 'file', name: 'file', label: 'Or a file', required: false },
  ],
};

let bench: Bench;
let now = 0;
let reader: SentFiles | undefined;
const read: FileText[] = [];
beforeEach(async () => {
  now = 1_700_000_000_000;
  bench = await openBench('socket', {}, {}, undefined, { now: () => now });
  read.length = 0;
  bench.ear.answer = async (heard, files) => {
    reader = files;
    for (const { ref } of heard.files ?? [])
      read.push((await files?.read(ref, most)) ?? { ok: true, text: 'no files' });
    return said('read');
  };
});
afterEach(() => bench.close());

const whats = () => bench.ear.heard.map(({ what }) => what);
const answered = (count = 1) => bench.sandbox.until(() => read.length === count);
async function opened(): Promise<string> {
  const { answer } = bench.ear;
  bench.ear.answer = { kind: 'form', form };
  await bench.sandbox.say('mei', '@', 'check vif-1');
  const card = await bench.sandbox.until(({ messages }) =>
    messages.find(({ msg_type, sender }) => msg_type === 'interactive' && !sender.startsWith('ou_')),
  );
  bench.ear.answer = answer;
  return card.message_id;
}

describe('a file', () => {
  it('in the direct chat is read as it is', async () => {
    await bench.sandbox.sendFile('mei', '@', file);
    await answered();
    expect(bench.ear.heard.at(-1)).toMatchObject({ files: [{ name: 'edge.cfg' }], what: { kind: 'typed', text: '' } });
    expect(read).toEqual([{ ok: true, text: bytes.toString() }]);
  });

  // biome-ignore format: aligned rows
  it.each<[string, object, string]>([
    ['too large',         { bytes: Buffer.alloc(most + 1, 'a') },                                  'too-large'],
    ['no text',           { bytes: Buffer.from([1, 0, 2]) },                                       'binary'],
    ['really a picture',  { bytes: Buffer.from('89504e470d0a1a0a', 'hex'), type: 'image' },        'binary'],
  ])('that is %s is not read', async (_name, change, problem) => {
    await bench.sandbox.sendFile('mei', '@', { ...file, ...change });
    await answered();
    expect(read).toEqual([{ ok: false, problem }]);
  });

  it('of somebody else, or that is not there, is not read', async () => {
    await bench.sandbox.sendFile('tom', '@', file);
    await answered();
    const toms = bench.ear.heard.at(-1)?.files?.[0]?.ref ?? '';
    // Whoever is heard last reads.
    await bench.sandbox.say('mei', '@', 'hello');
    await bench.sandbox.until(() => bench.ear.heard.length === 2);
    expect(await reader?.read(toms, most)).toEqual({ ok: false, problem: 'not-yours' });
    expect(await reader?.read('om_none', most)).toEqual({ ok: false, problem: 'gone' });
  });

  it('is read with a new token when the old one was revoked', async () => {
    await bench.sandbox.sendFile('mei', '@', file);
    await answered();
    bench.sandbox.api.revokeTokens();
    await bench.sandbox.sendFile('mei', '@', file);
    await answered(2);
    expect(read.at(-1)).toMatchObject({ ok: true });
  });
});

describe('a form that asks for a file', () => {
  it('says where to send it, and how much an input holds', async () => {
    const card = bench.sandbox.workspace.message(await opened());
    expect(textOf(card?.content)).toContain('Send it into this chat now');
    expect(textOf(card?.content)).toContain('1000');
  });

  it('is answered by the next file', async () => {
    await opened();
    await bench.sandbox.sendFile('mei', '@', file);
    await answered();
    expect(whats().at(-1)).toEqual({
      kind: 'clicked',
      verb: 'check',
      resource: 'vif-1',
      revision: 4,
      args: { vif: 'vif-1' },
    });
  });

  it('is answered by a file sent under it, however late', async () => {
    const message = await opened();
    now += 3_600_000;
    await bench.sandbox.sendFile('mei', '@', file, message);
    await answered();
    expect(whats().at(-1)).toMatchObject({ kind: 'clicked', args: { vif: 'vif-1' } });
  });

  it('is not answered by somebody else’s file, nor by one that comes much later', async () => {
    await opened();
    await bench.sandbox.sendFile('tom', '@', file);
    await answered();
    expect(whats().at(-1)).toEqual({ kind: 'typed', text: '' });
    now += 11 * 60_000;
    await bench.sandbox.sendFile('mei', '@', file);
    await answered(2);
    expect(whats().at(-1)).toEqual({ kind: 'typed', text: '' });
  });

  it('is not answered any more once it was sent off', async () => {
    const message = await opened();
    const { answer } = bench.ear;
    bench.ear.answer = said('taken', 'good');
    const submit = JSON.stringify(bench.sandbox.workspace.message(message)?.content).match(
      /"name":"(form:[^"]+)"/,
    )?.[1];
    await bench.sandbox.submitForm('mei', message, submit ?? '', { config: 'x' });
    bench.ear.answer = answer;
    await bench.sandbox.sendFile('mei', '@', file);
    await answered();
    expect(whats().at(-1)).toEqual({ kind: 'typed', text: '' });
  });
});
