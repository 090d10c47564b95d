/** Checks cards and phrases that come back from a store. Knows their shape, not what they say. */
import { z } from 'zod';
import type { Block, Button, Card } from '../../app/cards/model.ts';
import { languages, type Phrase, type Value } from '../../app/text/phrase.ts';
import { type Key, table } from '../../app/text/table.ts';

const isKey = (text: string): text is Key => Object.hasOwn(table, text);

const key = z.string().refine(isKey, 'no such sentence');
const text = z.record(z.string(), z.string());

/** A phrase of this version: a sentence that is gone cannot be said any more. */
export const storedPhrase: z.ZodType<Phrase> = z.lazy(() =>
  z.union([z.string(), z.strictObject({ key, values: z.record(z.string(), value).exactOptional() })]),
);

const value: z.ZodType<Value> = z.lazy(() =>
  z.union([
    z.number(),
    storedPhrase,
    z.strictObject({ fen: z.number() }),
    z.strictObject({ at: z.number() }),
    z.strictObject({ person: z.string(), name: z.string(), mention: text.exactOptional() }),
    z.array(storedPhrase),
  ]),
);

const button: z.ZodType<Button> = z.object({
  label: storedPhrase,
  verb: z.string(),
  resource: z.string().exactOptional(),
  revision: z.number().exactOptional(),
  args: text.exactOptional(),
  style: z.enum(['primary', 'danger']).exactOptional(),
  confirm: z.object({ title: storedPhrase, text: storedPhrase }).exactOptional(),
});

const tone = z.enum(['waiting', 'good', 'bad', 'neutral']);
const fact = z.object({ label: storedPhrase, value: storedPhrase });
const step = z.object({
  label: storedPhrase,
  status: z.enum(['done', 'now', 'waiting', 'failed']),
  detail: storedPhrase.exactOptional(),
});
const item = z.object({
  title: storedPhrase,
  detail: storedPhrase.exactOptional(),
  tone,
  button: button.exactOptional(),
});

const block: z.ZodType<Block> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: storedPhrase }),
  z.object({ kind: z.literal('facts'), rows: z.array(fact) }),
  z.object({ kind: z.literal('steps'), rows: z.array(step) }),
  z.object({ kind: z.literal('items'), rows: z.array(item), empty: storedPhrase }),
  z.object({ kind: z.literal('buttons'), buttons: z.array(button) }),
  z.object({ kind: z.literal('note'), text: storedPhrase }),
  z.object({ kind: z.literal('code'), text: z.string() }),
  z.object({ kind: z.literal('rule') }),
  z.object({
    kind: z.literal('pick'),
    placeholder: storedPhrase,
    verb: z.string(),
    name: z.string(),
    source: z.string(),
  }),
]);

const card: z.ZodType<Card> = z.object({
  id: z.string(),
  revision: z.number(),
  tone,
  title: storedPhrase,
  summary: storedPhrase,
  blocks: z.array(block),
});

const language = z.enum(languages);
const lines = z.array(storedPhrase);

/** What a room's inbox keeps: values, drawn only when somebody looks. */
export const storedItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('card'), key: z.string(), language, card }),
  z.object({ kind: z.literal('update'), of: z.string(), language, card }),
  z.object({ kind: z.literal('home'), language, card }),
  z.object({ kind: z.literal('reply'), key: z.string(), of: z.string(), language, text: lines }),
  z.object({ kind: z.literal('line'), key: z.string(), language, text: lines }),
]);
export type StoredItem = z.infer<typeof storedItem>;
