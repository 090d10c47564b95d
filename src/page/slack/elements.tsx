/** Draws one interactive element of Block Kit, on a message or in a form. One it does not know shows its text. */
import type { JsonObject } from '../../sandbox/page/wire.ts';
import { fileOf } from '../parts/file-of.ts';
import { objectOf, objectsOf, textOf } from '../parts/json.ts';
import { ofType } from '../parts/of-type.ts';
import { Picker } from '../parts/picker.tsx';
import { say } from '../say.ts';
import { Button } from './button.tsx';
import type { Entry, Filled, Hands } from './hands.ts';
import { labelOf, TextObject } from './text-object.tsx';

export interface ElementProps {
  readonly block: JsonObject;
  readonly element: JsonObject;
  readonly hands: Hands;
  /** What names the field, in a form. */
  readonly label?: string | undefined;
  readonly fieldId?: string | undefined;
  readonly describedBy?: string | undefined;
}

/** The option objects of a menu, groups and all. */
function optionsOf(element: JsonObject): readonly JsonObject[] {
  const groups = objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options));
  return [...objectsOf(element.options), ...groups];
}

export function Element(props: ElementProps) {
  const { element } = props;
  switch (element.type) {
    case 'button':
      return <Button {...props} />;
    case 'static_select':
    case 'overflow':
      return <Menu {...props} />;
    case 'external_select':
      return <Search {...props} />;
    case 'checkboxes':
    case 'radio_buttons':
      return <Ticks {...props} />;
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
    case 'datepicker':
    case 'timepicker':
      return <Input {...props} />;
    case 'file_input':
      return <FileField {...props} />;
    case 'image':
      return <span class="note">{textOf(element.alt_text)}</span>;
    case 'mrkdwn':
    case 'plain_text':
      return <TextObject value={element} />;
    default:
      return <span class="unknown">{say('page.unknown', { kind: textOf(element.type) })}</span>;
  }
}

/** What was entered so far, or what the app filled in. */
function standing({ block, element, hands }: ElementProps): Entry {
  const entered = hands.form?.values[textOf(block.block_id)];
  if (typeof entered === 'string' || entered === null || Array.isArray(entered)) return entered;
  const one = objectOf(element.initial_option).value ?? element.initial_value ?? element.initial_date;
  const many = objectsOf(element.initial_options).map(({ value }) => textOf(value));
  return textOf(one ?? element.initial_time) || (many.length > 0 ? many : null);
}

/** In a form an entry waits for the submission; elsewhere it is sent. */
function enter({ block, element, hands }: ElementProps, entry: Entry): void {
  if (hands.form) hands.form.enter(textOf(block.block_id), entry);
  else void hands.choose(block, element, entry);
}

function Menu(props: ElementProps) {
  const { element, label, fieldId, describedBy } = props;
  const groups = objectsOf(element.option_groups);
  const draw = (option: JsonObject) => (
    <option key={textOf(option.value)} value={textOf(option.value)}>
      {labelOf(option.text)}
    </option>
  );
  return (
    <select
      id={fieldId}
      aria-label={fieldId === undefined ? (label ?? labelOf(element.placeholder)) : undefined}
      aria-describedby={describedBy}
      value={textOf(standing(props))}
      onChange={(event) => enter(props, event.currentTarget.value || null)}
    >
      <option value="">{labelOf(element.placeholder) || say('page.pick')}</option>
      {objectsOf(element.options).map(draw)}
      {groups.map((group) => (
        <optgroup key={labelOf(group.label)} label={labelOf(group.label)}>
          {objectsOf(group.options).map(draw)}
        </optgroup>
      ))}
    </select>
  );
}

function Search(props: ElementProps) {
  const { element, hands, label } = props;
  const value = textOf(standing(props));
  const initial = objectOf(element.initial_option);
  const shown = value === textOf(initial.value) ? labelOf(initial.text) : value;
  return (
    <Picker
      label={label ?? labelOf(element.placeholder)}
      placeholder={labelOf(element.placeholder) || say('page.pick')}
      chosen={value === '' ? undefined : { value, label: shown }}
      search={(query) => hands.suggest(textOf(element.action_id), query)}
      choose={(option) => enter(props, option.value)}
    />
  );
}

function Ticks(props: ElementProps) {
  const { block, element, label } = props;
  const isRadio = element.type === 'radio_buttons';
  const entry = standing(props);
  const ticked = Array.isArray(entry) ? entry : typeof entry === 'string' ? [entry] : [];
  const toggle = (value: string) => {
    if (isRadio) return enter(props, value);
    enter(props, ticked.includes(value) ? ticked.filter((one) => one !== value) : [...ticked, value]);
  };
  return (
    <fieldset class="ticks" aria-label={label}>
      {optionsOf(element).map((option) => {
        const value = textOf(option.value);
        return (
          <label key={value}>
            <input
              type={isRadio ? 'radio' : 'checkbox'}
              name={textOf(block.block_id)}
              checked={ticked.includes(value)}
              onChange={() => toggle(value)}
            />{' '}
            <TextObject value={option.text} />
          </label>
        );
      })}
    </fieldset>
  );
}

function FileField({ block, hands, label, fieldId, describedBy }: ElementProps) {
  return (
    <input
      id={fieldId}
      {...ofType('file')}
      aria-label={fieldId === undefined ? label : undefined}
      aria-describedby={describedBy}
      onChange={(event) => {
        const chosen = event.currentTarget.files?.[0];
        const enter = (file: Filled) => hands.form?.enter(textOf(block.block_id), file);
        if (chosen) void fileOf(chosen).then(enter);
        else enter(null);
      }}
    />
  );
}

const inputTypes: Readonly<Record<string, string>> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
  datepicker: 'date',
  timepicker: 'time',
};

function Input(props: ElementProps) {
  const { element, label, fieldId, describedBy } = props;
  const shared = {
    id: fieldId,
    'aria-label': fieldId === undefined ? label : undefined,
    'aria-describedby': describedBy,
    placeholder: labelOf(element.placeholder),
    maxLength: typeof element.max_length === 'number' ? element.max_length : undefined,
    value: textOf(standing(props)),
  };
  if (element.multiline === true)
    return <textarea {...shared} rows={4} onInput={(event) => enter(props, event.currentTarget.value || null)} />;
  return (
    <input
      {...shared}
      {...ofType(inputTypes[textOf(element.type)] ?? 'text')}
      autocomplete="off"
      onInput={(event) => enter(props, event.currentTarget.value || null)}
    />
  );
}
