/** Draws the blocks of a message or a view. One it does not know shows that it is there, and its text. */
import { useId } from 'preact/hooks';
import type { JsonObject } from '../../sandbox/page/wire.ts';
import { objectOf, objectsOf, textOf } from '../parts/json.ts';
import { say } from '../say.ts';
import { Element } from './elements.tsx';
import type { Hands } from './hands.ts';
import { Mrkdwn } from './mrkdwn.tsx';
import { RichText } from './rich-text.tsx';
import { labelOf, TextObject } from './text-object.tsx';

interface Props {
  readonly blocks: readonly JsonObject[];
  readonly hands: Hands;
}

export function Blocks({ blocks, hands }: Props) {
  return (
    <div class="blocks">
      {blocks.map((block, index) => (
        // By place: ids are new in every drawing, and a button must not vanish under a finger.
        <Block key={index} block={block} hands={hands} />
      ))}
    </div>
  );
}

interface BlockProps {
  readonly block: JsonObject;
  readonly hands: Hands;
}

function Block({ block, hands }: BlockProps) {
  switch (block.type) {
    case 'header':
      return <h4 class="block-header">{labelOf(block.text)}</h4>;
    case 'section':
      return <Section block={block} hands={hands} />;
    case 'context':
      return (
        <p class="context">
          {objectsOf(block.elements).map((element, index) => (
            <Element key={index} block={block} element={element} hands={hands} />
          ))}
        </p>
      );
    case 'actions':
      return (
        <div class="actions">
          {objectsOf(block.elements).map((element, index) => (
            <Element key={index} block={block} element={element} hands={hands} />
          ))}
        </div>
      );
    case 'divider':
      return <hr />;
    case 'input':
      return <Field block={block} hands={hands} />;
    case 'rich_text':
      return <RichText block={block} />;
    case 'markdown':
      return (
        <p>
          <Mrkdwn text={textOf(block.text)} />
        </p>
      );
    case 'image':
      return <p class="note">{textOf(block.alt_text)}</p>;
    default:
      return <Unknown block={block} />;
  }
}

function Section({ block, hands }: BlockProps) {
  const fields = objectsOf(block.fields);
  return (
    <div class="section">
      <div class="section-text">
        {block.text !== undefined && (
          <p>
            <TextObject value={block.text} />
          </p>
        )}
        {fields.length > 0 && (
          <div class="fields">
            {fields.map((field, index) => (
              <div key={index}>
                <TextObject value={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {block.accessory !== undefined && (
        <div class="accessory">
          <Element block={block} element={objectOf(block.accessory)} hands={hands} />
        </div>
      )}
    </div>
  );
}

function Field({ block, hands }: BlockProps) {
  const id = useId();
  const element = objectOf(block.element);
  const error = hands.form?.errors[textOf(block.block_id)];
  const hint = block.hint === undefined ? '' : labelOf(block.hint);
  const isGroup =
    element.type === 'checkboxes' || element.type === 'radio_buttons' || element.type === 'external_select';
  const name = labelOf(block.label);
  const described = [error === undefined ? '' : `${id}-error`, hint === '' ? '' : `${id}-hint`]
    .filter(Boolean)
    .join(' ');
  return (
    <div class={`field ${error === undefined ? '' : 'wrong'}`}>
      <label for={isGroup ? undefined : id}>
        {name} {block.optional === true && <span class="note">{say('page.optional')}</span>}
      </label>
      <Element
        block={block}
        element={element}
        hands={hands}
        label={name}
        fieldId={isGroup ? undefined : id}
        describedBy={described || undefined}
      />
      {error !== undefined && (
        <p class="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {hint !== '' && (
        <p class="note" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

function Unknown({ block }: { readonly block: JsonObject }) {
  const text = typeof block.text === 'string' ? block.text : labelOf(block.text);
  return (
    <p class="unknown">
      {say('page.unknown', { kind: textOf(block.type) })} {text}
    </p>
  );
}
