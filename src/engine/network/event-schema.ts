/** Knows the form of every event that can happen to a network; does not know what it changes. */
import { z } from 'zod';
import { nameSchema, policySchema, prefixSchema, staticRouteSchema, vlanSchema } from './network.ts';

const end = z.enum(['a', 'b']);
const onLink = <Do extends string>(name: Do) => z.strictObject({ do: z.literal(name), link: nameSchema });
const onNode = <Do extends string>(name: Do) => z.strictObject({ do: z.literal(name), node: nameSchema });
const onPrefix = <Do extends string>(name: Do) =>
  z.strictObject({ do: z.literal(name), node: nameSchema, prefix: prefixSchema });
const onStatic = <Do extends string>(name: Do) =>
  z.strictObject({ do: z.literal(name), node: nameSchema, route: staticRouteSchema });
/** Without a side, both. */
const onSession = <Do extends string>(name: Do) =>
  z.strictObject({ do: z.literal(name), session: nameSchema, side: end.optional() });

export const eventSchema = z.discriminatedUnion('do', [
  onLink('link-down'),
  onLink('link-up'),
  onLink('link-silent'),
  onLink('link-unsilent'),
  z.strictObject({ do: z.literal('set-vlan'), link: nameSchema, side: end, vid: vlanSchema }),
  onNode('node-down'),
  onNode('node-up'),
  onNode('daemon-kill'),
  onNode('daemon-start'),
  onPrefix('announce'),
  onPrefix('withdraw'),
  /** UPDATE messages of a neighbour outside the model, byte for byte (RFC 4271 §4.3). */
  z.strictObject({ do: z.literal('feed'), node: nameSchema, updates: z.instanceof(Uint8Array) }),
  onStatic('static-add'),
  onStatic('static-del'),
  onSession('session-shutdown'),
  onSession('session-up'),
  z.strictObject({
    do: z.literal('set-password'),
    session: nameSchema,
    side: end,
    /** null or empty: no key. */
    password: z.string().nullable().optional(),
  }),
  z.strictObject({
    do: z.literal('set-policy'),
    session: nameSchema,
    side: end,
    import: policySchema.optional(),
    export: policySchema.optional(),
  }),
]);
export type NetworkEvent = z.infer<typeof eventSchema>;
