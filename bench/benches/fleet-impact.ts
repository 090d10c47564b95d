/** Measures what the loss of one line router does to ten thousand tenants, and the same for single ones. */
import {
  type FleetTenant,
  failureNamed,
  fleetDescribed,
  fleetImpact,
  parseFleet,
  tenantImpact,
} from '../../src/engine/fleet/index.ts';
import type { Bench, Size } from '../bench.ts';
import { randomSource } from '../random.ts';
import { secondsOf } from '../stopwatch.ts';

const SIZES: Readonly<Record<Size, { tenants: number; ranges: number; alone: number }>> = {
  full: { tenants: 10_000, ranges: 150, alone: 20 },
  tiny: { tenants: 6, ranges: 4, alone: 2 },
};
const REGION = 'cn-north-1';
const ROUTER = 'lr-bj-a';
const CLOUDS = ['192.168.0.0/20', '192.168.64.0/20', '172.20.0.0/16', '10.255.0.0/16'];

/**
 * Two lines; the first announces all ranges, the second those it shares: 300 candidate routes with what the VPC exports.
 * Ranges are the tenant's own; how much is shared, standby, instances and VPC ranges vary.
 */
function described(index: number, ranges: number, random: (below: number) => number): object {
  const octet = random(200);
  const start = random(90);
  const announces = Array.from({ length: ranges }, (_, at) => `10.${octet}.${(start + at) % 256}.0/24`);
  const shared = announces.slice(random(4) === 0 ? Math.floor(ranges / 2) : 1);
  const [first, second, gateway] = [`conn-${index}-1`, `conn-${index}-2`, `bgw-${index}`];
  return {
    id: `tenant-${index}`,
    lines: [first, second],
    interfaces: [
      {
        id: `vif-${index}-1`,
        line: first,
        gateway,
        announces: [...announces.slice(1), '10.250.0.0/16'],
        host: '10.250.0.10',
      },
      { id: `vif-${index}-2`, line: second, gateway, announces: shared, prepend: random(3) },
    ],
    vpcs: [{ id: `vpc-${index}`, cidr: CLOUDS[random(CLOUDS.length)], gateways: [gateway], instances: random(3) }],
  };
}

export const fleetImpactBench: Bench = {
  name: 'fleet-impact',
  title: 'Fleet impact',
  work:
    'Ten thousand tenants in one region, each with two lines, 300 candidate routes (ranges of its own, one exported VPC) and up to ' +
    'two instances that ping a host; one line router goes down; one thread says who loses what. Tenants differ in ranges, in what ' +
    'both lines share, in standby and in VPC ranges. Twenty of them are also simulated alone, and must say the same.',
  figures: [
    { key: 'fleet', label: 'the whole fleet', unit: 's' },
    { key: 'alone', label: 'one tenant alone', unit: 'ms' },
    { key: 'perTenant', label: 'one tenant in the fleet', unit: 'ms' },
    { key: 'memory', label: 'memory of the process, tenants included', unit: 'MiB' },
  ],
  bars: [
    { label: 'the whole fleet, seconds', of: 'fleet', atMost: 2 },
    { label: 'memory, MiB', of: 'memory', atMost: 1024 },
    { label: 'one tenant alone against one in the fleet', of: 'alone', over: 'perTenant', atLeast: 10 },
  ],
  async open(size) {
    const { tenants: count, ranges, alone } = SIZES[size];
    const random = randomSource(11);
    const rows = Array.from({ length: count }, (_, index) => described(index, ranges, random));
    const tenants: FleetTenant[] = [];
    let site: ReturnType<typeof fleetDescribed>['site'] | undefined;
    for (const row of rows) {
      const parsed = parseFleet({ schema: 'fleet/1', region: REGION, tenants: [row] });
      if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems[0]));
      const fleet = fleetDescribed(parsed.description);
      site = fleet.site;
      tenants.push(...fleet.tenants);
    }
    if (!site) throw new Error('no tenant');
    const now = site;
    const failure = failureNamed(REGION, ROUTER);
    const some = tenants.filter((_, index) => index % Math.ceil(count / alone) === 0);
    return {
      async round() {
        let impact = fleetImpact([], now, failure);
        const seconds = secondsOf(() => {
          impact = fleetImpact(tenants, now, failure);
        });
        const single = secondsOf(() => {
          for (const tenant of some) {
            const [one, row] = [
              tenantImpact(tenant, now, failure),
              impact.affected.find(({ tenant: id }) => id === tenant.id),
            ];
            if (JSON.stringify(one) !== JSON.stringify(row)) throw new Error(`${tenant.id} alone is another`);
          }
        });
        return {
          fleet: seconds,
          alone: (single * 1000) / some.length,
          perTenant: (seconds * 1000) / count,
          memory: process.resourceUsage().maxRSS / 1024,
        };
      },
      async close() {},
    };
  },
};
