/** Slack's button, with its question when it has one. */
import { useState } from 'preact/hooks';
import type { JsonObject } from '../../sandbox/page/wire.ts';
import { ask, type Question } from '../parts/confirm.tsx';
import { objectOf, textOf } from '../parts/json.ts';
import { say } from '../say.ts';
import type { Hands } from './hands.ts';
import { labelOf } from './text-object.tsx';

export function questionOf(value: unknown): Question | undefined {
  if (value === undefined) return undefined;
  const { title, text, confirm, deny, style } = objectOf(value);
  return {
    title: labelOf(title),
    text: labelOf(text),
    yes: labelOf(confirm) || say('page.confirm'),
    no: labelOf(deny) || say('page.cancel'),
    isDangerous: style === 'danger',
    platform: 'slack',
  };
}

interface Props {
  readonly block: JsonObject;
  readonly element: JsonObject;
  readonly hands: Hands;
}

export function Button({ block, element, hands }: Props) {
  const [isBusy, setBusy] = useState(false);
  const press = () => {
    setBusy(true);
    void hands.press(block, element).finally(() => setBusy(false));
  };
  return (
    <button
      type="button"
      class={`button ${textOf(element.style)}`}
      aria-label={textOf(element.accessibility_label) || undefined}
      aria-busy={isBusy}
      onClick={() => !isBusy && ask(questionOf(element.confirm), press)}
    >
      {labelOf(element.text)}
    </button>
  );
}
