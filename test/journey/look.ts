/** What people see in the sandbox Slack and how they press it. Waits for what is to be pressed; judges nothing. */
import type { Message, Seen, SlackSandbox, View } from '../../src/sandbox/slack/index.ts';
import { readBlocks } from '../../src/sandbox/slack/read.ts';
import { until } from './town.ts';

export const ops = 'network-ops';

export interface ButtonValue {
  readonly verb: string;
  readonly resource?: string;
  readonly revision?: number;
}

export const textOf = (message: Pick<Message, 'blocks' | 'text'>): string =>
  readBlocks(message.blocks, message.text).join('\n');

/** A room's lasting messages about a line that are no thread lines: its cards. */
export function cards(slack: SlackSandbox, room: string, line: string): readonly Message[] {
  return slack.workspace
    .messagesIn(room)
    .filter((row) => row.thread_ts === undefined && row.ephemeral_to === undefined && textOf(row).includes(line));
}

/** Lines told under the cards of a line, oldest first. */
export function thread(slack: SlackSandbox, room: string, line: string): readonly string[] {
  const roots = new Set(cards(slack, room, line).map((row) => row.ts));
  return slack.workspace
    .messagesIn(room)
    .filter((row) => row.thread_ts !== undefined && roots.has(row.thread_ts) && row.thread_ts !== row.ts)
    .flatMap((row) => textOf(row).split('\n'));
}

/** All that a person alone has been told so far. */
export function privately(slack: SlackSandbox, person: string): string {
  const id = slack.workspace.people.find((row) => row.name === person)?.id;
  return slack.workspace.messages
    .filter((row) => row.ephemeral_to === id)
    .map(textOf)
    .join('\n');
}

export function buttonOn(
  message: Pick<Message, 'blocks'> | undefined,
  verb: string,
): { actionId: string; value: ButtonValue } | undefined {
  const elements = (message?.blocks ?? []).flatMap((block) => {
    const row = block as { elements?: unknown; accessory?: unknown };
    return [...(Array.isArray(row.elements) ? row.elements : []), row.accessory];
  }) as ({ action_id?: string; value?: string } | undefined)[];
  for (const element of elements) {
    const value = element?.value?.startsWith('{') ? (JSON.parse(element.value) as ButtonValue) : undefined;
    if (value?.verb === verb && element?.action_id !== undefined) return { actionId: element.action_id, value };
  }
  return undefined;
}

export async function waitForCard(slack: SlackSandbox, room: string, line: string, reads: RegExp): Promise<Message> {
  return until(
    `the card of ${line} in ${room} reads ${reads}`,
    () => cards(slack, room, line).find((row) => reads.test(textOf(row))),
    90_000,
  );
}

/** Presses a button on the room's card as soon as it is there. */
export async function press(
  slack: SlackSandbox,
  person: string,
  room: string,
  line: string,
  verb: string,
): Promise<Seen> {
  const { message, button } = await until(
    `${room} offers ${verb} for ${line}`,
    () => {
      for (const message of cards(slack, room, line)) {
        const button = buttonOn(message, verb);
        if (button) return { message, button };
      }
      return undefined;
    },
    90_000,
  );
  return slack.click(person, room, message.ts, button.actionId);
}

/** Waits until a person alone was told so. */
export function told(slack: SlackSandbox, person: string, what: RegExp): Promise<true> {
  return until(`${person} is told ${what}`, () => (what.test(privately(slack, person)) ? true : undefined), 60_000);
}

/** The form of a verb on top of a person's screen, with what it carries unseen. */
export async function form(
  slack: SlackSandbox,
  person: string,
  verb: string,
): Promise<{ view: View; carried: Record<string, unknown> }> {
  return until(
    `${person} sees the form of ${verb}`,
    () => {
      const view = slack.workspace.modalsOf(person).at(-1);
      const text = view?.payload.private_metadata;
      const carried = JSON.parse(typeof text === 'string' ? text : '{}') as Record<string, unknown>;
      return view && carried.verb === verb ? { view, carried } : undefined;
    },
    60_000,
  );
}
