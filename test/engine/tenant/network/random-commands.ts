/** Random commands about a handful of things, so that they meet: few ids, few ranges, some of them wrong. Plays nothing. */
import fc from 'fast-check';
import type { ConnectionCommand } from '../../../../src/engine/tenant/messages.ts';
import type { NetworkCommand } from '../../../../src/engine/tenant/network/messages.ts';
import type { AddressPair } from '../../../../src/engine/tenant/network/model.ts';
import { device, elsewhere, region, sessions } from './cloud.ts';

const says = <N extends NetworkCommand['do']>(name: N) => fc.constant(name);
const numbered = (prefix: string, count: number) => fc.integer({ min: 1, max: count }).map((n) => `${prefix}-${n}`);

const vpc = fc.oneof(
  { weight: 9, arbitrary: numbered('vpc', 3) },
  { weight: 1, arbitrary: fc.constant('constructor') },
);
const gateway = fc.constantFrom('bgw-1', 'bgw-1', 'bgw-1', 'bgw-2', 'bgw-2', 'bgw-3');
const attachment = numbered('att', 4);
const vif = fc.oneof({ weight: 9, arbitrary: numbered('vif', 3) }, { weight: 1, arbitrary: fc.constant('vif-of-0') });
const connection = fc.constantFrom('conn-1', 'conn-1', 'conn-2', 'conn-3');
const where = fc.constantFrom(region, region, region, elsewhere);
const name = fc.constantFrom('a', 'b', 'c', 'd', 'bad name');
const subnets = fc.subarray(['vpc-1-s1', 'vpc-1-s2', 'vpc-2-s1']);
const table = fc.constantFrom('default', 'vpc-1-t1', 'vpc-2-t1');
const range = fc.constantFrom(
  '10.1.1.0/24',
  '10.2.0.0/16',
  '192.168.0.0/24',
  '192.168.0.0/25',
  '192.168.1.0/24',
  '10.5.0.0/16',
  '0.0.0.0/0',
);
const instance = numbered('i', 2);
const allowFrom = fc.subarray(['10.0.0.0/8', '192.168.0.0/24', '0.0.0.0/0']);

/** Links of 172.16.0.0/27: eight of them, now and then swapped. */
const pair = fc
  .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 9 }))
  .map(([slot, fault]): AddressPair => {
    const ends = [`172.16.0.${slot * 4 + 1}/30`, `172.16.0.${slot * 4 + 2}/30`] as const;
    return fault === 0 ? { customerIp: ends[1], cloudIp: ends[0] } : { customerIp: ends[0], cloudIp: ends[1] };
  });
const seen = fc.tuple(fc.boolean(), fc.boolean()).map(([a, b]) => sessions(a, b));
const wanted = fc
  .tuple(fc.subarray(['192.168.0.0/24', '192.168.1.0/24', '10.1.0.0/16', '172.16.0.0/24', '10.3.0.0/16']), fc.boolean())
  .map(([announces, blocksIcmp]) =>
    device({ announces, blocksIcmp, host: announces[0]?.replace('.0/', '.9/').split('/')[0] ?? '192.168.0.9' }),
  );
const steps = fc
  .integer({ min: 0, max: 3 })
  .map((count) => Array.from({ length: count }, (_, n) => ({ check: `check-${n}`, pass: n < 2 })));

const ofVpcs: readonly fc.Arbitrary<NetworkCommand>[] = [
  fc.record({
    do: says('create-vpc'),
    id: fc.oneof(vpc, numbered('vpc-new', 3)),
    name,
    region: where,
    cidr: fc.constantFrom('10.1.0.0/16', '10.3.0.0/16', '172.16.0.0/16'),
  }),
  fc.record({ do: says('delete-vpc'), id: vpc }),
  fc
    .tuple(
      vpc,
      numbered('s', 4),
      name,
      fc.constantFrom(
        '10.1.1.0/24',
        '10.1.2.0/24',
        '10.1.2.0/25',
        '10.2.1.0/24',
        '10.2.2.0/24',
        '10.3.0.0/24',
        '172.16.0.0/24',
      ),
    )
    .map(([id, s, word, cidr]) => ({
      do: 'add-subnet' as const,
      id,
      subnet: `${id}-${s.replace('-', '')}`,
      name: word,
      cidr,
    })),
  fc.record({ do: says('remove-subnet'), id: vpc, subnet: fc.constantFrom('vpc-1-s1', 'vpc-1-s2', 'vpc-2-s1') }),
  fc.record({
    do: says('add-instance'),
    id: vpc,
    instance,
    name,
    subnet: fc.constantFrom('vpc-1-s1', 'vpc-1-s2', 'vpc-2-s1'),
    allowFrom,
  }),
  fc.record({ do: says('set-security'), id: vpc, instance, allowFrom }),
  fc.record({ do: says('remove-instance'), id: vpc, instance }),
  fc
    .tuple(vpc, numbered('t', 3), name)
    .map(([id, t, word]) => ({ do: 'add-route-table' as const, id, table: `${id}-${t.replace('-', '')}`, name: word })),
  fc.record({
    do: says('remove-route-table'),
    id: vpc,
    table: fc.constantFrom('vpc-1-t1', 'vpc-2-t1', 'vpc-1-default'),
  }),
  fc.record({ do: says('bind-subnet'), id: vpc, subnet: fc.constantFrom('vpc-1-s1', 'vpc-1-s2', 'vpc-2-s1'), table }),
  fc.record({
    do: fc.constantFrom('add-vpc-route', 'remove-vpc-route'),
    id: vpc,
    table,
    destination: range,
    gateway,
  } as const),
  fc.record({
    do: says('set-propagation'),
    id: vpc,
    table,
    gateway,
    scope: fc.subarray(['10.0.0.0/8', '192.168.0.0/16', '0.0.0.0/0']),
  }),
];

