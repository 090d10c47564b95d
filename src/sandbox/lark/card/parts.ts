/** Knows the small parts components share: spacing, icons, behaviors, confirmation; knows no component. */
import { cardLimits } from '../limits.ts';
import { either, flag, free, like, object, oneOf, plain, required, type Shape, string, words } from './shape.ts';

/** Keys of `i18n_content`. */
export const locales: readonly string[] = [
  ...['zh_cn', 'zh_hk', 'zh_tw', 'en_us', 'ja_jp', 'ko_kr', 'id_id', 'vi_vn'],
  ...['th_th', 'pt_br', 'es_es', 'de_de', 'fr_fr', 'it_it', 'ru_ru', 'ms_my'],
];

/** One to four lengths, as in CSS. */
const box = like(/^(-?\d+px|0)( (-?\d+px|0)){0,3}$/);
const gap = like(/^(small|medium|large|extra_large|\d{1,2}px)$/);
/** A name, or pixels. */
const sized = (...names: readonly string[]) => like(new RegExp(`^(${names.join('|')}|\\d+px)$`));

export const elementIdPattern = new RegExp(`^[A-Za-z][A-Za-z0-9_]{0,${cardLimits.elementId - 1}}$`);

export const align = {
  horizontal: oneOf('left', 'center', 'right'),
  vertical: oneOf('top', 'center', 'bottom'),
};

/** Members every component may carry. */
export const placed: Shape = { element_id: string(), margin: box };

/** Members of everything that lays out components. */
export const layout: Shape = {
  direction: oneOf('vertical', 'horizontal'),
  horizontal_spacing: gap,
  vertical_spacing: gap,
  horizontal_align: align.horizontal,
  vertical_align: align.vertical,
  padding: box,
};

export const icon = either('tag', {
  standard_icon: { token: required(string()), color: string(), size: string() },
  custom_icon: { img_key: required(string()), size: string() },
});

const url: Shape = { url: string(), pc_url: string(), ios_url: string(), android_url: string() };
export const link = object(url);

/**
 * What a click does. Over a long connection Lark wants `value` to be an object, so a text is refused on every way.
 */
export const behavior = either('type', {
  callback: { value: required(free) },
  open_url: { default_url: required(string()), pc_url: string(), ios_url: string(), android_url: string() },
});

export const confirm = object({ title: required(plain()), text: plain() });

/** Members of a text object beside `tag` and `content`. */
export const textShape: Shape = {
  i18n_content: words,
  text_size: string(),
  text_color: string(),
  text_align: align.horizontal,
  lines: { is: 'number', min: 1, max: Number.POSITIVE_INFINITY, whole: true },
  icon,
  element_id: string(),
};

/** Members of everything a person operates. */
export const operated: Shape = {
  ...placed,
  name: string(),
  disabled: flag,
  disabled_tips: plain(),
  hover_tips: plain(),
  confirm,
  width: sized('default', 'fill'),
};

export { box, gap, sized };
