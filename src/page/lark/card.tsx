/** Draws a card: its coloured head and its body. */
import type { JsonObject } from '../../sandbox/page/wire.ts';
import { objectOf, textOf } from '../parts/json.ts';
import { Components } from './components.tsx';
import { cardHands } from './hands.ts';
import { wordsOf } from './words.ts';

interface Props {
  readonly card: JsonObject;
  readonly message: string;
  /** Differs from drawing to drawing: a form that was drawn anew begins anew. */
  readonly drawing?: number;
}

export function Card({ card, message, drawing = 0 }: Props) {
  const header = card.header === undefined ? undefined : objectOf(card.header);
  const template = textOf(header?.template) || 'default';
  return (
    <div class="card">
      {header && (
        <header class={`card-head ${template}`}>
          <h4>{wordsOf(header.title)}</h4>
          {header.subtitle !== undefined && <p>{wordsOf(header.subtitle)}</p>}
        </header>
      )}
      <div class="card-body">
        <Components elements={objectOf(card.body).elements} hands={cardHands(message, drawing)} message={message} />
      </div>
    </div>
  );
}
