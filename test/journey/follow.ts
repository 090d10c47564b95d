/** A newcomer who types only what the checklist suggests, and engineers who press only what their cards offer. */
import { readBlocks } from '../../src/sandbox/slack/read.ts';
import { type Town, until } from './town.ts';

/** Follows the checklist of a customer until `isEnough` says so of its text; gives the commands typed and that text. */
export async function followSetup(
  town: Town,
  { person, room }: { readonly person: string; readonly room: string },
  isEnough: (text: string) => boolean,
): Promise<{ typed: readonly string[]; text: string }> {
  const { slack } = town.service;
  const typed: string[] = [];

  const press = async (engineer: string, label: string): Promise<boolean> => {
    for (const message of [...slack.workspace.messagesIn('network-ops')].reverse()) {
      for (const block of message.blocks ?? []) {
        const elements = Array.isArray(block.elements) ? block.elements : [];
        const button = (elements as { action_id?: string; text?: { text?: string } }[]).find(
          (element) => element.text?.text === label,
        );
        if (button?.action_id === undefined) continue;
        await slack.click(engineer, 'network-ops', message.ts, button.action_id);
        return true;
      }
    }
    return false;
  };

  const text = await until(
    'the checklist says so',
    async () => {
      const seen = await slack.type(person, room, '/line setup');
      const shown = seen.ephemeral.flatMap((message) => readBlocks(message.blocks, message.text)).join('\n');
      if (isEnough(shown)) return shown;
      const command = /`(\/line [^`]+)`/.exec(shown)?.[1];
      if (command !== undefined && typed.at(-1) !== command) {
        typed.push(command);
        await slack.type(person, room, command);
      } else {
        await press('zoe', 'Approve');
        await press('zoe', 'Cabling done');
      }
      return undefined;
    },
    100_000,
  );
  return { typed, text };
}
