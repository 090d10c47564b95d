/** What of a simulated tenant deserves an alarm, row by row. */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { SessionSeen } from '../../../src/engine/tenant/network/model.ts';
import { alarmsIn } from '../../../src/engine/twin/alarms.ts';
import type { GatewayTable } from '../../../src/engine/twin/gateway-table.ts';
import { stateOf } from '../core/given.ts';
import { entry, gateway, line, vif, vifUp } from '../tenant/network/cloud.ts';

const session = (router: string, cause?: string): SessionSeen =>
  cause === undefined ? { router, up: true } : { router, up: false, cause };
const a = session('lr-a');
const b = session('lr-b');
const lost = (router: string) => session(router, 'no-light');
const cut = (router: string) => session(router, 'drill');
const served = (router: string) => session(router, 'maintenance');

const said = (rows: ReturnType<typeof alarmsIn>) => rows.map(({ code, part }) => `${code} ${part}`.trim());

// biome-ignore format: rows
describe('sessions of an interface', () => {
  it.each([
    ['both up',                             'vif.observed', [a, b],                              []],
    ['one lost',                            'vif.observed', [a, lost('lr-b')],                   ['session-down lr-b', 'redundancy-lost']],
    ['both lost: nothing is left to lose',  'vif.down',     [lost('lr-a'), lost('lr-b')],        ['session-down lr-a', 'session-down lr-b']],
    ['one cut by a drill',                  'vif.observed', [a, cut('lr-b')],                    []],
    ['one under maintenance',               'vif.observed', [served('lr-a'), b],                 []],
    ['one lost during a drill on the other', 'vif.down',    [lost('lr-a'), cut('lr-b')],         ['session-down lr-a']],
  ] as const)('%s', (_name, type, sessions, expected) => {
    const past = [line(), gateway(), vif('vif-1'), vifUp('vif-1'), entry({ type, id: 'vif-1', sessions })];
    expect(said(alarmsIn(stateOf(tenant, past), {}))).toEqual(expected);
  });

  it('that never came up are not broken', () => {
    const seen = entry({ type: 'vif.observed', id: 'vif-1', sessions: [lost('lr-a'), lost('lr-b')] });
    expect(alarmsIn(stateOf(tenant, [line(), gateway(), vif('vif-1'), seen]), {})).toEqual([]);
  });
});

const table = (used: number, blocked?: GatewayTable['dynamic']['blocked']): Readonly<Record<string, GatewayTable>> => ({
  'bgw-1': { routes: [], dynamic: { used, limit: 100, ...(blocked && { blocked }) } },
});

// biome-ignore format: rows
describe('dynamic routes of a gateway', () => {
  it.each([
    [79,  undefined,                                    []],
    [80,  undefined,                                    ['routes-near']],
    [99,  undefined,                                    ['routes-near']],
    [100, undefined,                                    ['routes-near', 'routes-full']],
    [60,  { nextHop: 'vif-1', since: 3, size: 50 },     ['batch-blocked vif-1']],
    [90,  { nextHop: 'vif-1', since: 3, size: 50 },     ['routes-near', 'batch-blocked vif-1']],
  ] as const)('%i of 100', (used, blocked, expected) =>
    expect(said(alarmsIn(tenant.initial, table(used, blocked)))).toEqual(expected));

  it('name the figures', () =>
    expect(alarmsIn(tenant.initial, table(100))[1]).toEqual({
      code: 'routes-full',
      id: 'bgw-1',
      part: '',
      values: { used: 100, limit: 100 },
    }));
});
