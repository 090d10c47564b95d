/** Draws what a person fills in or chooses on a card: inputs, menus, ticks, dates; in a form, or sent at once. */
import { useState } from 'preact/hooks';
import type { JsonObject } from '../../sandbox/page/wire.ts';
import { objectsOf, textOf } from '../parts/json.ts';
import { ofType } from '../parts/of-type.ts';
import { Picker } from '../parts/picker.tsx';
import { say } from '../say.ts';
import type { Entry, Hands } from './hands.ts';
import { wordsOf } from './words.ts';

export interface FieldProps {
  readonly element: JsonObject;
  readonly hands: Hands;
  /** The words above the field: cards label fields with a text of its own. */
  readonly label: string;
}

function standing({ element, hands }: FieldProps): Entry {
  const entered = hands.form?.values[textOf(element.name)];
  if (entered !== undefined) return entered;
  if (element.tag === 'checker') return element.checked === true;
  const { default_value, initial_option, initial_date, initial_time, initial_datetime } = element;
  return textOf(default_value ?? initial_option ?? initial_date ?? initial_time ?? initial_datetime);
}

function missing({ element, hands }: FieldProps): boolean {
  return hands.form?.missing.includes(textOf(element.name)) ?? false;
}

function Missing() {
  return (
    <p class="error" role="alert">
      {say('page.missing')}
    </p>
  );
}

export function Input(props: FieldProps) {
  const { element, hands, label } = props;
  const [typed, setTyped] = useState('');
  const name = textOf(element.name);
  const isAlone = hands.form === undefined;
  const enter = (text: string) => (isAlone ? setTyped(text) : hands.form?.enter(name, text));
  const shared = {
    'aria-label': label || wordsOf(element.label) || wordsOf(element.placeholder),
    'aria-required': element.required === true,
    'aria-invalid': missing(props),
    placeholder: wordsOf(element.placeholder),
    maxLength: typeof element.max_length === 'number' ? element.max_length : undefined,
    value: isAlone ? typed : String(standing(props)),
    autocomplete: 'off',
  };
  const field =
    element.input_type === 'multiline_text' ? (
      <textarea
        {...shared}
        rows={typeof element.rows === 'number' ? element.rows : 3}
        onInput={(event) => enter(event.currentTarget.value)}
      />
    ) : (
      <input
        {...shared}
        {...ofType(element.input_type === 'password' ? 'password' : 'text')}
        onInput={(event) => enter(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (isAlone && typed !== '') void hands.choose(element, typed).then(() => setTyped(''));
        }}
      />
    );
  return (
    <div class="lark-field">
      {field}
      {missing(props) && <Missing />}
    </div>
  );
}

/** In a form it waits; alone on a card it is sent at once, and can be searched by typing. */
export function Menu(props: FieldProps) {
  const { element, hands, label } = props;
  const options = objectsOf(element.options).map((option) => ({
    value: textOf(option.value),
    label: wordsOf(option.text) || textOf(option.value),
  }));
  const placeholder = wordsOf(element.placeholder) || say('page.pick');
  if (!hands.form)
    return (
      <Picker
        label={label || placeholder}
        placeholder={placeholder}
        search={async (query) => options.filter((one) => one.label.toLowerCase().includes(query.trim().toLowerCase()))}
        choose={({ value }) => void hands.choose(element, value)}
      />
    );
  return (
    <div class="lark-field">
      <select
        aria-label={label || placeholder}
        aria-required={element.required === true}
        aria-invalid={missing(props)}
        value={String(standing(props))}
        onChange={(event) => hands.form?.enter(textOf(element.name), event.currentTarget.value)}
      >
        <option value="">{placeholder}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {missing(props) && <Missing />}
    </div>
  );
}

export function Checker(props: FieldProps) {
  const { element, hands } = props;
  return (
    <label class="ticks">
      <input
        type="checkbox"
        checked={standing(props) === true}
        onChange={(event) => hands.form?.enter(textOf(element.name), event.currentTarget.checked)}
      />{' '}
      {wordsOf(element.text)}
    </label>
  );
}

const dateTypes: Readonly<Record<string, 'date' | 'time' | 'datetime-local'>> = {
  date_picker: 'date',
  picker_time: 'time',
  picker_datetime: 'datetime-local',
};

export function DatePicker(props: FieldProps) {
  const { element, hands, label } = props;
  return (
    <input
      type={dateTypes[textOf(element.tag)] ?? 'date'}
      aria-label={label || wordsOf(element.placeholder)}
      value={String(standing(props)).replace(' ', 'T')}
      onChange={({ currentTarget: { value } }) => {
        const chosen = value.replace('T', ' ');
        if (hands.form) hands.form.enter(textOf(element.name), chosen);
        else void hands.choose(element, chosen);
      }}
    />
  );
}
