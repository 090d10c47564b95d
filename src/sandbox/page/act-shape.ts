/** Reads what the browser sends as one of the acts, or says what is wrong with it. Carries nothing out. */
import { z } from 'zod';
import type { Act } from './wire.ts';

const id = z.string().min(1).max(400);
const text = z.string().min(1).max(12_000);
const on = z.strictObject({ actionId: id, blockId: id.optional(), value: z.string().max(4_000).optional() });
const entry = z.union([z.string().max(12_000), z.array(z.string().max(400)).max(100), z.null()]);
/** Base64 of more than Hostline reads, so that its refusal can be seen. */
const file = z.strictObject({ name: id, content: z.base64().max(4 * 1024 * 1024) });
const larkOn = z.union([id, z.record(z.string(), z.json())]);
const delays = [0, 1, 2] as const;

const act = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('slack-type'), room: id, line: text }),
  z.strictObject({ do: z.literal('slack-say'), room: id, text, thread: id.optional() }),
  z.strictObject({ do: z.literal('slack-share'), room: id, text: z.string().max(12_000), file }),
  z.strictObject({ do: z.literal('slack-click'), room: id, ts: id, on }),
  z.strictObject({ do: z.literal('slack-click-view'), view: id, on }),
  z.strictObject({ do: z.literal('slack-choose'), room: id, ts: id, on, chosen: entry }),
  z.strictObject({ do: z.literal('slack-choose-view'), view: id, on, chosen: entry }),
  z.strictObject({
    do: z.literal('slack-suggest'),
    spot: z.union([id, z.strictObject({ channel: id, ts: id })]),
    actionId: id,
    query: z.string().max(400),
  }),
  z.strictObject({
    do: z.literal('slack-submit'),
    view: id,
    values: z.record(z.string(), z.record(z.string(), z.union([entry, file]))),
  }),
  z.strictObject({ do: z.literal('slack-close'), view: id }),
  z.strictObject({ do: z.literal('slack-home') }),
  z.strictObject({ do: z.literal('lark-say'), room: id, text, replyTo: id.optional() }),
  z.strictObject({ do: z.literal('lark-file'), room: id, file }),
  z.strictObject({ do: z.literal('lark-menu'), key: id }),
  z.strictObject({ do: z.literal('lark-click'), message: id, on: larkOn }),
  z.strictObject({ do: z.literal('lark-choose'), message: id, on: larkOn, chosen: entry }),
  z.strictObject({
    do: z.literal('lark-submit'),
    message: id,
    on: larkOn,
    values: z.record(z.string(), z.union([z.string().max(12_000), z.boolean()])),
  }),
  z.strictObject({
    do: z.literal('fault'),
    choice: z.strictObject({ delaySeconds: z.literal(delays), duplicate: z.boolean(), tooMany: z.boolean() }).partial(),
  }),
  z.strictObject({ do: z.literal('router'), router: id, up: z.boolean() }),
]);

const request = z.strictObject({ as: z.string().min(1).max(80), act });

export type Read = { readonly as: string; readonly act: Act } | { readonly wrong: string };

export function readAct(body: unknown): Read {
  const parsed = request.safeParse(body);
  return parsed.success ? (parsed.data as { as: string; act: Act }) : { wrong: z.prettifyError(parsed.error) };
}
