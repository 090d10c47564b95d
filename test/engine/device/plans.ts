// Plans for the tests of device configurations: one to change by hand, and any sound plan at random.
import fc from 'fast-check';
import {
  type DeviceConfig,
  deviceConfig,
  type VendorName,
  type VifPlan,
  vifPlanSchema,
} from '../../../src/engine/device/index.ts';

const base = {
  name: 'prod',
  vlan: 10,
  customerAsn: 65_001,
  authKey: 'S3cret-key',
  peers: [
    { customerIp: '172.16.0.1/30', cloudIp: '172.16.0.2/30' },
    { customerIp: '172.16.0.5/30', cloudIp: '172.16.0.6/30' },
  ],
  announce: ['10.0.0.0/16', '10.2.3.0/24'],
  cloudRanges: ['192.168.0.0/24', '192.168.7.9/32'],
};

/** A document that passes, with some fields replaced; undefined removes a field. */
export function document(change: Readonly<Record<string, unknown>> = {}): unknown {
  return JSON.parse(JSON.stringify({ ...base, ...change }));
}

export function plan(change: Readonly<Record<string, unknown>> = {}): VifPlan {
  return vifPlanSchema.parse(document(change));
}

export function textOf(config: DeviceConfig): string {
  if (!config.ok) throw new Error(`refused: ${JSON.stringify(config.refusals)}`);
  return config.text;
}

export function configText(
  vendor: VendorName,
  change: Readonly<Record<string, unknown>> = {},
  revealKey = true,
): string {
  return textOf(deviceConfig(plan(change), vendor, { revealKey }));
}

const octets = (...parts: readonly number[]) => parts.join('.');

/** Links lie in 172.16/12, the customer in 10/8, the cloud in 192.168/16: nothing overlaps by accident. */
const links = fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 18 - 1 }), { minLength: 2, maxLength: 2 }).map((blocks) =>
  blocks.map((block) => {
    const address = (host: number) => {
      const low = block * 4 + host;
      return `${octets(172, 16 + (low >>> 16), (low >>> 8) & 255, low & 255)}/30`;
    };
    return { customerIp: address(1), cloudIp: address(2) };
  }),
);

const ranges = (first: string, maxLength: number) =>
  fc.uniqueArray(
    fc
      .tuple(fc.integer({ min: 0, max: 255 }), fc.boolean())
      .map(([third, wide]) => `${first}.${third}.0/${wide ? 24 : 28}`),
    { minLength: 1, maxLength },
  );

/** Printable ASCII without spaces and without the one character that BIRD cannot write. */
export const keys = fc
  .array(
    fc.integer({ min: 0x21, max: 0x7e }).filter((code) => code !== 0x22),
    { minLength: 6, maxLength: 80 },
  )
  .map((codes) => String.fromCharCode(...codes));

const timers = fc
  .tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 500 }))
  .map(([keepaliveSeconds, more]) => ({ keepaliveSeconds, holdSeconds: 3 * keepaliveSeconds + more }));

const bfd = fc.record({
  minTxMs: fc.integer({ min: 200, max: 1000 }),
  minRxMs: fc.integer({ min: 200, max: 1000 }),
  multiplier: fc.integer({ min: 3, max: 10 }),
});

/** Any sound plan that every vendor can carry out: short port names, VLANs no family keeps for itself. */
export const soundPlans: fc.Arbitrary<VifPlan> = fc
  .record({
    name: fc.string({ minLength: 1, maxLength: 32, unit: 'binary' }).filter((name) => name.length <= 32),
    description: fc.option(fc.string({ maxLength: 100 }), { nil: undefined }),
    vlan: fc.integer({ min: 2, max: 3900 }).filter((vlan) => vlan < 1002 || vlan > 1005),
    customerAsn: fc.integer({ min: 65_001, max: 65_499 }),
    authKey: fc.option(keys, { nil: undefined }),
    peers: links,
    ports: fc.constantFrom([undefined, undefined], ['ge7', undefined], [undefined, 'ge8'], ['ge7', 'ge8']),
    announce: ranges('10.9', 5),
    cloudRanges: fc.option(ranges('192.168', 5), { nil: undefined }),
    routerId: fc.option(fc.constant('10.255.255.1'), { nil: undefined }),
    timers,
    bfd: fc.option(bfd, { nil: undefined }),
    mtu: fc.integer({ min: 576, max: 1500 }),
    singlePort: fc.boolean(),
    svi: fc.boolean(),
    staticRouting: fc.boolean(),
  })
  .map(({ ports, peers, timers: { holdSeconds, keepaliveSeconds }, ...fields }) =>
    plan({
      ...fields,
      holdSeconds,
      keepaliveSeconds,
      peers: peers.map((pair, index) => ({ ...pair, interface: fields.singlePort ? ports[0] : ports[index] })),
      ...(fields.staticRouting ? { bfd: undefined, cloudRanges: fields.cloudRanges ?? ['192.168.1.0/24'] } : {}),
    }),
  );
