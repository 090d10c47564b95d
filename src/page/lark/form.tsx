/** Draws a form container: its fields keep what is typed until the form's button is pressed. */
import { useState } from 'preact/hooks';
import type { JsonObject } from '../../sandbox/page/wire.ts';
import { act } from '../line.ts';
import { Components } from './components.tsx';
import { type Entry, type FormHands, type Hands, targetOf } from './hands.ts';

interface Props {
  readonly element: JsonObject;
  readonly hands: Hands;
  readonly message: string;
}

export function Form({ element, hands, message }: Props) {
  const [values, setValues] = useState<Readonly<Record<string, Entry>>>({});
  const [missing, setMissing] = useState<readonly string[]>([]);
  const form: FormHands = {
    values,
    missing,
    enter(name, entry) {
      setValues((before) => ({ ...before, [name]: entry }));
      setMissing((before) => before.filter((one) => one !== name));
    },
    async submit(button) {
      const outcome = await act({ do: 'lark-submit', message, on: targetOf(button), values });
      setMissing(outcome.missing ?? []);
    },
  };
  return (
    <fieldset class="lark-form">
      <Components elements={element.elements} hands={{ ...hands, form }} message={message} />
    </fieldset>
  );
}
