/** Every quota the tenant's log keeps: the last that fits, and the first that does not (domain §4). */
import { describe, expect, it } from 'vitest';
import type { Quota } from '../../../../src/engine/catalog/quotas.ts';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import type { NetworkCommand, NetworkEvent } from '../../../../src/engine/tenant/network/messages.ts';
import { given } from '../../core/given.ts';
import { facts, lin } from '../story.ts';
import {
  ask,
  attachment,
  type Entry,
  elsewhere,
  entry,
  gateway,
  line,
  pairs,
  staticRoute,
  told,
  vif,
  vifDeleted,
  vifDeleting,
  vifUp,
  vpc,
} from './cloud.ts';

const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, n) => make(n));
const net = vpc('vpc-1', '10.1.0.0/16', ['10.1.1.0/24']);
const base = [line(), gateway()];
const tunnel = [...base, vif('vif-1'), vifUp('vif-1')];
const attached = [gateway(), net, attachment('att-1', 'vpc-1')];
const rule = (n: number): NetworkEvent => ({
  type: 'vpc-route.added',
  id: 'vpc-1',
  table: 'vpc-1-default',
  destination: `192.168.${n}.0/24`,
  gateway: 'bgw-1',
});
const route = (n: number) => staticRoute(`route-of-${n}`, `192.168.${n}.0/24`, 'vif-1', 'effective');
const vifOn = (connection: string) => (n: number) =>
  vif(`vif-of-${n}`, { connection, vlan: n + 100, pairs: pairs(n + 100) });

interface Row {
  readonly quota: Quota;
  readonly limit: number;
  readonly value: string;
  /** What it counts in, where its name is another. */
  readonly of?: string;
  readonly before: readonly Entry[];
  readonly fill: (index: number) => Entry;
  readonly command: NetworkCommand;
  /** One thing less, or one that does not count. */
  readonly relief: readonly Entry[];
}

const rows: readonly Row[] = [
  {
    quota: 'vpcsPerRegion',
    limit: 10,
    value: 'cn-north-1',
    before: [],
    fill: (n) => vpc(`vpc-${n}`, '10.1.0.0/16'),
    command: ask.vpc({ id: 'vpc-new' }),
    relief: [entry({ type: 'vpc.deleted', id: 'vpc-0' })],
  },
  {
    quota: 'gatewaysPerRegion',
    limit: 5,
    value: 'cn-north-1',
    before: [],
    fill: (n) => gateway(`bgw-${n}`),
    command: ask.gateway({ id: 'bgw-new' }),
    relief: [entry({ type: 'gateway.deleted', id: 'bgw-0' })],
  },
  {
    quota: 'attachmentsPerGateway',
    limit: 50,
    value: 'bgw-1',
    before: [gateway(), net],
    fill: (n) => attachment(`att-of-${n}`, `vpc-of-${n}`),
    command: ask.attachment(),
    relief: [entry({ type: 'attachment.deleted', id: 'att-of-0' })],
  },
  {
    quota: 'vifsPerConnection',
    limit: 50,
    value: 'conn-1',
    before: base,
    fill: vifOn('conn-1'),
    command: ask.vif(),
    relief: [vifDeleting('vif-of-0'), vifDeleted('vif-of-0')],
  },
  {
    quota: 'staticRoutesPerGateway',
    limit: 50,
    value: 'bgw-1',
    before: tunnel,
    fill: route,
    command: ask.route({ destination: '192.168.99.0/24' }),
    relief: [entry({ type: 'static-route.refused', id: 'bgw-1', route: 'route-of-0', reason: 'no', by: 'fei' })],
  },
  {
    quota: 'routeTablesPerVpc',
    limit: 10,
    value: 'vpc-1',
    // The default table counts.
    before: [],
    fill: (n) => (n === 0 ? net : entry({ type: 'route-table.added', id: 'vpc-1', table: `rtb-${n}`, name: 'rtb' })),
    command: { do: 'add-route-table', id: 'vpc-1', table: 'rtb-new', name: 'rtb' },
    relief: [entry({ type: 'route-table.removed', id: 'vpc-1', table: 'rtb-1' })],
  },
  {
    quota: 'rulesPerRouteTable',
    limit: 50,
    value: 'default',
    of: 'vpc-1-default',
    before: attached,
    fill: (n) => entry(rule(n)),
    command: { do: 'add-vpc-route', id: 'vpc-1', table: 'default', destination: '192.168.99.0/24', gateway: 'bgw-1' },
    relief: [entry({ ...rule(0), type: 'vpc-route.removed' } as NetworkEvent)],
  },
];

describe.each(rows)('$quota', ({ quota, limit, value, of = value, before, fill, command, relief }) => {
  const full = [...before, ...times(limit, fill)];

  it(`has room for the ${limit}th`, () => {
    const decision = given(tenant, full.slice(0, -1)).when(command, facts(lin)).decision;
    expect(decision.ok && decision.events.length).toBe(1);
  });

  it('has no room for one more, and says how many there are', () => {
    given(tenant, full)
      .when(command, facts(lin))
      .refuses({ code: 'over-quota', field: 'quota', value, values: { used: limit, limit, quota, of } });
  });

  it('has room for one more when an engineer raised it', () => {
    const raised: Entry = entry(
      {
        type: 'quota.asked',
        id: 'quota-1',
        quota,
        of,
        to: limit + 1,
        from: limit,
        reason: 'growth',
        region: 'cn-north-1',
        by: 'lin',
      },
      { type: 'quota.raised', id: 'quota-1', by: 'rui' },
    );
    const { decision } = given(tenant, [...full, raised]).when(command, facts(lin));
    expect(decision.ok && decision.events.length).toBe(1);
  });

  it('has room again when one is gone', () => {
    expect(told([...full, ...relief], command)).toBe(told(full.slice(0, -1), command));
  });
});

describe('what is elsewhere does not count', () => {
  // biome-ignore format: rows
  it.each([
    ['VPCs of another region',       times(10, (n) => vpc(`vpc-of-${n}`, '10.1.0.0/16', [], elsewhere)),               ask.vpc()],
    ['gateways of another region',   times(5, (n) => gateway(`bgw-of-${n}`, elsewhere)),                              ask.gateway()],
    ['attachments of another gateway', [...base, net, ...times(50, (n) => attachment(`att-of-${n}`, `vpc-of-${n}`, 'bgw-2'))], ask.attachment()],
    ['interfaces of another line',   [...base, ...times(50, vifOn('conn-2'))],                                     ask.vif()],
    ['rules of another table',       [...attached, entry({ type: 'route-table.added', id: 'vpc-1', table: 'rtb-1', name: 'b' }), ...times(50, (n) => entry(rule(n)))], { do: 'add-vpc-route', id: 'vpc-1', table: 'rtb-1', destination: '192.168.99.0/24', gateway: 'bgw-1' } as const],
  ])('%s', (_name, past, command) => {
    const { decision } = given(tenant, past).when(command, facts(lin));
    expect(decision.ok && decision.events.length).toBe(1);
  });
});
