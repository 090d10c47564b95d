/** What terminal and service send each other, as schemas both sides check. Knows shapes, not who sends or draws them. */
import { z } from 'zod';
import { languages } from '../../app/text/phrase.ts';

export const paths = { hear: '/terminal/hear', inbox: '/terminal/inbox', rooms: '/terminal/rooms' } as const;

/** Longest body of a request, in bytes. */
export const bodyLimit = 64 * 1024;
/** Longest wait of one look into the inbox. */
export const longestWaitMs = 25_000;

export const roomPattern = /^[@#]?[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/;

const room = z.string().regex(roomPattern);
const word = z.string().min(1).max(100);
const args = z.record(z.string(), z.string());
const target = {
  verb: word,
  resource: z.string().max(200).exactOptional(),
  revision: z.int().nonnegative().exactOptional(),
};
interface Target {
  readonly verb: string;
  readonly resource?: string;
  readonly revision?: number;
}
const width = z.coerce.number().int().min(20).max(400);

/** One thing a person did. `delivery` is chosen by the terminal and repeated when it sends the same thing again. */
export const heardBody = z.strictObject({
  delivery: z.string().regex(/^[A-Za-z0-9._-]{8,64}$/),
  room: room.exactOptional(),
  message: z.string().max(100).exactOptional(),
  language: z.enum(languages).exactOptional(),
  view: z.strictObject({ width: width.exactOptional(), colour: z.boolean().exactOptional() }).exactOptional(),
  what: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('typed'), text: z.string().min(1).max(4000) }),
    z.strictObject({ kind: z.literal('clicked'), ...target, args }),
    z.strictObject({ kind: z.literal('submitted'), ...target, values: args }),
    z.strictObject({ kind: z.literal('home') }),
    z.strictObject({ kind: z.literal('search'), source: word, query: z.string().max(200) }),
  ]),
});
export type HeardBody = z.infer<typeof heardBody>;

/** A look into the inbox of one room, as a query string. `after`: an id, or `$` for what comes from now on. */
export const inboxQuery = z.strictObject({
  room,
  after: z
    .string()
    .regex(/^(\$|\d{1,16}(-\d{1,16})?)$/)
    .default('$'),
  wait: z.coerce.number().int().min(0).max(longestWaitMs).default(longestWaitMs),
  width: width.default(80),
  colour: z.enum(['0', '1']).default('0'),
  mark: z
    .string()
    .regex(/^[a-z]?$/)
    .default(''),
  first: z.coerce.number().int().min(1).max(9999).default(1),
});

const choice = z.object({
  press: z.string(),
  label: z.string(),
  ...target,
  args,
  confirm: z.object({ title: z.string(), text: z.string() }).exactOptional(),
  pick: z.object({ name: z.string(), source: z.string() }).exactOptional(),
});

const option = z.object({ value: z.string(), label: z.string() });
export type Option = z.infer<typeof option>;

const asked = {
  name: z.string(),
  label: z.string(),
  hint: z.string().exactOptional(),
  required: z.boolean(),
  initial: z.string().exactOptional(),
};
const field = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    ...asked,
    maxLength: z.int().exactOptional(),
    multiline: z.boolean(),
    secret: z.boolean(),
    placeholder: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal('select'), ...asked, options: z.array(option) }),
  z.object({ kind: z.literal('search'), ...asked, source: z.string(), initialLabel: z.string().exactOptional() }),
  z.object({ kind: z.literal('checkbox'), ...asked, text: z.string() }),
]);
export type WireField = z.infer<typeof field>;

const form = z.object({ ...target, fixed: args, title: z.string(), submit: z.string(), fields: z.array(field) });
export type WireForm = z.infer<typeof form>;

const language = z.enum(languages);
/** An answer: `text` is ready to print, the rest is for machines. */
export const wireAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('said'),
    language,
    text: z.string(),
    tone: z.enum(['good', 'bad', 'neutral']),
    buttons: z.array(choice),
  }),
  z.object({ kind: z.literal('card'), language, text: z.string(), id: z.string(), buttons: z.array(choice) }),
  z.object({ kind: z.literal('form'), language, text: z.string(), buttons: z.array(choice), form }),
  z.object({
    kind: z.literal('errors'),
    language,
    text: z.string(),
    buttons: z.array(choice),
    errors: z.record(z.string(), z.string()),
  }),
  z.object({
    kind: z.literal('options'),
    language,
    text: z.string(),
    buttons: z.array(choice),
    options: z.array(option),
  }),
]);
export type WireAnswer = z.infer<typeof wireAnswer>;

/** What was posted into a room. `of` names the message a reply or an update belongs to. */
const posted = z.object({
  id: z.string(),
  kind: z.enum(['card', 'update', 'home', 'reply', 'line']),
  of: z.string().exactOptional(),
  title: z.string().exactOptional(),
  text: z.string(),
  buttons: z.array(choice),
});
export type Posted = z.infer<typeof posted>;

export const wireInbox = z.object({ items: z.array(posted), after: z.string() });
export const wireRooms = z.object({ rooms: z.array(room) });
export const wireRefusal = z.object({ error: z.string(), reference: z.string().exactOptional() });

/** What a click or a submission is about, as the wire takes it. */
export function targetOf({ verb, resource, revision }: Target): Target {
  return {
    verb,
    ...(resource === undefined ? {} : { resource }),
    ...(revision === undefined ? {} : { revision }),
  };
}
