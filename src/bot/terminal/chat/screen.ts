/** Lines in and lines out, for a person at a terminal or for a script in a pipe. Knows no service. */
import { clearScreenDown, cursorTo, moveCursor } from 'node:readline';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

export interface Screen {
  /** Somebody sits in front of it. */
  readonly interactive: boolean;
  /** Columns, 20 to 400; 80 when the device does not say. */
  width(): number;
  /** Writes above the question that is open, and leaves what is typed there. */
  print(text: string): void;
  /** One line of input; `undefined` when there is no more. A secret is neither echoed nor remembered. */
  ask(question: string, secret?: boolean): Promise<string | undefined>;
  /** Resolves when the person leaves with Ctrl-C or Ctrl-D, whatever is under way. */
  readonly left: Promise<void>;
  close(): void;
}

export type Input = NodeJS.ReadStream;
export type Output = NodeJS.WriteStream;

/** Ctrl-C and Ctrl-D end the input. In a script, questions and answers are written out, so that it can be read. */
export function openScreen(input: Input, output: Output): Screen {
  const interactive = input.isTTY === true && output.isTTY === true;
  const lines: string[] = [];
  let waiting: ((line: string | undefined) => void) | undefined;
  let ended = false;
  let leave = (): void => undefined;
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  let open: { question: string; secret: boolean } | undefined;

  const echo = new Writable({
    write(chunk: Buffer, _, done) {
      if (!open?.secret) output.write(chunk);
      done();
    },
  });
  Object.defineProperty(echo, 'columns', { get: () => output.columns });
  output.on('resize', () => echo.emit('resize'));

  const reader = createInterface(interactive ? { input, output: echo, terminal: true } : { input });
  reader.on('line', (line) => {
    const next = waiting;
    waiting = undefined;
    if (next) next(line);
    else lines.push(line);
  });
  reader.on('close', () => {
    ended = true;
    waiting?.(undefined);
    if (interactive) leave();
  });
  reader.on('SIGINT', () => reader.close());
  reader.on('history', (history) => {
    if (open?.secret) history.shift();
  });

  const nextLine = () =>
    new Promise<string | undefined>((resolve) => {
      const line = lines.shift();
      if (line !== undefined || ended) resolve(line);
      else waiting = resolve;
    });

  return {
    interactive,
    left,
    width: () => Math.max(20, Math.min((interactive && output.columns) || 80, 400)),
    print(text) {
      if (!interactive || !open) {
        output.write(`${text}\n`);
        return;
      }
      if (open.secret) {
        output.write(`\n${text}\n${open.question}`);
        return;
      }
      const { rows } = reader.getCursorPos();
      moveCursor(output, 0, -rows);
      cursorTo(output, 0);
      clearScreenDown(output);
      // Redrawing the question first goes up over the rows it had.
      output.write(`${text}\n${'\n'.repeat(rows)}`);
      reader.prompt(true);
    },
    async ask(question, secret = false) {
      open = { question, secret };
      if (interactive && secret) output.write(question);
      if (interactive) {
        reader.setPrompt(secret ? '' : question);
        if (!ended) reader.prompt();
      }
      const line = await nextLine();
      open = undefined;
      if (interactive && (secret || line === undefined)) output.write('\n');
      if (!interactive && line !== undefined) output.write(`${question}${secret ? '' : line}\n`);
      return line;
    },
    close: () => reader.close(),
  };
}
