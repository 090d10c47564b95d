/** The words a person typed and the file they sent, out of what Lark made of them. Knows no command and reads no file. */
import { z } from 'zod';
import type { SentFile } from '../../app/ports.ts';
import { parseJson } from '../json.ts';
import type { MessagePayload } from './payload.ts';

export interface Typed {
  readonly text: string;
  /** The bot was mentioned: in a group, only then is it spoken to. */
  readonly called: boolean;
}

const plainContent = z.object({ text: z.string() });
const run = z.object({ tag: z.string(), text: z.string().default(''), user_id: z.string().default('') });
const richContent = z.object({ title: z.string().default(''), content: z.array(z.array(run)) });

/** Texts, and rich texts as a client makes them of bold words or of several paragraphs. */
function wordsOf(type: string, content: unknown): string | undefined {
  if (type === 'text') return plainContent.safeParse(content).data?.text;
  const { data } = type === 'post' ? richContent.safeParse(content) : { data: undefined };
  if (data === undefined) return undefined;
  const lines = data.content.map((runs) =>
    runs.map(({ tag, text, user_id }) => (tag === 'at' ? user_id : text)).join(''),
  );
  return [data.title, ...lines].join('\n');
}

/**
 * Mentions come as `@_user_1` with a table beside the text: the bot's is dropped, others become `<@ou_…>`; `--` that a
 * keyboard joined to a dash becomes two again. `undefined` for pictures, files and other things without words.
 */
export function typedText(message: MessagePayload, botUser: string): Typed | undefined {
  const raw = wordsOf(message.message_type, parseJson(message.content));
  if (raw === undefined) return undefined;
  const mentions = message.mentions ?? [];
  const spokenFor = new Map(
    mentions.map(({ key, id, name }) => [key, id.open_id === botUser ? '' : id.open_id ? `<@${id.open_id}>` : name]),
  );
  const text = raw
    // The longest digits first: `@_user_1` is not the beginning of `@_user_12`.
    .replace(/@_user_\d+|@_all/g, (key) => spokenFor.get(key) ?? key)
    .replace(/(^|\s)[—–](?=[A-Za-z])/g, '$1--')
    .trim();
  return { text, called: mentions.some(({ id }) => id.open_id === botUser) };
}

/** Messages that are a file and nothing else. */
const fileTypes: ReadonlySet<string> = new Set(['file', 'image', 'media', 'audio', 'folder']);
const fileContent = z.object({ file_name: z.string().default('') });

/** The message itself is the reference: it says whose the file is. */
export function sentFileOf({ message_id: ref, message_type, content }: MessagePayload): SentFile | undefined {
  if (!fileTypes.has(message_type)) return undefined;
  return { ref, name: fileContent.safeParse(parseJson(content)).data?.file_name ?? '' };
}
