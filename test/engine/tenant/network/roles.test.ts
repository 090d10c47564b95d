/** Who may ask for what in the cloud network: every command against every kind of actor, the allowed ones written out. */
import { describe, expect, it } from 'vitest';
import type { DrillCommand } from '../../../../src/engine/tenant/drill/messages.ts';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import type { Mover } from '../../../../src/engine/tenant/lifecycle.ts';
import type { NetworkCommand } from '../../../../src/engine/tenant/network/messages.ts';
import { given } from '../../core/given.ts';
import { facts } from '../story.ts';
import {
  ask,
  attachment,
  device,
  entry,
  gateway,
  line,
  pairs,
  sessions,
  staticRoute,
  vif,
  vifDeleting,
  vifUp,
  vpc,
} from './cloud.ts';

const everyone: readonly Mover[] = ['customer', 'reviewer', 'field', 'finance', 'admin', 'system'];
const table = { id: 'vpc-1', table: 'vpc-1-default' } as const;
const past = [
  line(),
  vpc('vpc-1', '10.1.0.0/16', ['10.1.1.0/24', '10.1.2.0/24']),
  vpc('vpc-2', '10.2.0.0/16'),
  entry(
    { type: 'route-table.added', id: 'vpc-1', table: 'rtb-1', name: 'edge' },
    {
      type: 'instance.added',
      id: 'vpc-1',
      instance: 'i-1',
      name: 'web',
      subnet: 'vpc-1-s1',
      address: '10.1.1.3',
      allowFrom: [],
    },
  ),
  gateway(),
  gateway('bgw-2'),
  attachment('att-1', 'vpc-1'),
  entry({ type: 'vpc-route.added', ...table, destination: '192.168.0.0/24', gateway: 'bgw-1' }),
  vif('vif-1'),
  vifUp('vif-1'),
  vif('vif-2', { vlan: 20, pairs: pairs(2) }),
  vifDeleting('vif-2'),
  staticRoute('route-1', '192.168.1.0/24', 'vif-1', 'pending-verification'),
  vif('vif-3', { vlan: 30, pairs: pairs(3) }),
  entry({ type: 'vif.test-started', id: 'vif-3', by: 'lin' }),
];
const run = past.length;
const route = { id: 'bgw-1', route: 'route-1' } as const;
const vpcRoute = (destination: string) => ({ ...table, destination, gateway: 'bgw-1' });

/** A row for every command, or this does not compile; drills have a matrix of their own. */
// biome-ignore format: rows
const rows: Readonly<Record<Exclude<NetworkCommand['do'], DrillCommand['do']>, readonly [NetworkCommand, ...(readonly Mover[])]>> = {
  'create-vpc':          [ask.vpc(), 'customer'],
  'delete-vpc':          [{ do: 'delete-vpc', id: 'vpc-2' }, 'customer'],
  'add-subnet':          [ask.subnet(), 'customer'],
  'remove-subnet':       [{ do: 'remove-subnet', id: 'vpc-1', subnet: 'vpc-1-s2' }, 'customer'],
  'add-instance':        [ask.instance(), 'customer'],
  'set-security':        [{ do: 'set-security', id: 'vpc-1', instance: 'i-1', allowFrom: ['10.0.0.0/8'] }, 'customer'],
  'remove-instance':     [{ do: 'remove-instance', id: 'vpc-1', instance: 'i-1' }, 'customer'],
  'add-route-table':     [{ do: 'add-route-table', id: 'vpc-1', table: 'rtb-2', name: 'b' }, 'customer'],
  'remove-route-table':  [{ do: 'remove-route-table', id: 'vpc-1', table: 'rtb-1' }, 'customer'],
  'bind-subnet':         [{ do: 'bind-subnet', id: 'vpc-1', subnet: 'vpc-1-s1', table: 'rtb-1' }, 'customer'],
  'add-vpc-route':       [{ do: 'add-vpc-route', ...vpcRoute('192.168.5.0/24') }, 'customer'],
  'remove-vpc-route':    [{ do: 'remove-vpc-route', ...vpcRoute('192.168.0.0/24') }, 'customer'],
  'set-propagation':     [{ do: 'set-propagation', ...table, gateway: 'bgw-1', scope: ['0.0.0.0/0'] }, 'customer'],
  'create-gateway':      [ask.gateway(), 'customer'],
  'edit-gateway':        [{ do: 'edit-gateway', id: 'bgw-1', name: 'b' }, 'customer'],
  'delete-gateway':      [{ do: 'delete-gateway', id: 'bgw-2' }, 'customer'],
  'add-static-route':    [ask.route(), 'customer'],
  'verify-route':        [{ do: 'verify-route', ...route }, 'reviewer', 'field'],
  'refuse-route':        [{ do: 'refuse-route', ...route, reason: 'no' }, 'reviewer', 'field'],
  'remove-static-route': [{ do: 'remove-static-route', ...route }, 'customer'],
  'create-attachment':   [ask.attachment({ vpc: 'vpc-2' }), 'customer'],
  'edit-attachment':     [{ do: 'edit-attachment', id: 'att-1', name: 'b' }, 'customer'],
  'delete-attachment':   [{ do: 'delete-attachment', id: 'att-1' }, 'customer'],
  'create-vif':          [ask.vif(), 'customer'],
  'edit-vif':            [{ do: 'edit-vif', id: 'vif-1', name: 'b' }, 'customer'],
  'delete-vif':          [{ do: 'delete-vif', id: 'vif-1' }, 'customer'],
  'clean-vif':           [{ do: 'clean-vif', id: 'vif-2' }, 'system'],
  'set-device':          [{ do: 'set-device', id: 'vif-1', device: device() }, 'customer'],
  'observe-vif':         [{ do: 'observe-vif', id: 'vif-1', sessions: sessions(false, false) }, 'system'],
  'start-test':          [{ do: 'start-test', id: 'vif-1' }, 'customer', 'field'],
  'record-test':         [{ do: 'record-test', id: 'vif-3', run, state: 'passed', steps: [] }, 'system'],
  'reveal-key':          [{ do: 'reveal-key', id: 'vif-1' }, 'customer'],
};

describe.each(Object.entries(rows))('%s', (name, [command, ...allowed]) => {
  it.each(everyone)('by %s', (mover) => {
    const { decision, said } = given(tenant, past).when(command, facts({ person: 'someone', movers: [mover] }));
    if (allowed.includes(mover)) expect(decision.ok && decision.events.length).toBeGreaterThan(0);
    else expect(said).toBe('refused not-your-role');
  });

  it('by nobody', () => {
    const { decision } = given(tenant, past).when(command, facts({ person: 'someone', movers: [] }));
    expect(decision).toMatchObject({
      ok: false,
      refusal: { code: 'not-your-role', values: { command: name, roles: allowed } },
    });
  });
});
