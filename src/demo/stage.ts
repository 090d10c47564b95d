/** The demo's stage: people act in the sandbox workspace, what they see is printed and checked. Knows no story. */

import type { Message, Seen, SlackSandbox, View } from '../sandbox/slack/index.ts';
import { readBlocks } from '../sandbox/slack/read.ts';

/** A state a step waits for must show within this time; the demo's own clock runs in seconds. */
const patienceMs = 20_000;

export interface Stage {
  /** One checked step: prints its title, runs it, and counts it as passed or failed. */
  readonly step: (title: string, run: () => Promise<void>) => Promise<void>;
  /** A typed command; the private answer must match. */
  readonly type: (person: string, room: string, line: string, expect: RegExp) => Promise<Seen>;
  /** Presses the button on the room's card of a line. */
  readonly press: (person: string, room: string, line: string, button: RegExp, expect?: RegExp) => Promise<Seen>;
  /** Presses the button on the newest message that the person alone sees. */
  readonly pressOwn: (person: string, room: string, button: RegExp, expect: RegExp) => Promise<Seen>;
  /** Fills the open form and sends it. `expect` is looked for in the private answer or the form's errors. */
  readonly fill: (person: string, values: Readonly<Record<string, string>>, expect: RegExp) => Promise<Seen>;
  /** Waits until the room's card of a line reads so, and prints it. */
  readonly card: (room: string, line: string, expect: RegExp) => Promise<Message>;
  readonly thread: (room: string, line: string) => string[];
  readonly print: (...lines: string[]) => void;
  readonly score: () => { passed: number; all: number };
}

export class StepFailed extends Error {
  override readonly name = 'StepFailed';
}

export function openStage(slack: SlackSandbox, out: (line: string) => void): Stage {
  let passed = 0;
  let all = 0;
  const print = (...lines: string[]) => {
    for (const line of lines) out(`    ${line}`);
  };
  const lines = (message: Message) => readBlocks(message.blocks, message.text);
  const text = (message: Message) => lines(message).join('\n');

  function cardIn(room: string, line: string): Message | undefined {
    return slack.workspace
      .messagesIn(room)
      .findLast(
        (message) =>
          message.thread_ts === undefined && message.ephemeral_to === undefined && text(message).includes(line),
      );
  }

  function expectSeen(what: string, expect: RegExp): void {
    if (!expect.test(what)) throw new StepFailed(`expected ${expect}, saw: ${what}`);
  }

  const answersOf = (seen: Seen) => seen.ephemeral.flatMap(lines);

  /** The answer may come with the acknowledgement or a moment later through the response URL. */
  async function privately(person: string, act: () => Promise<Seen>, expect: RegExp): Promise<Seen> {
    const before = new Set(slack.workspace.messages.map((message) => message.ts));
    const seen = await act();
    if (seen.status === 'failed') throw new StepFailed(`Slack shows ${person}: ${seen.error}`);
    const id = slack.workspace.people.find((row) => row.name === person)?.id;
    const fresh = () =>
      slack.workspace.messages
        .filter((message) => message.ephemeral_to === id && !before.has(message.ts))
        .flatMap(lines);
    const modal = () => slack.workspace.modalsOf(person).at(-1);
    const whole = () =>
      [...answersOf(seen), ...fresh(), ...Object.values(seen.errors ?? {}), ...readModal(modal())].join('\n');
    await slack.until(() => expect.test(whole()), patienceMs).catch(() => expectSeen(whole(), expect));
    const shown = fresh().length > 0 ? fresh() : answersOf(seen);
    for (const line of shown) print(`only ${person} sees │ ${line}`);
    for (const [field, error] of Object.entries(seen.errors ?? {})) print(`form ✎ ${field}: ${error}`);
    return seen;
  }

  async function pressOn(
    look: () => Message | undefined,
    person: string,
    room: string,
    button: RegExp,
    expect: RegExp,
  ): Promise<Seen> {
    const find = () => {
      const message = look();
      const found = message && buttonOf(message, button);
      return found ? { message, ...found } : undefined;
    };
    const { message, actionId, label } = await slack.until(find, patienceMs);
    print(`${person} in #${room} presses [ ${label} ]`);
    return privately(person, () => slack.click(person, room, message.ts, actionId), expect);
  }

  function readModal(view: View | undefined): string[] {
    return view === undefined ? [] : readBlocks(view.payload.blocks);
  }

  return {
    print,
    async step(title, run) {
      all += 1;
      out(`\n${all}. ${title}`);
      try {
        await run();
        passed += 1;
        out('    ✔ passed');
      } catch (error) {
        out(`    ✘ FAILED: ${error instanceof Error ? error.message : String(error)}`);
        throw error;
      }
    },
    type(person, room, line, expect) {
      print(`${person} in #${room} › ${line}`);
      return privately(person, () => slack.type(person, room, line), expect);
    },
    press: (person, room, line, button, expect = /./) =>
      pressOn(() => cardIn(room, line), person, room, button, expect),
    pressOwn(person, room, button, expect) {
      const id = slack.workspace.people.find((row) => row.name === person)?.id;
      const own = () =>
        slack.workspace.messagesIn(room).findLast((row) => row.ephemeral_to === id && buttonOf(row, button));
      return pressOn(own, person, room, button, expect);
    },
    async fill(person, values, expect) {
      const modal = await slack.until(() => slack.workspace.modalsOf(person).at(-1), patienceMs);
      print(
        `${person} fills the form: ${Object.entries(values)
          .map(([field, value]) => `${field} = ${value}`)
          .join(', ')}`,
      );
      return privately(person, () => slack.submit(person, modal.id, values), expect);
    },
    async card(room, line, expect) {
      const found = () => {
        const message = cardIn(room, line);
        return message && expect.test(text(message)) ? message : undefined;
      };
      const message = await slack.until(found, patienceMs).catch(() => {
        throw new StepFailed(
          `the card of ${line} in #${room} does not read ${expect}: ${cardIn(room, line)?.text ?? 'no card'}`,
        );
      });
      print(`┌ card in #${room}`, ...lines(message).map((row) => `│ ${row}`), '└');
      return message;
    },
    thread(room, line) {
      const card = cardIn(room, line);
      return slack.workspace
        .messagesIn(room)
        .filter((message) => message.thread_ts === card?.ts && message.ts !== card?.ts)
        .flatMap((message) => lines(message));
    },
    score: () => ({ passed, all }),
  };
}

function buttonOf(message: Message, wanted: RegExp): { actionId: string; label: string } | undefined {
  for (const block of message.blocks ?? []) {
    const elements = Array.isArray(block.elements) ? block.elements : [];
    for (const element of elements) {
      const { action_id: actionId, text } = element as { action_id?: string; text?: { text?: string } };
      const label = text?.text ?? '';
      if (actionId !== undefined && wanted.test(label)) return { actionId, label };
    }
  }
  return undefined;
}
