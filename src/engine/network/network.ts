/** Knows the shape of a Network value: nodes, links, sessions and their options, checked field by field; knows no behaviour. */
import { z } from 'zod';
import { ORIGINS } from './path-attributes.ts';
import { parseAddress, parseInterfaceAddress, parsePrefix } from './prefix.ts';

export const nameSchema = z.string().min(1);
export const addressSchema = z.string().refine((text) => parseAddress(text) !== undefined, 'not an IPv4 address');
export const prefixSchema = z.string().refine((text) => parsePrefix(text) !== undefined, 'not an IPv4 prefix');
const interfaceSchema = z
  .string()
  .refine((text) => parseInterfaceAddress(text) !== undefined, 'not an IPv4 address with a length');
const asnSchema = z.int().min(1).max(4294967295);
const u32Schema = z.int().min(0).max(4294967295);
const communitySchema = z.string().regex(/^\d{1,5}:\d{1,5}$/, 'not a community like 65010:666');
const secondsSchema = z.int().min(0).max(65535);
export const vlanSchema = z.int().min(1).max(4094);

const setSchema = z.strictObject({
  localPref: u32Schema.optional(),
  med: u32Schema.optional(),
  prepend: z.int().min(0).max(255).optional(),
  origin: z.enum(ORIGINS).optional(),
  communities: z.union([communitySchema.transform((one) => [one]), z.array(communitySchema)]).optional(),
});
const matchSchema = z.strictObject({
  prefix: prefixSchema.optional(),
  ge: z.int().min(0).max(32).optional(),
  le: z.int().min(0).max(32).optional(),
  community: communitySchema.optional(),
});
const actionSchema = z.enum(['accept', 'reject']);
export const policySchema = z.strictObject({
  rules: z.array(
    z.strictObject({ match: matchSchema.optional(), set: setSchema.optional(), action: actionSchema.optional() }),
  ),
  default: actionSchema.optional(),
});

export const ROLES = ['provider', 'customer', 'peer', 'rs-server', 'rs-client'] as const;
/** `true` asks for the default in `defaults.ts`. */
const flagOrCount = z.union([z.boolean(), z.int().min(0).max(4294967295)]);
const optionsSchema = z.strictObject({
  allowOwnAs: flagOrCount.optional(),
  asOverride: z.boolean().optional(),
  maxPrefix: z.int().min(1).optional(),
  nextHopSelf: z.boolean().optional(),
  passive: z.boolean().optional(),
  multihop: z.union([z.boolean(), z.int().min(1).max(255)]).optional(),
  ttlSecurity: z.union([z.boolean(), z.int().min(1).max(254)]).optional(),
  role: z.enum(ROLES).optional(),
  roleStrict: z.boolean().optional(),
  bfd: z
    .union([z.boolean(), z.strictObject({ intervalMs: z.int().min(10), multiplier: z.int().min(1).max(255) })])
    .optional(),
  gracefulRestart: flagOrCount.optional(),
  shutdown: z.boolean().optional(),
  hold: secondsSchema.optional(),
  keepalive: secondsSchema.optional(),
  rrClient: z.boolean().optional(),
});
const sideSchema = z.strictObject({
  node: nameSchema,
  remoteAs: asnSchema,
  password: z.string().optional(),
  import: policySchema.optional(),
  export: policySchema.optional(),
  policy: z.literal('none').optional(),
  options: optionsSchema.optional(),
});

export const staticRouteSchema = z.strictObject({
  dst: prefixSchema,
  via: z.union([z.literal('blackhole'), z.array(addressSchema).min(1)]),
});
const nodeSchema = z
  .strictObject({
    role: z.enum(['host', 'vpc-router', 'router']),
    asn: asnSchema.optional(),
    routerId: addressSchema.optional(),
    multipath: z.int().min(1).max(64).optional(),
    multipathRelax: z.boolean().optional(),
    networks: z.array(prefixSchema).optional(),
    static: z.array(staticRouteSchema).optional(),
    kernelRoutes: z.array(staticRouteSchema).optional(),
    propagate: z.array(prefixSchema).optional(),
    propagateFrom: nameSchema.optional(),
    propagateVia: addressSchema.optional(),
    /** Links that pass no packet to one another: isolated ports (RFC 5517 §1). */
    isolated: z.array(nameSchema).optional(),
    /** Both are always on here: ties go to the lowest router id, MED groups do not depend on arrival (decision.ts). */
    compareRouterId: z.boolean().optional(),
    deterministicMed: z.boolean().optional(),
    alwaysCompareMed: z.boolean().optional(),
    requirePolicy: z.boolean().optional(),
    gracefulRestart: flagOrCount.optional(),
  })
  .refine((node) => node.role === 'vpc-router' || node.propagate === undefined, {
    path: ['propagate'],
    message: 'only a vpc-router propagates',
  });
const linkEndSchema = z.strictObject({ node: nameSchema, addr: interfaceSchema });
const linkSchema = z.strictObject({
  id: nameSchema,
  a: linkEndSchema,
  b: linkEndSchema,
  vlan: z.strictObject({ a: vlanSchema, b: vlanSchema }).optional(),
});
const sessionSchema = z.strictObject({
  id: nameSchema,
  link: nameSchema,
  a: sideSchema,
  b: sideSchema,
  addrs: z.strictObject({ a: addressSchema, b: addressSchema }).optional(),
});
const timersSchema = z.strictObject({
  keepalive: secondsSchema.optional(),
  hold: secondsSchema.optional(),
  connectRetry: secondsSchema.optional(),
});

/** The fields of a network, to be put into a larger document. Timers are in seconds. */
export const networkFields = {
  nodes: z.record(nameSchema, nodeSchema),
  links: z.array(linkSchema),
  sessions: z.array(sessionSchema),
  timers: timersSchema.optional(),
};

export type Policy = z.infer<typeof policySchema>;
export type PolicyRule = Policy['rules'][number];
export type Role = (typeof ROLES)[number];
export type StaticRoute = z.infer<typeof staticRouteSchema>;
export type NodeConfig = z.infer<typeof nodeSchema>;
export type LinkConfig = z.infer<typeof linkSchema>;
export type SideConfig = z.infer<typeof sideSchema>;
export type SessionConfig = z.infer<typeof sessionSchema>;
export type TimerConfig = z.infer<typeof timersSchema>;
export type End = 'a' | 'b';

/** What is simulated. Order of links and sessions has no effect on the outcome. */
export interface Network {
  readonly nodes: Readonly<Record<string, NodeConfig>>;
  readonly links: readonly LinkConfig[];
  readonly sessions: readonly SessionConfig[];
  readonly timers?: TimerConfig | undefined;
}
