/** Maintenance windows of a region: what is refused, above all both routers of a pair at once; and the life of each as a matrix. */
import { describe, expect, it } from 'vitest';
import { isLineDown, isRouterDown, type SiteEvent, site } from '../../../src/engine/site/index.ts';
import type { MaintenanceCommand, SiteFacts } from '../../../src/engine/site/maintenance.ts';
import { given, type Past } from '../core/given.ts';

const hour = 3_600_000;
const T0 = Date.UTC(2026, 2, 4, 2);
const entry = (...events: readonly SiteEvent[]): Past<SiteEvent> => ({ at: T0, by: 'fei', events });
const opened = entry({ type: 'site.opened', region: 'cn-north-1', ports: [] });
const a = { kind: 'line-router', router: 'lr-bj-a' } as const;
const b = { kind: 'line-router', router: 'lr-bj-b' } as const;
const line = { kind: 'line', connection: 'conn-1' } as const;
const window = { from: T0 + 10 * hour, to: T0 + 12 * hour };
const about = { reason: 'new optics', predicted: [], by: 'fei' } as const;
const announced = (id: string, target: typeof a | typeof b | typeof line, more: object = {}) =>
  entry({ type: 'maintenance.announced', id, target, ...about, ...window, ...more });
const started = entry({ type: 'maintenance.started', id: 'm-1', observed: [] });
const ended = entry({ type: 'maintenance.ended', id: 'm-1' });
const cancelled = entry({ type: 'maintenance.cancelled', id: 'm-1', by: 'fei' });

type Announce = Extract<MaintenanceCommand, { do: 'announce-maintenance' }>;
const announce = (more: Partial<Announce> = {}): Announce => ({
  do: 'announce-maintenance',
  id: 'm-9',
  target: b,
  reason: 'new optics',
  predicted: [],
  ...window,
  ...more,
});
const at = (now: number, more: Partial<SiteFacts> = {}): SiteFacts => ({ at: now, by: 'fei', ...more });
const said = (past: readonly Past<SiteEvent>[], command: MaintenanceCommand, facts = at(T0)) =>
  given(site, [opened, ...past]).when(command, facts).said;

describe('announcing', () => {
  const m1 = announced('m-1', a);
  // biome-ignore format: rows
  it.each<[string, readonly Past<SiteEvent>[], Partial<Announce>, string]>([
    ['a free window',                     [],                 {},                                                    'maintenance.announced'],
    ['the other of the pair, same time',  [m1],               {},                                                    'refused maintenance-pair'],
    ['the other, one minute of overlap',  [m1],               { from: T0 + 12 * hour - 60_000, to: T0 + 14 * hour }, 'refused maintenance-pair'],
    ['the other, around it',              [m1],               { from: T0 + 9 * hour, to: T0 + 13 * hour },           'refused maintenance-pair'],
    ['the other, right after',            [m1],               { from: T0 + 12 * hour, to: T0 + 14 * hour },          'maintenance.announced'],
    ['the other, right before',           [m1],               { from: T0 + 8 * hour, to: T0 + 10 * hour },           'maintenance.announced'],
    ['the other, once it runs',           [m1, started],      {},                                                    'refused maintenance-pair'],
    ['the other, once it is over',        [m1, started, ended], {},                                                  'maintenance.announced'],
    ['the other, once it is cancelled',   [m1, cancelled],    {},                                                    'maintenance.announced'],
    ['the same again',                    [m1],               { target: a },                                         'refused maintenance-twice'],
    ['a line meanwhile',                  [m1],               { target: line },                                      'maintenance.announced'],
    ['a router of another region',        [],                 { target: { kind: 'line-router', router: 'lr-gz-a' } }, 'refused unknown-router'],
    ['what has begun',                    [],                 { from: T0 - 1 },                                      'refused bad-field'],
    ['an end before the beginning',       [],                 { to: window.from },                                   'refused bad-field'],
    ['more than a week',                  [],                 { to: window.from + 168 * hour + 1 },                  'refused bad-field'],
    ['a week',                            [],                 { to: window.from + 168 * hour },                      'maintenance.announced'],
    ['too far ahead',                     [],                 { from: T0 + 91 * 24 * hour, to: T0 + 91 * 24 * hour + 1 }, 'refused bad-field'],
    ['no reason',                         [],                 { reason: ' ' },                                       'refused bad-field'],
    ['too much of a reason',              [],                 { reason: 'x'.repeat(257) },                           'refused bad-field'],
    ['the same id',                       [m1],               { id: 'm-1' },                                         'silence'],
  ])('%s', (_name, past, more, wanted) => expect(said(past, announce(more))).toBe(wanted));

  it('names the router and the window in the way', () => {
    given(site, [opened, m1])
      .when(announce(), at(T0))
      .refuses({
        code: 'maintenance-pair',
        field: 'down',
        value: 'lr-bj-b',
        values: { router: 'lr-bj-a', other: 'm-1' },
      });
  });

  it('needs a clock', () => given(site, [opened]).when(announce(), undefined).refuses({ code: 'not-due' }));
});

