/** The terminal as a person has it, over its signed HTTP. What is filled in stays with the terminal until it is taken. */

import { connectTo, newDelivery } from '../../src/bot/terminal/chat/connection.ts';
import { readTerminalKey } from '../../src/bot/terminal/key.ts';
import { targetOf, type WireAnswer, type WireForm } from '../../src/bot/terminal/wire.ts';
import { roomOf, type Seen, type Surface } from './surface.ts';

const rooms: Readonly<Record<string, string>> = { 'globex-line': 'globex', 'network-ops': 'ops' };

/** So wide that nothing is broken into lines. */
const wide = { view: { width: 400, colour: false } };

/** @param strangers people no room of the terminal is theirs: they are heard alone. */
export async function terminalSurface(
  url: string,
  dir: string,
  strangers: readonly string[] = ['wei'],
): Promise<Surface> {
  const key = (await readTerminalKey(dir)) ?? '';
  const forms = new Map<string, WireForm>();

  const place = (person: string) => (strangers.includes(person) ? {} : { room: rooms[roomOf(person)] ?? '' });

  function seen(answer: WireAnswer): Seen {
    if (answer.kind === 'errors') return { text: [answer.text, ...Object.values(answer.errors)].join('\n') };
    if (answer.kind !== 'form') return { text: answer.text };
    const handle = newDelivery();
    forms.set(handle, answer.form);
    const initial = answer.form.fields.flatMap(({ name, initial: value }) =>
      value === undefined ? [] : [[name, value]],
    );
    const fields = answer.form.fields.map(({ name }) => name);
    return {
      text: answer.text,
      form: { handle, fields, entered: Object.fromEntries(initial) as Record<string, string> },
    };
  }

  return {
    name: 'terminal',
    async type(person, line) {
      const what = { kind: 'typed', text: line } as const;
      return seen(await connectTo(url, key, person).hear({ delivery: newDelivery(), ...place(person), ...wide, what }));
    },
    async submit(person, form, values) {
      const open = forms.get(form.handle);
      if (!open) throw new Error(`${person} has no such form open`);
      const what = {
        kind: 'submitted',
        ...targetOf(open),
        values: { ...open.fixed, ...form.entered, ...values },
      } as const;
      const answer = await connectTo(url, key, person).hear({
        delivery: newDelivery(),
        ...place(person),
        ...wide,
        what,
      });
      const refused = answer.kind === 'errors' || (answer.kind === 'said' && answer.tone === 'bad');
      return refused ? { ...seen(answer), form: { ...form, entered: { ...form.entered, ...values } } } : seen(answer);
    },
  };
}
