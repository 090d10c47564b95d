/** Ports of a region: both line routers, promised once, given back; and what holds under any order of requests. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/engine/core.ts';
import { freePairs, heldBy, type SiteCommand, type SiteEvent, site } from '../../../src/engine/site/index.ts';
import { given, type Past, stateOf } from '../core/given.ts';

const entry = (...events: readonly SiteEvent[]): Past<SiteEvent> => ({ at: 0, by: 'system:job', events });
/** Two ports per line router: enough to run out. */
const opened = entry({
  type: 'site.opened',
  region: 'cn-north-1',
  ports: ['lr-bj-a', 'lr-bj-b'].flatMap((router) => [
    { id: `${router}:LX:1`, router, spec: '1000BASE-LX' },
    { id: `${router}:LX:2`, router, spec: '1000BASE-LX' },
    { id: `${router}:LR:1`, router, spec: '10GBASE-LR' },
  ]),
});
const held = (connection: string, ...ports: readonly string[]) => entry({ type: 'ports.reserved', connection, ports });
const one = held('conn-1', 'lr-bj-a:LX:1', 'lr-bj-b:LX:1');
const two = held('conn-2', 'lr-bj-a:LX:2', 'lr-bj-b:LX:2');
const lopsided = held('conn-3', 'lr-bj-b:LR:1');

describe('a region', () => {
  it.each([
    ['cn-north-1', 'lr-bj-a', 'lr-bj-b'],
    ['cn-south-1', 'lr-gz-a', 'lr-gz-b'],
    ['cn-east-1', 'lr-sq-a', 'lr-sq-b'],
    ['cn-east-2', 'lr-sh-a', 'lr-sh-b'],
  ])('%s opens with 48 and 24 ports on each of its line routers', (region, ...routers) => {
    const { after } = given(site, []).when({ do: 'open', region }, undefined);
    const ports = Object.values(after.ports);
    for (const router of routers)
      for (const [spec, count] of [
        ['1000BASE-LX', 48],
        ['10GBASE-LR', 24],
      ] as const)
        expect(ports.filter((port) => port.router === router && port.spec === spec)).toHaveLength(count);
    expect(ports).toHaveLength(144);
    expect(freePairs(after)).toEqual({ '1000BASE-LX': 48, '10GBASE-LR': 24 });
  });

  it('opens once', () => given(site, [opened]).when({ do: 'open', region: 'cn-north-1' }, undefined).silent());

  it('has to be one of ours', () =>
    given(site, [])
      .when({ do: 'open', region: 'mars' }, undefined)
      .refuses({ code: 'bad-field', field: 'region', value: 'mars', values: { expect: 'region' } }));
});

describe('ports', () => {
  const reserve = (connection: string, spec = '1000BASE-LX') => ({ do: 'reserve', connection, spec }) as const;
  const release = (connection: string) => ({ do: 'release', connection }) as const;

  it.each<[string, readonly Past<SiteEvent>[], SiteCommand, readonly string[]]>([
    ['the first free pair', [opened], reserve('conn-1'), ['lr-bj-a:LX:1', 'lr-bj-b:LX:1']],
    ['the next free pair', [opened, one], reserve('conn-2'), ['lr-bj-a:LX:2', 'lr-bj-b:LX:2']],
    ['of the wanted spec', [opened, one], reserve('conn-2', '10GBASE-LR'), ['lr-bj-a:LR:1', 'lr-bj-b:LR:1']],
  ])('reserves %s', (_name, past, command, ports) => {
    const connection = 'connection' in command ? command.connection : '';
    given(site, past).when(command, undefined).happens({ type: 'ports.reserved', connection, ports });
  });

  it.each<[string, readonly Past<SiteEvent>[], SiteCommand, string]>([
    ['reserved twice', [opened, one], reserve('conn-1'), 'silence'],
    ['all taken', [opened, one, two], reserve('conn-9'), 'refused no-free-port'],
    ['taken on one router only', [opened, lopsided], reserve('conn-9', '10GBASE-LR'), 'refused no-free-port'],
    ['no such spec', [opened], reserve('conn-9', '100GBASE-LR4'), 'refused no-free-port'],
    ['before the region opened', [], reserve('conn-9'), 'refused no-free-port'],
    ['released', [opened, one], release('conn-1'), 'ports.released'],
    ['released though never held', [opened, one], release('conn-9'), 'silence'],
  ])('%s', (_name, past, command, said) => {
    expect(given(site, past).when(command, undefined).said).toBe(said);
  });

  it('given back can be promised again', () => {
    const back = entry({ type: 'ports.released', connection: 'conn-1', ports: ['lr-bj-a:LX:1', 'lr-bj-b:LX:1'] });
    given(site, [opened, one, two, back])
      .when(reserve('conn-9'), undefined)
      .happens({ type: 'ports.reserved', connection: 'conn-9', ports: ['lr-bj-a:LX:1', 'lr-bj-b:LX:1'] });
  });

  it('free are counted in pairs', () =>
    expect(freePairs(stateOf(site, [opened, one, lopsided]))).toEqual({ '1000BASE-LX': 1, '10GBASE-LR': 0 }));
});

describe('under any order of requests', () => {
  const connection = fc.integer({ min: 1, max: 5 }).map((number) => `conn-${number}`);
  const wish: fc.Arbitrary<SiteCommand> = fc.oneof(
    fc.record({
      do: fc.constant('reserve' as const),
      connection,
      spec: fc.constantFrom('1000BASE-LX', '10GBASE-LR', '100GBASE-LR4'),
    }),
    fc.record({ do: fc.constant('release' as const), connection }),
  );

  it('a port has one holder, a holder one port of its spec per router, and none is lost', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 40, size: 'max' }), (wishes) => {
        let state = stateOf(site, [opened]);
        const total = Object.keys(state.ports).length;
        /** The test's own book of promises, kept from the events alone. */
        const promises = new Map<string, string>();
        for (const [index, command] of wishes.entries()) {
          const decision = site.decide(command, state, undefined);
          const events = decision.ok ? decision.events : [];
          for (const event of events) {
            if (event.type !== 'ports.reserved' && event.type !== 'ports.released') continue;
            for (const port of event.ports) {
              expect(promises.get(port)).toBe(event.type === 'ports.reserved' ? undefined : event.connection);
              if (event.type === 'ports.reserved') promises.set(port, event.connection);
              else promises.delete(port);
            }
          }
          const before = state;
          state = fold(site, state, events, { version: index + 2, at: 0, by: 'x' });
          if (command.do === 'reserve' && events.length > 0)
            expect(heldBy(state, command.connection).map((id) => state.ports[id])).toMatchObject([
              { router: 'lr-bj-a', spec: command.spec },
              { router: 'lr-bj-b', spec: command.spec },
            ]);
          if (!decision.ok) expect(state).toBe(before);
          expect(site.decide(command, state, undefined)).toEqual(decision.ok ? { ok: true, events: [] } : decision);
        }
        expect(Object.keys(state.ports)).toHaveLength(total);
        for (const port of Object.values(state.ports)) expect(port.heldBy).toBe(promises.get(port.id));
      }),
      { numRuns: 200 },
    );
  });

  it('torn history still folds', () => {
    const history = [opened, one, two, lopsided, entry({ type: 'ports.released', connection: 'conn-1', ports: ['x'] })];
    fc.assert(
      fc.property(fc.shuffledSubarray(history), (log) => {
        expect(stateOf(site, log).version).toBe(log.length);
      }),
    );
  });
});