describe('the life of a maintenance', () => {
  const states = {
    none: [],
    announced: [announced('m-1', a)],
    running: [announced('m-1', a), started],
    over: [announced('m-1', a), started, ended],
    cancelled: [announced('m-1', a), cancelled],
  } as const;
  const asked: Readonly<Record<string, readonly [MaintenanceCommand, number]>> = {
    start: [{ do: 'start-maintenance', id: 'm-1', observed: [] }, window.from],
    end: [{ do: 'end-maintenance', id: 'm-1' }, window.to],
    cancel: [{ do: 'cancel-maintenance', id: 'm-1' }, T0],
    extend: [{ do: 'extend-maintenance', id: 'm-1', to: window.to + hour }, T0],
  };
  const not = 'refused unknown-thing';
  const no = 'refused maintenance-not-now';
  const hush = 'silence';
  // biome-ignore format: rows
  const rows: Readonly<Record<string, readonly string[]>> = {
    //       none  announced                running                  over  cancelled
    start:  [not,  'maintenance.started',   hush,                    hush, hush],
    end:    [not,  hush,                    'maintenance.ended',     hush, hush],
    cancel: [not,  'maintenance.cancelled', 'maintenance.cancelled', hush, hush],
    extend: [not,  'maintenance.extended',  'maintenance.extended',  no,   no],
  };
  describe.each(Object.entries(rows))('%s', (name, expected) => {
    it.each(Object.entries(states).map(([state, past], index) => [state, expected[index] ?? '', past] as const))(
      'when %s: %s',
      (_state, wanted, past) => {
        const [command, now] = asked[name] ?? [{ do: 'end-maintenance', id: 'm-1' }, 0];
        expect(said(past, command, at(now))).toBe(wanted);
      },
    );
  });

  it('neither begins nor ends too early', () => {
    expect(said(states.announced, { do: 'start-maintenance', id: 'm-1', observed: [] }, at(window.from - 1))).toBe(
      'refused not-due',
    );
    expect(said(states.running, { do: 'end-maintenance', id: 'm-1' }, at(window.to - 1))).toBe('refused not-due');
  });

  it('is not extended into the other of the pair', () => {
    const later = announced('m-2', b, { from: window.to, to: window.to + hour });
    const extend = { do: 'extend-maintenance', id: 'm-1', to: window.to + 1 } as const;
    expect(said([...states.announced, later], extend)).toBe('refused maintenance-pair');
  });

  it('is changed from the newest card only', () => {
    const facts = at(T0, { seenRevision: 1 });
    expect(said(states.announced, { do: 'cancel-maintenance', id: 'm-1' }, facts)).toBe('refused maintenance-stale');
  });

  it('ends early when cancelled while it runs', () => {
    const { after } = given(site, [opened, ...states.running]).when({ do: 'cancel-maintenance', id: 'm-1' }, at(T0));
    expect(after.maintenances['m-1']?.state).toBe('Over');
  });
});

describe('what is in maintenance', () => {
  const state = (...past: readonly Past<SiteEvent>[]) => given(site, [opened, ...past]).state;

  it('is down while it runs, and only then', () => {
    const m = announced('m-1', a);
    expect([state(m), state(m, started), state(m, started, ended)].map((one) => isRouterDown(one, 'lr-bj-a'))).toEqual([
      false,
      true,
      false,
    ]);
    expect(isRouterDown(state(m, started), 'lr-bj-b')).toBe(false);
  });

  it('a line has no light on either side', () => {
    const running = state(announced('m-1', line), started);
    expect([isLineDown(running, 'conn-1', 'a'), isLineDown(running, 'conn-1', 'b')]).toEqual([true, true]);
    expect(isLineDown(running, 'conn-2', 'a')).toBe(false);
  });
});
