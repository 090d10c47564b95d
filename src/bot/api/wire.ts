/** What crosses the API, in both directions. The OpenAPI document is made from these shapes. */
import { z } from 'zod';
import { cloudEventShape } from '../../app/cloud-event.ts';
import { thingKinds } from '../../app/things.ts';

/** Bytes of a request; as much as a chat takes. */
export const bodyLimit = 65_536;
export const pageLimit = 200;

const value = z.union([z.string().max(65_536), z.number(), z.boolean()]);

export const commandBody = z.strictObject({
  verb: z.string().min(1).max(40),
  args: z.record(z.string().max(40), value).default({}),
  resource: z.string().min(1).max(60).exactOptional(),
  revision: z.int().nonnegative().exactOptional(),
});
export type CommandBody = z.infer<typeof commandBody>;

export const idempotencyKey = z.string().regex(/^[\x21-\x7e]{1,100}$/);

const language = z.enum(['en', 'zh']);

export const answerShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('said'),
    language,
    tone: z.enum(['good', 'neutral']),
    text: z.array(z.string()),
    /** Machine names of the sentences, in order. */
    codes: z.array(z.string()),
  }),
  z.object({ kind: z.literal('card'), language, card: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal('picture'), language, name: z.string(), text: z.string(), svg: z.string() }),
  z.object({ kind: z.literal('file'), language, name: z.string(), text: z.string(), content: z.string() }),
]);
export type ApiAnswer = z.infer<typeof answerShape>;

const wrong = z.object({ code: z.string(), field: z.string(), value: z.string().exactOptional(), fix: z.string() });

/** RFC 9457. `code`, `field`, `value` and `fix` are those of the refusal. */
export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  field: z.string().exactOptional(),
  value: z.string().exactOptional(),
  fix: z.string(),
  errors: z.array(wrong).exactOptional(),
});
export type Problem = z.infer<typeof problemShape>;
export type Wrong = z.infer<typeof wrong>;

const thing = z.object({
  id: z.string(),
  kind: z.string(),
  tenant: z.string(),
  region: z.string(),
  name: z.string(),
  state: z.string(),
  waitingFor: z.array(z.string()),
  dueAt: z.iso.datetime().exactOptional(),
  version: z.int(),
});
export const thingShape = thing;
export const thingsShape = z.object({ things: z.array(thing) });
export const entriesShape = z.object({ events: z.array(cloudEventShape), after: z.int() });
export const meShape = z.object({
  person: z.string(),
  name: z.string(),
  language,
  roles: z.array(z.string()),
  tenant: z.string().exactOptional(),
  tokenValidUntil: z.iso.datetime(),
});

const count = z.coerce.number().int().min(1).max(pageLimit).default(100);
export const thingsQuery = z.strictObject({ kind: z.enum(thingKinds).exactOptional(), limit: count });
export const entriesQuery = z.strictObject({
  tenant: z.string().min(1).max(32).exactOptional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: count,
});
