/** What is broken at a site: routers down, lines dark; what may be said of which line, and when it is forgotten. */
import { describe, expect, it } from 'vitest';
import { isDark, type SiteCommand, type SiteEvent, site } from '../../../src/engine/site/index.ts';
import { given, type Past, stateOf } from '../core/given.ts';

const entry = (...events: readonly SiteEvent[]): Past<SiteEvent> => ({ at: 0, by: 'system:job', events });
const ports = ['lr-bj-a:LX:1', 'lr-bj-b:LX:1'];
const opened = entry({
  type: 'site.opened',
  region: 'cn-north-1',
  ports: ['lr-bj-a', 'lr-bj-b'].map((router) => ({ id: `${router}:LX:1`, router, spec: '1000BASE-LX' })),
});
const held = entry({ type: 'ports.reserved', connection: 'conn-1', ports });
const down = entry({ type: 'router.down', router: 'lr-bj-a' });
const dark = entry({ type: 'line.dark', connection: 'conn-1', side: 'b' });
const routerDown = (router: string): SiteCommand => ({ do: 'router-down', router });
const routerUp = (router: string): SiteCommand => ({ do: 'router-up', router });
const lineDark = (connection: string, side: 'a' | 'b'): SiteCommand => ({ do: 'line-dark', connection, side });
const lineLit = (connection: string, side: 'a' | 'b'): SiteCommand => ({ do: 'line-lit', connection, side });

// biome-ignore format: rows
const ROWS: [string, readonly Past<SiteEvent>[], SiteCommand, string][] = [
  ['a router of the pair goes down',   [opened],             routerDown('lr-bj-a'),   'router.down'],
  ['one that is down already',         [opened, down],       routerDown('lr-bj-a'),   'silence'],
  ['one of another region',            [opened],             routerDown('lr-gz-a'),   'refused unknown-thing'],
  ['before the region opened',         [],                   routerDown('lr-bj-a'),   'refused unknown-thing'],
  ['it comes back',                    [opened, down],       routerUp('lr-bj-a'),     'router.up'],
  ['one that never left',              [opened],             routerUp('lr-bj-a'),     'silence'],
  ['light is lost on one side',        [opened, held],       lineDark('conn-1', 'a'), 'line.dark'],
  ['of a line that is dark there',     [opened, held, dark], lineDark('conn-1', 'b'), 'silence'],
  ['and on the other side too',        [opened, held, dark], lineDark('conn-1', 'a'), 'line.dark'],
  ['of a line that holds no port',     [opened],             lineDark('conn-1', 'a'), 'refused unknown-thing'],
  ['light is back',                    [opened, held, dark], lineLit('conn-1', 'b'),  'line.lit'],
  ['light that was never lost',        [opened, held, dark], lineLit('conn-1', 'a'),  'silence'],
];

describe('at a site', () => {
  it.each(ROWS)('%s', (_name, past, command, said) => {
    expect(given(site, past).when(command, undefined).said).toBe(said);
  });

  it('a dark side is remembered apart from the other', () => {
    const state = stateOf(site, [opened, held, dark]);
    expect(['a', 'b'].map((side) => isDark(state, 'conn-1', side === 'a' ? 'a' : 'b'))).toEqual([false, true]);
  });

  it('what was wrong on a line goes with its ports', () => {
    const freed = entry({ type: 'ports.released', connection: 'conn-1', ports });
    expect(isDark(stateOf(site, [opened, held, dark, freed, held]), 'conn-1', 'b')).toBe(false);
  });
});
