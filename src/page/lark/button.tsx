/** Lark's button: a click, a form's submission, with its question when it has one. */
import { useState } from 'preact/hooks';
import type { JsonObject } from '../../sandbox/page/wire.ts';
import { ask, type Question } from '../parts/confirm.tsx';
import { objectOf, textOf } from '../parts/json.ts';
import { say } from '../say.ts';
import type { Hands } from './hands.ts';
import { wordsOf } from './words.ts';

function questionOf(value: unknown, isDangerous: boolean): Question | undefined {
  if (value === undefined) return undefined;
  const { title, text } = objectOf(value);
  return {
    title: wordsOf(title),
    text: wordsOf(text),
    yes: say('page.confirm'),
    no: say('page.cancel'),
    isDangerous,
    platform: 'lark',
  };
}

export function Button({ element, hands }: { readonly element: JsonObject; readonly hands: Hands }) {
  const [isBusy, setBusy] = useState(false);
  const style = textOf(element.type);
  const act = () => {
    setBusy(true);
    const { form } = hands;
    const done = form && element.form_action_type === 'submit' ? form.submit(element) : hands.click(element);
    void done.finally(() => setBusy(false));
  };
  return (
    <button
      type="button"
      class={`button ${style.replace(/_.*/, '')}`}
      disabled={element.disabled === true}
      aria-busy={isBusy}
      onClick={() => !isBusy && ask(questionOf(element.confirm, style.startsWith('danger')), act)}
    >
      {wordsOf(element.text)}
    </button>
  );
}
