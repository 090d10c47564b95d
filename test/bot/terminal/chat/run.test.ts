/** A script of lines through the whole talk, in this process: buttons and forms, against a front door over real HTTP. */
import { PassThrough } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../../../../src/app/cards/model.ts';
import type { Answer, Heard } from '../../../../src/app/ports.ts';
import { connectTo } from '../../../../src/bot/terminal/chat/connection.ts';
import { run } from '../../../../src/bot/terminal/chat/run.ts';
import { openScreen } from '../../../../src/bot/terminal/chat/screen.ts';
import { someCard as card, key, openDoor, type Script } from '../running-door.ts';

const said = (text: string, tone: 'good' | 'bad' = 'good'): Answer => ({ kind: 'said', text: [text], tone });

let open: Awaited<ReturnType<typeof openDoor>>;
const script: Script = { answer: () => said('pong') };

beforeEach(async () => {
  Object.assign(script, { answer: () => said('pong'), suggest: () => [] });
  open = await openDoor({
    answer: (heard) => script.answer(heard),
    suggest: (heard) => script.suggest?.(heard) ?? [],
  });
});
afterEach(() => open.close());

/** Runs a script of lines to its end. */
async function chat(lines: readonly string[]) {
  const input = new PassThrough();
  const output = new PassThrough();
  let out = '';
  output.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  input.end(lines.map((line) => `${line}\n`).join(''));
  const code = await run({
    connection: connectTo(open.url, key, 'wang'),
    // A pipe has all the screen uses of a stream that is no terminal.
    screen: openScreen(input as unknown as ReadStream, output as unknown as WriteStream),
    person: 'wang',
    room: '@wang',
    language: 'en',
    colour: false,
  });
  return { code, out };
}

const deeds = () => open.heard.map(({ what }) => what);

describe('buttons', () => {
  it('are pressed by number, on the last card only', async () => {
    const cards = [card([{ label: 'A', verb: 'a' }]), card([{ label: 'B', verb: 'b' }])];
    script.answer = ({ what }) =>
      what.kind === 'typed' ? { kind: 'card', card: cards.shift() ?? card([]) } : said('ok');
    const { out } = await chat(['one', 'two', '1', '2']);
    expect(deeds().slice(2)).toEqual([{ kind: 'clicked', verb: 'b', resource: 'conn-1', revision: 4, args: {} }]);
    expect(out).toContain('There is no button 2 here.');
  });

  it('that are dangerous are confirmed first', async () => {
    const confirm = { title: 'Delete the line?', text: 'It is gone for good.' };
    const block = { kind: 'buttons', buttons: [{ label: 'Delete', verb: 'delete', confirm }] } as const;
    script.answer = ({ what }) =>
      what.kind === 'typed' ? { kind: 'card', card: { ...card([]), blocks: [block] } } : said('gone');
    const { out } = await chat(['show', '1', 'n', '1', 'y']);
    expect(deeds().filter(({ kind }) => kind === 'clicked')).toHaveLength(1);
    expect(out).toContain('Delete the line?\nIt is gone for good.\nSure? [y/N] n\nNothing was done.\n');
  });

  it('that search ask for one of what is found', async () => {
    const pick = { kind: 'pick', placeholder: 'Find a line', verb: 'show', name: 'line', source: 'lines' } as const;
    script.answer = ({ what }) =>
      what.kind === 'typed' ? { kind: 'card', card: { ...card([]), blocks: [pick] } } : said('shown');
    script.suggest = ({ what }) =>
      what.kind === 'search' && what.query === 'bj' ? [{ value: 'conn-9', label: 'Beijing' }] : [];
    await chat(['list', '1', 'bj', '1']);
    expect(deeds()).toEqual([
      { kind: 'typed', text: 'list' },
      { kind: 'search', source: 'lines', query: '' },
      { kind: 'search', source: 'lines', query: 'bj' },
      { kind: 'clicked', verb: 'show', args: { line: 'conn-9' } },
    ]);
  });
});

