/**
 * Drills as they were written before they had a proof: their ground was a list of words, `session <interface> <router>`,
 * `route <gateway> <range> <interface>/<router>+…`, `ping <instance> <host>`. Knows that language and nothing newer.
 */
import type { Departure, Standing } from '../engine/proposal/index.ts';
import type { Stored, Upcast } from './upcast.ts';

const before = 2;

const wordsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [];

function standing(words: readonly string[]): Standing {
  const rows = words.map((word) => word.split(' '));
  const of = (kind: string) => rows.filter(([first]) => first === kind);
  return {
    sessions: of('session').map(([, vif = '', router = '']) => ({ vif, router })),
    routes: of('route').map(([, table = '', destination = '', over = '']) => {
      const [nextHop = ''] = over.split('/');
      return { table, destination, kind: '', nextHop };
    }),
    pings: of('ping').map(([, instance = '', host = '']) => ({ vif: '', instance, host })),
  };
}

function departure(value: unknown): Departure {
  const signed = (sign: string) =>
    wordsIn(value).flatMap((word) => (word.startsWith(`${sign} `) ? [word.slice(2)] : []));
  return { gained: standing(signed('+')), lost: standing(signed('-')) };
}

/** Of the ground only sessions are kept: rows of routes and pings hold more today, and would be missed in the end. */
function foretold(event: Stored): Stored {
  const { ground, ...forecast } = (event.forecast ?? {}) as Stored;
  const { sessions } = standing(wordsIn(ground));
  const none = { sessions: [], routes: [], pings: [] };
  return { ...event, forecast: { ...forecast, start: { ...none, sessions }, end: none } };
}
const changed = (event: Stored): Stored => ({ ...event, changed: departure(event.changed) });

export const drillUpcasts: readonly Upcast[] = [
  { type: 'drill.requested', from: before, change: foretold },
  { type: 'drill.reproposed', from: before, change: (event) => changed(foretold(event)) },
  { type: 'drill.voided', from: before, change: changed },
  {
    type: 'drill.finished',
    from: before,
    change: (event) => ({ ...event, missing: standing(wordsIn(event.missing)) }),
  },
];
