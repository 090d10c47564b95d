/** The few sentences only Lark needs, in both languages. Everything else comes from the use cases. */
import { type Language, type Phrase, say } from '../../app/text/phrase.ts';

export type Own = Readonly<Record<Language, string>>;
export type Sentence = Phrase | Own;

export const own = {
  /** Toast, when the answer is too long for one. */
  sentToYou: { en: 'Answered: see the message to you.', zh: '已答复，请查看发给你的消息。' },
  /** Toast, when a form, a file or a secret goes to the direct chat. */
  sentAlone: { en: 'Sent to you in our direct chat.', zh: '已在与我的单聊中发给你。' },
  /** Under a form that a file may answer. */
  sendFile: (characters: number): Own => ({
    en: `Send it into this chat now: it answers this form. An input above holds ${characters} characters and cuts what is longer, so send a long text as a file or as a message.`,
    zh: `请直接发送到本聊天，即作为此表单的答复。每个输入框最多 ${characters} 字符，超出会被截断，较长内容请发送文件或消息。`,
  }),
  stepsDone: (count: number): Own => ({ en: `Steps done: ${count}`, zh: `已完成 ${count} 步` }),
  fieldError: (label: Phrase, error: Phrase): Own => ({
    en: `${say(label, 'en')}: ${say(error, 'en')}`,
    zh: `${say(label, 'zh')}：${say(error, 'zh')}`,
  }),
} as const;

/** @param mention lets a platform draw people its own way. */
export function speak(
  sentence: Sentence,
  language: Language,
  mention?: (person: Record<string, string>) => string | undefined,
): string {
  return typeof sentence === 'object' && 'en' in sentence ? sentence[language] : say(sentence, language, mention);
}
