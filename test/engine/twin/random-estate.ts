/** Random estates, made by random wishes of which the deciders refuse what they must; and by the faults of devices nobody refuses. */
import fc from 'fast-check';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { TenantCommand } from '../../../src/engine/tenant/messages.ts';
import type { TenantState } from '../../../src/engine/tenant/model.ts';
import { facts } from '../tenant/story.ts';
import {
  apply,
  attachment,
  type DeviceFields,
  device,
  type Estate,
  gateway,
  having,
  havingAtSite,
  instance,
  lin,
  lines,
  propagation,
  rui,
  setDevice,
  vif,
  vpc,
} from './estate.ts';

const two = fc.constantFrom(1, 2);
const three = fc.constantFrom(1, 2, 3);
const vpcId = three.map((n) => `vpc-${n}`);
const announcedRange = fc.constantFrom('10.0.0.0/16', '10.0.1.0/24', '10.1.0.0/16', '10.2.0.0/16', '172.20.0.0/16');
const hostIn: Readonly<Record<string, string>> = {
  '10.0.0.0/16': '10.0.9.9',
  '10.0.1.0/24': '10.0.1.9',
  '10.1.0.0/16': '10.1.9.9',
  '10.2.0.0/16': '10.2.9.9',
  '172.20.0.0/16': '172.20.9.9',
};

/** Most devices are right; the others have one mistake. */
const mistake: fc.Arbitrary<Partial<DeviceFields>> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Partial<DeviceFields>>(
      { vlan: 7 },
      { asn: 65_400 },
      { keyPrint: 'another' },
      { ttlSecurity: true },
      { refusesCloud: true },
      { blocksIcmp: true },
      { prepend: 2 },
    ),
  },
);

/** The first gateway has most of it, so that things meet there. */
const mostly = fc.constantFrom('bgw-1', 'bgw-1', 'bgw-1', 'bgw-2');

const attached = fc
  .record({
    vpc: vpcId,
    gateway: mostly,
    how: fc.constantFrom('all' as const, 'all' as const, 'partial' as const, 'none' as const),
    subnet: two,
    scope: fc.constantFrom('0.0.0.0/0', '0.0.0.0/0', '10.0.0.0/16', '192.168.0.0/16'),
  })
  .map(({ vpc: id, gateway: to, how, subnet, scope }): readonly TenantCommand[] => [
    attachment(`att-${id}-${to}`, id, to, how, ...(how === 'partial' ? [`${id}-s${subnet}`] : [])),
    propagation(id, to, scope),
  ]);

const interfaced = fc
  .record({
    on: three,
    line: two,
    gateway: mostly,
    ranges: fc.uniqueArray(announcedRange, { minLength: 1, maxLength: 3 }),
    mistake,
  })
  .map(({ on, line, gateway: to, ranges, mistake: wrong }): readonly TenantCommand[] => [
    vif(on, `conn-${line}`, to),
    setDevice(on, { ...device(on, hostIn[ranges[0] ?? ''] ?? '', ...ranges), ...wrong }),
    { do: 'observe-vif', id: `vif-${on}`, sessions: [{ router: 'lr-bj-a', up: true }] },
  ]);

const nextHop = fc.oneof(
  three.map((n) => `vif-${n}`),
  fc.tuple(vpcId, mostly).map(([id, to]) => `att-${id}-${to}`),
);
const routed = fc
  .record({ gateway: mostly, nextHop, range: announcedRange, verified: fc.boolean() })
  .map(({ gateway: id, nextHop: to, range, verified }): readonly TenantCommand[] => {
    const route = `rt-${to}-${range.replaceAll(/\W/g, '-')}`;
    const asked: TenantCommand = { do: 'add-static-route', id, route, destination: range, nextHop: to };
    return verified ? [asked, { do: 'verify-route', id, route }] : [asked];
  });

const tabled = vpcId.map((id): readonly TenantCommand[] => [
  { do: 'add-route-table', id, table: `${id}-own`, name: 'own' },
  { do: 'bind-subnet', id, subnet: `${id}-s2`, table: `${id}-own` },
]);
const removed = three.map((on): readonly TenantCommand[] => [{ do: 'delete-vif', id: `vif-${on}` }]);

const wish = fc.oneof(
  { weight: 6, arbitrary: attached },
  { weight: 8, arbitrary: interfaced },
  { weight: 4, arbitrary: routed },
  { weight: 1, arbitrary: tabled },
  { weight: 1, arbitrary: removed },
);

/** Two gateways, two lines, three VPCs of which two overlap. */
const ground: Estate = having(
  lines(2),
  gateway('bgw-1'),
  gateway('bgw-2'),
  ...vpc('vpc-1', '192.168.0.0/20', '192.168.0.0/24', '192.168.1.0/24'),
  ...vpc('vpc-2', '192.168.0.0/20', '192.168.1.0/24', '192.168.2.0/24'),
  ...vpc('vpc-3', '10.1.0.0/16', '10.1.0.0/24', '10.1.1.0/24'),
  ...[1, 2, 3].flatMap((n) => [1, 2].map((s) => instance(`i-${n}${s}`, `vpc-${n}`, `vpc-${n}-s${s}`, '0.0.0.0/0'))),
);

const breakage = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.subarray([
      { do: 'router-down', router: 'lr-bj-a' },
      { do: 'line-dark', connection: 'conn-1', side: 'a' },
      { do: 'line-dark', connection: 'conn-2', side: 'b' },
    ] as const),
  },
);

/** What the decider refuses does not happen; whoever may verify a route is not who asked for it. */
function wished(state: TenantState, command: TenantCommand): TenantState {
  const actor = command.do === 'verify-route' ? rui : lin;
  return tenant.decide(command, state, facts(actor)).ok ? apply(state, command, actor) : state;
}

export const estates: fc.Arbitrary<Estate> = fc
  .record({ wishes: fc.array(wish, { minLength: 3, maxLength: 16, size: 'max' }), breakage })
  .map(({ wishes, breakage: broken }) => {
    const made = { ...ground, tenant: wishes.flat().reduce(wished, ground.tenant) };
    return havingAtSite(made, ...broken);
  });
