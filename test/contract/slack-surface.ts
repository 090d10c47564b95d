/** The sandbox Slack as a person has it, through the real SDK. */
import { viewState } from '../../src/sandbox/slack/form.ts';
import type { Message, SlackSandbox, View } from '../../src/sandbox/slack/index.ts';
import { type JsonObject, objectOf, objectsOf, shown } from '../../src/sandbox/slack/json.ts';
import { readBlocks } from '../../src/sandbox/slack/read.ts';
import { until } from '../journey/town.ts';
import { type OpenForm, roomOf, type Seen, type Surface } from './surface.ts';

const inputs = (view: View): readonly JsonObject[] =>
  objectsOf(view.payload.blocks).filter((block) => block.type === 'input');

/** A field's value out of Slack's state, whichever kind it is. */
function held(state: JsonObject | undefined): string | undefined {
  const [element] = Object.values(state ?? {}).map(objectOf);
  const option = objectOf(element?.selected_option ?? objectsOf(element?.selected_options)[0]);
  const value = element?.value ?? option.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function formOf(view: View): OpenForm {
  const state = viewState(view);
  const fields = inputs(view).map((block) => shown(block.block_id));
  const entered = fields.flatMap((name): [string, string][] => {
    const value = held(state[name]);
    return value === undefined ? [] : [[name, value]];
  });
  return { fields, entered: Object.fromEntries(entered), handle: view.id };
}

function entryFor(element: JsonObject, value: string): JsonObject | string | string[] {
  if (element.type === 'external_select') return { text: { type: 'plain_text', text: value }, value };
  return element.type === 'checkboxes' ? [value] : value;
}

export function slackSurface(slack: SlackSandbox): Surface {
  const modals = (person: string) => slack.workspace.modalsOf(person);
  const isForm = (view: View) => view.payload.callback_id === 'form';

  /** Whatever this person alone got since, in the room or in their direct conversation. */
  const alone = (person: string, before: ReadonlySet<string>): readonly Message[] => {
    const { people, messages } = slack.workspace;
    const id = people.find((row) => row.name === person)?.id;
    return messages.filter(
      (row) => !before.has(row.ts) && (row.ephemeral_to === id || (row.channel.startsWith('D') && row.user !== id)),
    );
  };

  const texts = (messages: readonly Message[]) =>
    messages.flatMap((row) => readBlocks(row.blocks, row.text)).join('\n');

  /**
   * `act` may know already: a form that stays says more than a message would. `isAnswer`: what is typed in a room is
   * answered there; a direct message meanwhile is a notice about something else.
   */
  async function answered(
    person: string,
    act: () => Promise<Seen | undefined>,
    isAnswer: (message: Message) => boolean = () => true,
  ): Promise<Seen> {
    const before = new Set(slack.workspace.messages.map((row) => row.ts));
    const open = new Set(modals(person).map((view) => view.id));
    const stays = await act();
    if (stays) return stays;
    return until(`${person} is answered on Slack`, () => {
      const view = modals(person).at(-1);
      if (view && !open.has(view.id)) {
        const text = readBlocks(view.payload.blocks).join('\n');
        return isForm(view) ? { text, form: formOf(view) } : { text };
      }
      const messages = alone(person, before);
      return messages.some(isAnswer) ? { text: texts(messages) } : undefined;
    });
  }

  return {
    name: 'slack',
    type: (person, line) =>
      answered(
        person,
        async () => {
          await slack.type(person, roomOf(person), line);
          return undefined;
        },
        ({ ephemeral_to }) => ephemeral_to !== undefined,
      ),

    submit(person, form, values) {
      const view = modals(person).find((row) => row.id === form.handle);
      if (!view) throw new Error(`${person} has no form ${form.handle} open`);
      const entries = inputs(view).flatMap((block) => {
        const value = values[shown(block.block_id)];
        const element = objectOf(block.element);
        if (value === undefined) return [];
        return [[shown(block.block_id), { [shown(element.action_id)]: entryFor(element, value) }] as const];
      });
      return answered(person, async () => {
        const seen = await slack.submit(person, form.handle, Object.fromEntries(entries));
        const still = modals(person).find((row) => row.id === form.handle);
        const errors = Object.values(seen.errors ?? {});
        return still && { text: [...errors, ...readBlocks(still.payload.blocks)].join('\n'), form: formOf(still) };
      });
    },
  };
}
