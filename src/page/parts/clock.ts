/** Times beside messages, in the reader's language. */
import { language } from '../store.ts';

/** @param at milliseconds since 1970. */
export function timeOf(at: number): string {
  const locale = language.value === 'zh' ? 'zh-CN' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(at);
}
