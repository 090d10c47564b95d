/** Draws the components of a card, containers and all. One it does not know shows that it is there, and its text. */
import type { JsonObject } from '../../sandbox/page/wire.ts';
import { Attached } from '../parts/attached.tsx';
import { numberOf, objectOf, objectsOf, textOf } from '../parts/json.ts';
import { say } from '../say.ts';
import { Button } from './button.tsx';
import { Checker, DatePicker, Input, Menu } from './fields.tsx';
import { Form } from './form.tsx';
import type { Hands } from './hands.ts';
import { Markdown } from './markdown.tsx';
import { Panel } from './panel.tsx';
import { Table } from './table.tsx';
import { wordsOf } from './words.ts';

interface ListProps {
  readonly elements: unknown;
  readonly hands: Hands;
  readonly message: string;
}

export function Components({ elements, hands, message }: ListProps) {
  const list = objectsOf(elements);
  return (
    <>
      {list.map((element, index) => (
        <Component key={index} element={element} hands={hands} message={message} label={labelBefore(list, index)} />
      ))}
    </>
  );
}

/** A field is named by the text right above it: its first line, without marks. */
function labelBefore(list: readonly JsonObject[], index: number): string {
  const above = list[index - 1];
  if (above?.tag !== 'markdown') return '';
  const [first = ''] = wordsOf(above).split('\n');
  return first
    .replace(/<[^>]*>|\*\*/g, '')
    .replace(/\*\s*$/, '')
    .trim();
}

interface Props {
  readonly element: JsonObject;
  readonly hands: Hands;
  readonly message: string;
  readonly label: string;
}

function Component({ element, hands, message, label }: Props) {
  const inside = (elements: unknown) => <Components elements={elements} hands={hands} message={message} />;
  switch (element.tag) {
    case 'markdown':
      return (
        <div class={`markdown ${element.text_size === 'notation' ? 'note' : ''}`}>
          <Markdown text={wordsOf(element)} />
        </div>
      );
    case 'div':
      return <Division element={element} />;
    case 'hr':
      return <hr />;
    case 'img':
      return (
        <Attached
          url={`/files/lark/${textOf(element.img_key)}`}
          name={`${textOf(element.img_key)}.png`}
          title={wordsOf(element.alt)}
        />
      );
    case 'button':
      return <Button element={element} hands={hands} />;
    case 'input':
      return <Input element={element} hands={hands} label={label} />;
    case 'select_static':
    case 'overflow':
      return <Menu element={element} hands={hands} label={label} />;
    case 'checker':
      return <Checker element={element} hands={hands} label={label} />;
    case 'date_picker':
    case 'picker_time':
    case 'picker_datetime':
      return <DatePicker element={element} hands={hands} label={label} />;
    case 'column_set':
      return (
        <div class={`columns ${textOf(element.flex_mode)}`}>
          {objectsOf(element.columns).map((column, index) => (
            <div key={index} class={`column ${textOf(column.width)} weight-${numberOf(column.weight) ?? 1}`}>
              {inside(column.elements)}
            </div>
          ))}
        </div>
      );
    case 'collapsible_panel':
      return (
        <Panel title={wordsOf(objectOf(element.header).title)} isOpen={element.expanded === true}>
          {inside(element.elements)}
        </Panel>
      );
    case 'form':
      return <Form key={hands.drawing} element={element} hands={hands} message={message} />;
    case 'interactive_container':
      return <div class="container">{inside(element.elements)}</div>;
    case 'table':
      return <Table element={element} />;
    default:
      return (
        <p class="unknown">
          {say('page.unknown', { kind: textOf(element.tag) })} {wordsOf(element)}
        </p>
      );
  }
}

function Division({ element }: { readonly element: JsonObject }) {
  const texts = [element.text, ...objectsOf(element.fields).map((field) => field.text)];
  return (
    <div class="markdown">
      {texts
        .filter((text) => text !== undefined)
        .map((text, index) =>
          objectOf(text).tag === 'lark_md' ? (
            <Markdown key={index} text={wordsOf(text)} />
          ) : (
            <p key={index}>{wordsOf(text)}</p>
          ),
        )}
    </div>
  );
}
