/**
 * Tenants as a person would write them down: lines, interfaces with what the customer announces, VPCs. Knows the form of
 * the document and what it may name; makes states of it elsewhere.
 */
import { z } from 'zod';
import { regionById } from '../catalog/regions.ts';
import { formatPrefix, parseAddress, parsePrefix } from '../network/index.ts';

const id = z.string().regex(/^[\w.:-]{1,64}$/, 'use 1 to 64 letters, digits or _ . : -');
const address = z.string().refine((text) => parseAddress(text) !== undefined, 'use an IPv4 address, as in 10.0.0.10');
const range = z.string().refine((text) => {
  const prefix = parsePrefix(text);
  return prefix !== undefined && formatPrefix(prefix) === text;
}, 'use an IPv4 range without host bits, as in 10.0.0.0/16');

const interfaceShape = z.strictObject({
  id,
  line: id,
  gateway: id,
  /** What the customer's device announces over it; absent or empty: the device is silent. */
  announces: z.array(range).max(300).default([]),
  /** Times it repeats its own ASN, to stand by. */
  prepend: z.number().int().min(0).max(10).default(0),
  /** A host behind the line that is pinged; absent: none is. */
  host: address.optional(),
});
const vpcShape = z.strictObject({
  id,
  /** Also its one subnet. */
  cidr: range.refine((text) => Number(text.split('/')[1]) <= 28, 'use a range of /28 or larger'),
  /** Gateways it is attached to; it takes their routes. */
  gateways: z.array(id).default([]),
  /** Instances that ping the hosts; absent: one. */
  instances: z.number().int().min(0).max(8).default(1),
});
const tenantShape = z.strictObject({
  id,
  lines: z.array(id),
  interfaces: z.array(interfaceShape),
  vpcs: z.array(vpcShape).default([]),
});
const siteShape = z.strictObject({
  /** Line routers that are down already. */
  downRouters: z.array(z.string()).default([]),
  /** Sides without light, by line. */
  dark: z.record(id, z.array(z.enum(['a', 'b']))).default({}),
});
const shape = z.strictObject({
  schema: z.literal('fleet/1'),
  region: z.string().refine((text) => regionById.has(text), `use one of ${[...regionById.keys()].join(', ')}`),
  site: siteShape.default({ downRouters: [], dark: {} }),
  tenants: z.array(tenantShape),
});

export type FleetDescription = z.output<typeof shape>;
export type TenantDescription = FleetDescription['tenants'][number];
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

function repeats(ids: readonly string[], at: readonly (string | number)[]): Problem[] {
  const seen = new Set<string>();
  return ids.flatMap((one, index) => {
    const again = seen.has(one);
    seen.add(one);
    return again ? [{ path: [...at, index, 'id'], message: `'${one}' is named twice` }] : [];
  });
}

function tenantProblems({ lines, interfaces, vpcs }: TenantDescription, index: number): Problem[] {
  const at = ['tenants', index];
  const gateways = new Set(interfaces.map((row) => row.gateway));
  const [own, clouds] = [interfaces, vpcs].map((rows) => rows.map((row) => row.id));
  return [
    ...repeats(own ?? [], [...at, 'interfaces']),
    ...repeats(clouds ?? [], [...at, 'vpcs']),
    // In the simulated network a name stands for one thing.
    ...[...(own ?? []), ...(clouds ?? [])].flatMap((one) =>
      gateways.has(one) || (own?.includes(one) && clouds?.includes(one))
        ? [{ path: at, message: `'${one}' names two things` }]
        : [],
    ),
    ...interfaces.flatMap(({ line }, row) =>
      lines.includes(line) ? [] : [{ path: [...at, 'interfaces', row, 'line'], message: `no line '${line}' in lines` }],
    ),
    ...vpcs.flatMap(({ gateways: attached }, row) =>
      attached.flatMap((gateway, which) =>
        gateways.has(gateway)
          ? []
          : [{ path: [...at, 'vpcs', row, 'gateways', which], message: `no interface is on gateway '${gateway}'` }],
      ),
    ),
  ];
}

export type ParsedFleet = { readonly description: FleetDescription } | { readonly problems: readonly Problem[] };

export function parseFleet(document: unknown): ParsedFleet {
  const parsed = shape.safeParse(document);
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map(({ path, message }) => ({
        path: path.filter((part) => typeof part !== 'symbol'),
        message,
      })),
    };
  const { region, site, tenants } = parsed.data;
  const routers: readonly string[] = regionById.get(region)?.lineRouters ?? [];
  const problems = [
    ...site.downRouters.flatMap((router, index) =>
      routers.includes(router)
        ? []
        : [{ path: ['site', 'downRouters', index], message: `use ${routers.join(' or ')}` }],
    ),
    ...repeats(
      tenants.map((row) => row.id),
      ['tenants'],
    ),
    ...tenants.flatMap(tenantProblems),
  ];
  return problems.length > 0 ? { problems } : { description: parsed.data };
}

/** A document to start from: one tenant on one line, one with an active and a standby line. */
export const exampleFleet: z.input<typeof shape> = {
  schema: 'fleet/1',
  region: 'cn-north-1',
  tenants: [
    {
      id: 'acme',
      lines: ['conn-acme'],
      interfaces: [
        { id: 'vif-acme', line: 'conn-acme', gateway: 'bgw-acme', announces: ['10.0.0.0/16'], host: '10.0.0.10' },
      ],
      vpcs: [{ id: 'vpc-acme', cidr: '192.168.0.0/20', gateways: ['bgw-acme'] }],
    },
    {
      id: 'globex',
      lines: ['conn-globex-1', 'conn-globex-2'],
      interfaces: [
        { id: 'vif-1', line: 'conn-globex-1', gateway: 'bgw-1', announces: ['10.8.0.0/16'], host: '10.8.0.10' },
        { id: 'vif-2', line: 'conn-globex-2', gateway: 'bgw-1', announces: ['10.8.0.0/16'], prepend: 2 },
      ],
      vpcs: [{ id: 'vpc-globex', cidr: '192.168.0.0/20', gateways: ['bgw-1'] }],
    },
  ],
};
