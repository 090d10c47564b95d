/** Texts of a card in the viewer's language, as Lark picks them. */
import { objectOf, textOf } from '../parts/json.ts';
import { ownLanguage } from '../store.ts';

export function wordsOf(value: unknown): string {
  const { content, i18n_content } = objectOf(value);
  const own = objectOf(i18n_content)[ownLanguage.value === 'zh' ? 'zh_cn' : 'en_us'];
  return typeof own === 'string' ? own : textOf(content);
}
