/** Knows the members of a whole card and of its header; knows no component. */
import { cardLimits } from '../limits.ts';
import { box, icon, layout, link } from './parts.ts';
import {
  components,
  either,
  flag,
  free,
  list,
  object,
  oneOf,
  plain,
  required,
  type Shape,
  string,
  text,
  words,
} from './shape.ts';

const tagColors = [
  ...['neutral', 'blue', 'turquoise', 'lime', 'orange', 'violet', 'indigo'],
  ...['wathet', 'green', 'yellow', 'red', 'purple', 'carmine'],
];
const templates = [
  ...['blue', 'wathet', 'turquoise', 'green', 'yellow', 'orange', 'red'],
  ...['carmine', 'violet', 'purple', 'indigo', 'grey', 'default'],
];

const title = text('plain_text', 'lark_md');

export const cardShape: Shape = {
  schema: required(oneOf('2.0')),
  config: object({
    update_multi: flag,
    width_mode: oneOf('default', 'compact', 'fill'),
    enable_forward: flag,
    enable_forward_interaction: flag,
    use_custom_translation: flag,
    streaming_mode: flag,
    streaming_config: free,
    summary: object({ content: string(cardLimits.summary), i18n_content: words }),
    locales: list(string()),
    style: object({ text_size: free, color: free }),
  }),
  card_link: link,
  header: object({
    title: required(title),
    subtitle: title,
    template: oneOf(...templates),
    text_tag_list: list(
      either('tag', { text_tag: { text: plain(), color: oneOf(...tagColors), element_id: string() } }),
      0,
      cardLimits.headerTags,
    ),
    i18n_text_tag_list: free,
    icon,
    padding: box,
  }),
  body: required(object({ ...layout, elements: required(components) })),
};
