/** The few sentences only Lark needs, in both languages. Everything else comes from the use cases. */
import type { Language } from '../../app/text/phrase.ts';

export type Own = Readonly<Record<Language, string>>;

export const own = {
  /** Toast, when the answer is too long for one. */
  sentToYou: { en: 'Answered: see the message to you.', zh: '已答复，请查看发给你的消息。' },
  /** Toast, when a form or a secret goes to the direct chat. */
  sentAlone: { en: 'Sent to you in our direct chat.', zh: '已在与我的单聊中发给你。' },
  stepsDone: (count: number): Own => ({ en: `Steps done: ${count}`, zh: `已完成 ${count} 步` }),
} as const;
