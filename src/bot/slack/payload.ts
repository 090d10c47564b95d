/** The members of Slack's payloads that Hostline reads, as schemas. What arrives is checked, never assumed. */
import type { KnownBlock, PlainTextElement } from '@slack/types';
import { z } from 'zod';

const id = z.string().min(1);
const plainText = z.custom<PlainTextElement>((value) => typeof value === 'object' && value !== null);
const blocks = z.array(z.custom<KnownBlock>((value) => typeof value === 'object' && value !== null && 'type' in value));

const user = z.object({ id, team_id: z.string().optional() });
const team = z.object({ id }).nullish();

export const slashCommand = z.object({
  command: z.string(),
  text: z.string().default(''),
  team_id: id,
  channel_id: id,
  user_id: id,
  trigger_id: id,
  response_url: z.string(),
});

const view = z.object({
  id,
  type: z.string(),
  hash: z.string().default(''),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  blocks: blocks.default([]),
  title: plainText.nullish(),
  submit: plainText.nullish(),
  close: plainText.nullish(),
  state: z.object({ values: z.unknown() }).optional(),
});
export type ViewPayload = z.infer<typeof view>;

export const blockActions = z.object({
  type: z.literal('block_actions'),
  user,
  team,
  channel: z.object({ id }).nullish(),
  container: z.object({ message_ts: z.string().optional(), is_ephemeral: z.boolean().optional() }),
  message: z.object({ thread_ts: z.string().optional() }).nullish(),
  view: view.nullish(),
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  actions: z
    .array(
      z.object({
        type: z.string(),
        action_id: z.string(),
        action_ts: z.string().default(''),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});

export const viewSubmission = z.object({
  type: z.literal('view_submission'),
  user,
  team,
  view,
  trigger_id: z.string().optional(),
});

export const blockSuggestion = z.object({
  type: z.literal('block_suggestion'),
  user,
  team,
  action_id: z.string(),
  value: z.string().default(''),
  channel: z.object({ id }).nullish(),
});

/** `name` is missing where the file is another workspace's. */
const sentFile = z.object({ id, name: z.string().default('') });

export const messageEvent = z.object({
  team_id: id,
  is_ext_shared_channel: z.boolean().optional(),
  event: z.object({
    type: z.enum(['message', 'app_mention']),
    user: id,
    text: z.string().default(''),
    files: z.array(sentFile).optional(),
    ts: id,
    channel: id,
    channel_type: z.string().optional(),
    thread_ts: z.string().optional(),
    team: z.string().optional(),
    user_team: z.string().optional(),
    // Edits, joins and other bots' posts carry another one.
    subtype: z.literal('file_share').optional(),
    bot_id: z.undefined().optional(),
  }),
});

export const homeOpened = z.object({
  team_id: id,
  event: z.object({
    type: z.literal('app_home_opened'),
    user: id,
    tab: z.literal('home').optional(),
    event_ts: z.string().default(''),
    view: z.object({ team_id: z.string().optional() }).nullish(),
  }),
});