const ofGateways: readonly fc.Arbitrary<NetworkCommand>[] = [
  fc.record({ do: says('create-gateway'), id: fc.oneof(gateway, numbered('bgw-new', 3)), name, region: where }),
  fc.record({ do: says('edit-gateway'), id: gateway, name }),
  fc.record({ do: says('delete-gateway'), id: gateway }),
  fc.record({
    do: says('add-static-route'),
    id: gateway,
    route: numbered('route', 3),
    destination: range,
    nextHop: fc.oneof(vif, vif, attachment),
  }),
  fc.record({
    do: fc.constantFrom('verify-route', 'remove-static-route'),
    id: gateway,
    route: numbered('route', 3),
  } as const),
  fc.record({
    do: says('refuse-route'),
    id: gateway,
    route: numbered('route', 3),
    reason: fc.constantFrom('', 'no such range'),
  }),
  fc.record({
    do: says('create-attachment'),
    id: attachment,
    name,
    gateway,
    vpc,
    propagate: fc.constantFrom('all', 'partial', 'none'),
    subnets,
  }),
  fc.record({
    do: says('edit-attachment'),
    id: attachment,
    propagate: fc.constantFrom('all', 'partial', 'none'),
    subnets,
  }),
  fc.record({ do: says('delete-attachment'), id: attachment }),
];

const ofInterfaces: readonly fc.Arbitrary<NetworkCommand>[] = [
  fc.record({
    do: says('create-vif'),
    id: vif,
    name,
    connection,
    gateway,
    vlan: fc.constantFrom(10, 11, 12, 13, 14, 4001),
    customerAsn: fc.constantFrom(65_001, 65_499, 65_001, 65_002, 64_512),
    keyPrint: fc.constantFrom('print-1', 'print-2'),
    pairs: fc.tuple(pair, pair),
    healthCheck: fc.constant({ kind: 'none' } as const),
  }),
  fc.record({ do: says('edit-vif'), id: vif, name }),
  fc.record({ do: fc.constantFrom('delete-vif', 'clean-vif'), id: vif } as const),
  fc.record({ do: says('set-device'), id: vif, device: wanted }),
  fc.record({ do: says('observe-vif'), id: vif, sessions: seen }),
  fc.record({ do: fc.constantFrom('start-test'), id: vif } as const),
  fc.record({
    do: says('record-test'),
    id: vif,
    run: fc.constantFrom(0, 0, 0, 1),
    state: fc.constantFrom('running', 'passed', 'failed'),
    steps,
  }),
  fc.record({ do: says('reveal-key'), id: vif }),
];

/** What becomes of the lines meanwhile. */
const ofLines: readonly fc.Arbitrary<ConnectionCommand>[] = [
  fc.record({ do: fc.constantFrom('delete', 'confirm-removal', 'report-repair'), connection } as const),
  fc.record({ do: fc.constantFrom('report-fault'), connection, reason: fc.constant('cut') } as const),
];

const weigh = <T>(weight: number, arbitraries: readonly fc.Arbitrary<T>[]) => ({
  weight,
  arbitrary: fc.oneof(...arbitraries),
});

export const cloudCommand: fc.Arbitrary<NetworkCommand | ConnectionCommand> = fc.oneof(
  weigh(8, ofVpcs),
  weigh(8, ofGateways),
  weigh(10, ofInterfaces),
  weigh(2, ofLines),
);
