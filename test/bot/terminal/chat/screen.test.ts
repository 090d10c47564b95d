/** The screen on a terminal's device: real readline over streams that say they are one. */
import { PassThrough } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { expect, it } from 'vitest';
import { openScreen } from '../../../../src/bot/terminal/chat/screen.ts';

function device() {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input }) as unknown as ReadStream;
  let written = '';
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 40 }) as unknown as WriteStream;
  output.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });
  const screen = openScreen(input, output);
  const type = (keys: string) => input.emit('data', Buffer.from(keys));
  return { screen, type, written: () => written, forget: () => (written = '') };
}

it('answers questions line by line, typed ahead or not', async () => {
  const { screen, type } = device();
  const first = screen.ask('> ');
  type('one\rtwo\r');
  expect([await first, await screen.ask('> ')]).toEqual(['one', 'two']);
  screen.close();
});

it('neither echoes nor remembers a secret', async () => {
  const { screen, type, written } = device();
  const open = screen.ask('> ');
  type('open\r');
  await open;
  const secret = screen.ask('Key: ', true);
  type('hush');
  screen.print('pushed meanwhile');
  type('hush\r');
  expect(await secret).toBe('hushhush');
  expect(written()).toContain('Key: ');
  expect(written()).toContain('pushed meanwhile\nKey: ');
  const next = screen.ask('> ');
  // Arrow up brings the last line that is remembered.
  type('\u001b[A\r');
  expect(await next).toBe('open');
  expect(written()).not.toContain('hush');
  screen.close();
});

it('prints above the open question and leaves what is typed', async () => {
  const { screen, type, written, forget } = device();
  const line = screen.ask('> ');
  type('half');
  forget();
  screen.print('pushed');
  expect(written()).toContain('pushed\n');
  expect(written().slice(written().indexOf('pushed'))).toContain('> half');
  type(' done\r');
  expect(await line).toBe('half done');
  screen.close();
});

it.each([
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
])('%s leaves, also when no question is open', async (_, key) => {
  const { screen, type } = device();
  type(key);
  await screen.left;
  expect(await screen.ask('> ')).toBeUndefined();
});