const form: Form = {
  verb: 'order',
  revision: 4,
  fixed: { region: 'r1' },
  title: 'Order a line',
  submit: 'Order',
  fields: [
    { kind: 'text', name: 'name', label: 'Name', required: true },
    { kind: 'text', name: 'key', label: 'Key', required: true, secret: true },
    { kind: 'select', name: 'bw', label: 'Bandwidth', required: true, options: [{ value: '1000', label: '1G' }] },
    { kind: 'text', name: 'note', label: 'Note', required: false, multiline: true },
    { kind: 'checkbox', name: 'terms', label: 'Terms', required: true, text: 'I agree' },
  ],
};
const submissions = () => open.heard.flatMap(({ what }) => (what.kind === 'submitted' ? [what] : []));

describe('forms', () => {
  beforeEach(() => {
    script.answer = ({ what }: Heard) => (what.kind === 'submitted' ? said('ordered') : { kind: 'form', form });
  });
  const filled = { region: 'r1', name: 'line one', key: 'hush', bw: '1000', note: 'a\nb', terms: 'yes' };

  it('are asked field by field; secrets are not written out', async () => {
    const { out, code } = await chat(['order', 'line one', 'hush', '7', '1', 'a', 'b', '', 'y']);
    expect(submissions()).toEqual([{ kind: 'submitted', verb: 'order', revision: 4, values: filled }]);
    expect(out).toContain(
      '- Order a line\nName\nName: line one\nKey (not shown)\nKey: \nBandwidth (number)\n  1) 1G\n',
    );
    expect(out).toContain('Bandwidth: 7\n✘ Choose one of the list.\nBandwidth: 1\n');
    expect(out).toContain('✔ ordered');
    expect(out).not.toContain('hush');
    expect(code).toBe(0);
  });

  it('ask again what was wrong, and lose nothing', async () => {
    const answers: Answer[] = [{ kind: 'errors', errors: { name: 'is taken' } }, said('ordered')];
    script.answer = ({ what }) => (what.kind === 'submitted' ? (answers.shift() ?? said('?')) : { kind: 'form', form });
    const { out } = await chat(['order', 'old', 'hush', '1', 'a', 'b', '', 'y', 'line one']);
    expect(submissions().map(({ values }) => values)).toEqual([{ ...filled, name: 'old' }, filled]);
    expect(out).toContain('✘ Name: is taken\nYour other answers are kept.\nName (Enter keeps old)\nName: line one\n');
  });

  it('ask everything again when no field is to blame, and Enter keeps it', async () => {
    const answers: Answer[] = [{ kind: 'errors', errors: { region: 'is full' } }, said('ordered')];
    script.answer = ({ what }) => (what.kind === 'submitted' ? (answers.shift() ?? said('?')) : { kind: 'form', form });
    const { out } = await chat(['order', 'line one', 'hush', '1', 'a', 'b', '', 'y', '', '', '', '', '']);
    expect(submissions().map(({ values }) => values)).toEqual([filled, filled]);
    expect(out).toContain('✘ is full');
    expect(out).not.toContain('hush');
  });

  it('can be sent again when the service was away, as the same delivery', async () => {
    let submitted = 0;
    script.answer = ({ what }) => {
      if (what.kind !== 'submitted') return { kind: 'form', form };
      submitted += 1;
      // All tries of one sending.
      if (submitted <= 3) open.dropConnections();
      return said('ordered');
    };
    const { out } = await chat(['order', 'line one', 'hush', '1', 'a', 'b', '', 'y', '']);
    expect(out).toContain('Enter sends it again, /cancel drops it: \n✔ ordered');
    expect(submissions().at(-1)?.values).toEqual(filled);
    const deliveries = open.heard.flatMap(({ what, delivery }) => (what.kind === 'submitted' ? [delivery] : []));
    expect([deliveries.length, new Set(deliveries).size]).toEqual([4, 1]);
  });

  it('can be gone back in and cancelled', async () => {
    const { out } = await chat(['order', 'typo', '/back', 'line one', '/cancel', 'order', '/cancel']);
    expect(submissions()).toEqual([]);
    expect(out.split('Cancelled; nothing was sent.')).toHaveLength(3);
  });

  it('that the input does not finish are not sent', async () => {
    const { out } = await chat(['order', 'line one']);
    expect(submissions()).toEqual([]);
    expect(out).toContain('The input ended inside the form; nothing was sent.');
  });
});
