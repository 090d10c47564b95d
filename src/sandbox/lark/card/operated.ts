/** Knows the members of the components a person operates; knows no rule about what may stand where. */
import { cardLimits } from '../limits.ts';
import { behavior, icon, link, operated } from './parts.ts';
import { flag, list, object, oneOf, plain, required, type Shape, string, text, whole } from './shape.ts';

const behaviors = list(behavior, 1);

/** Menus: what they offer and what is chosen to begin with differ. */
const menu: Shape = {
  ...operated,
  behaviors,
  required: flag,
  type: oneOf('default', 'text'),
  placeholder: plain(cardLimits.placeholder),
};
const options = list(object({ text: required(plain()), value: required(string()), icon }));
const candidates = list(object({ value: required(string()) }));

const picker: Shape = { ...operated, behaviors, required: flag, placeholder: plain(cardLimits.placeholder) };

export const operatedComponents: Readonly<Record<string, Shape>> = {
  button: {
    ...operated,
    text: plain(cardLimits.buttonText),
    type: oneOf(
      ...['default', 'primary', 'danger', 'text', 'primary_text', 'danger_text'],
      ...['primary_filled', 'danger_filled', 'laser'],
    ),
    size: oneOf('tiny', 'small', 'medium', 'large'),
    icon,
    behaviors,
    form_action_type: oneOf('submit', 'reset'),
  },
  input: {
    ...operated,
    behaviors,
    required: flag,
    placeholder: plain(cardLimits.placeholder),
    default_value: string(cardLimits.inputLength),
    label: plain(),
    label_position: oneOf('top', 'left'),
    input_type: oneOf('text', 'multiline_text', 'password'),
    rows: whole(1, 100),
    auto_resize: flag,
    max_rows: whole(1, 100),
    max_length: whole(1, cardLimits.inputLength),
    show_icon: flag,
  },
  overflow: {
    ...operated,
    behaviors,
    options: required(list(object({ text: plain(cardLimits.buttonText), value: string(), multi_url: link }), 1)),
  },
  select_static: { ...menu, options, initial_option: string(), initial_index: whole(0, Number.POSITIVE_INFINITY) },
  multi_select_static: { ...menu, options, selected_values: list(string()) },
  select_person: { ...menu, options: candidates, initial_option: string() },
  multi_select_person: { ...menu, options: candidates, selected_values: list(string()) },
  date_picker: { ...picker, initial_date: string() },
  picker_time: { ...picker, initial_time: string() },
  picker_datetime: { ...picker, initial_datetime: string() },
  checker: {
    ...operated,
    behaviors,
    checked: flag,
    text: text('plain_text', 'lark_md'),
    overall_checkable: flag,
    checked_style: object({ show_strikethrough: flag, opacity: { is: 'number', min: 0, max: 1, whole: false } }),
    padding: string(),
  },
};
