/**
 * The members of Lark's events that Hostline reads, as schemas, in the flat form the SDK's dispatcher hands on: the
 * members of header and event side by side. What arrives is checked, never assumed.
 */
import { z } from 'zod';

const id = z.string().min(1);

export const messageReceived = z.object({
  event_type: z.literal('im.message.receive_v1'),
  tenant_key: id,
  sender: z.object({
    sender_id: z.object({ open_id: id }),
    // Other bots' messages come as `app`.
    sender_type: z.literal('user'),
    tenant_key: z.string().optional(),
  }),
  message: z.object({
    message_id: id,
    parent_id: z.string().optional(),
    chat_id: id,
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string(),
    mentions: z
      .array(
        z.object({ key: z.string(), name: z.string().default(''), id: z.object({ open_id: z.string().nullish() }) }),
      )
      .nullish(),
  }),
});
export type MessagePayload = z.infer<typeof messageReceived>['message'];

export const menuUsed = z.object({
  event_type: z.literal('application.bot.menu_v6'),
  tenant_key: id,
  event_key: id,
  timestamp: z.union([z.number(), z.string()]).optional(),
  event_id: z.string().optional(),
  operator: z.object({ operator_name: z.string().optional(), operator_id: z.object({ open_id: id }) }),
});

export const cardUsed = z.object({
  event_type: z.literal('card.action.trigger'),
  tenant_key: z.string().optional(),
  /** The event's own (`c-…`), one per click: it covers the header's. */
  token: z.string().optional(),
  operator: z.object({ open_id: id, tenant_key: z.string().optional() }),
  action: z.object({
    tag: z.string().default(''),
    name: z.string().nullish(),
    value: z.unknown().optional(),
    option: z.string().nullish(),
    input_value: z.string().nullish(),
    form_value: z.unknown().optional(),
  }),
  context: z.object({ open_message_id: z.string().optional(), open_chat_id: z.string().optional() }).default({}),
});
