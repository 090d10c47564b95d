/** The shape of a client device plan (one virtual interface as its customer's device sees it) and how a document becomes one. Knows no vendor. */
import { z } from 'zod';
import type { Refusal } from '../core.ts';
import { defaults } from './limits.ts';
import { planRefusals } from './plan-rules.ts';

const pair = z.strictObject({
  /** First host of the /30, with its length: `172.16.0.1/30`. */
  customerIp: z.string(),
  /** Second host of the same /30. */
  cloudIp: z.string(),
  /** Physical port this line router is patched to; without it the vendor's usual first or second port. */
  interface: z.string().optional(),
});

const shape = z.strictObject({
  name: z.string(),
  description: z.string().optional(),
  vlan: z.number(),
  customerAsn: z.number(),
  cloudAsn: z.number().default(defaults.cloudAsn),
  /** TCP MD5 key. Null with `keyPresent`: there is one, but it is not to be seen here. */
  authKey: z.string().nullable().optional(),
  keyPresent: z.boolean().optional(),
  /** One pair of addresses per line router, primary first. */
  peers: z.tuple([pair, pair]),
  /** Customer's ranges, announced exactly as written. */
  announce: z.array(z.string()).default([]),
  /** Ranges accepted from the cloud, with everything inside them; without it every private range but the customer's own. */
  cloudRanges: z.array(z.string()).optional(),
  routerId: z.string().optional(),
  holdSeconds: z.number().default(defaults.holdSeconds),
  keepaliveSeconds: z.number().default(defaults.keepaliveSeconds),
  bfd: z.strictObject({ minTxMs: z.number(), minRxMs: z.number(), multiplier: z.number() }).optional(),
  /** Static routes to `cloudRanges` instead of BGP. */
  staticRouting: z.boolean().default(false),
  /** Bytes of an IP packet. */
  mtu: z.number().default(defaults.mtu),
  /** Both pairs arrive on one port. */
  singlePort: z.boolean().default(false),
  /** The device has no routed sub-interfaces: a trunk and one VLAN interface instead. */
  svi: z.boolean().default(false),
});

/** A plan with every default filled in. */
export type VifPlan = z.output<typeof shape>;
/** A plan as it is written: fields with a default may be absent. */
export type VifPlanInput = z.input<typeof shape>;

/** Accepts exactly the documents that `parsePlan` accepts; issues of the rules carry their refusal in `params`. */
export const vifPlanSchema = shape.superRefine((plan, context) => {
  for (const refusal of planRefusals(plan)) {
    context.addIssue({
      code: 'custom',
      message: refusal.code,
      path: (refusal.field ?? '').split('.'),
      params: { refusal },
    });
  }
});

export type ParsedPlan =
  | { readonly ok: true; readonly plan: VifPlan }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** The plain value at a path of the document; nothing for what is absent, a list or an object, and never a key. */
function valueAt(document: unknown, path: readonly PropertyKey[]): Pick<Refusal, 'value'> {
  if (path.at(-1) === 'authKey') return {};
  const value = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    document,
  );
  if (typeof value === 'string' || typeof value === 'number') return { value };
  return value === null || typeof value === 'boolean' ? { value: String(value) } : {};
}

/** Field by field in the order of the document; `wrong-shape` for what the schema itself refuses. */
export function parsePlan(document: unknown): ParsedPlan {
  const parsed = shape.safeParse(document);
  if (parsed.success) {
    const refusals = planRefusals(parsed.data);
    return refusals.length === 0 ? { ok: true, plan: parsed.data } : { ok: false, refusals };
  }
  const refusals = parsed.error.issues.map(({ path, message }) => ({
    code: 'wrong-shape',
    field: path.join('.'),
    ...valueAt(document, path),
    values: { expect: message },
  }));
  return { ok: false, refusals };
}
