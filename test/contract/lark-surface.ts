/** The sandbox Lark as a person has it, through the real SDK. */
import { type LarkSandbox, type Message, readCard } from '../../src/sandbox/lark/index.ts';
import { type JsonObject, objectOf, objectsOf, shown } from '../../src/sandbox/slack/json.ts';
import { until } from '../journey/town.ts';
import { type OpenForm, roomOf, type Seen, type Surface } from './surface.ts';

const fieldTags = new Set(['input', 'select_static', 'checker']);

const formIn = (card: JsonObject) => objectsOf(objectOf(card.body).elements).find((element) => element.tag === 'form');
const fieldsIn = (form: JsonObject) => objectsOf(form.elements).filter(({ tag }) => fieldTags.has(shown(tag)));

function standing(field: JsonObject): string | undefined {
  const value = field.default_value ?? field.initial_option ?? (field.checked === true ? 'yes' : undefined);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function formOf({ message_id: handle }: Message, card: JsonObject): OpenForm | undefined {
  const form = formIn(card);
  if (!form) return undefined;
  const fields = fieldsIn(form);
  const entered = fields.flatMap((field): [string, string][] => {
    const value = standing(field);
    return value === undefined ? [] : [[shown(field.name), value]];
  });
  return { handle, fields: fields.map((field) => shown(field.name)), entered: Object.fromEntries(entered) };
}

export function larkSurface(lark: LarkSandbox): Surface {
  const { workspace } = lark;
  const languageOf = (person: string) => workspace.people.find((row) => row.name === person)?.language ?? 'en_us';

  function read(person: string, message: Message): Seen {
    const card = workspace.cardFor(person, message.message_id) ?? {};
    const form = formOf(message, card);
    const text = readCard(card, languageOf(person)).join('\n');
    return { text, ...(form ? { form } : {}) };
  }

  /** Cards only this person sees since, in the group or in the direct chat. */
  const fresh = (person: string, before: ReadonlySet<string>) =>
    [...workspace.ephemeralOf(person), ...workspace.messagesIn(workspace.directWith(person).chat_id, person)].filter(
      (row) => !before.has(row.message_id) && row.msg_type === 'interactive',
    );

  return {
    name: 'lark',

    async type(person, line) {
      const before = new Set(workspace.messages.map((row) => row.message_id));
      await lark.say(person, roomOf(person), `@bot ${line}`);
      const message = await until(`${person} is answered on Lark`, () => fresh(person, before).at(-1));
      return read(person, message);
    },

    async submit(person, form, values) {
      const message = workspace.message(form.handle);
      const container = message && formIn(message.content);
      const submit = objectsOf(container?.elements).find(({ tag }) => tag === 'button');
      const fields = container ? fieldsIn(container) : [];
      const entries = fields.flatMap((field): [string, string | boolean][] => {
        const value = values[shown(field.name)];
        if (value === undefined) return [];
        return [[shown(field.name), field.tag === 'checker' ? value === 'yes' : value]];
      });
      const seen = await lark.submitForm(person, form.handle, shown(submit?.name), Object.fromEntries(entries));
      if (seen.status !== 'answered' || !message)
        throw new Error(`the form was ${seen.status}: ${(seen.missing ?? []).join()}`);
      const told = seen.messages.filter((row) => row.msg_type === 'interactive').map((row) => read(person, row).text);
      const now = read(person, seen.message ?? message);
      return { ...now, text: [seen.toast?.content ?? '', now.text, ...told].join('\n') };
    },
  };
}
