/** A drill as it was written before drills had a proof reads in today's shape, and what was scheduled then does not start. */
import { expect, it } from 'vitest';
import { schema, upcastEntry } from '../../src/app/upcast.ts';
import { fold } from '../../src/engine/core.ts';
import { tenant } from '../../src/engine/tenant/index.ts';
import type { TenantEvent } from '../../src/engine/tenant/messages.ts';
import { base, drillFacts, harmless, id, startAt, target } from '../engine/tenant/drill/drills.ts';
import { job } from '../engine/tenant/story.ts';

const ground = ['ping i-1 10.0.0.10', 'route bgw-1 10.0.0.0/16 vif-1/lr-bj-a+vif-1/lr-bj-b', 'session vif-1 lr-bj-a'];
const { start: _start, end: _end, ...foretold } = harmless;
const forecast = { ...foretold, ground };
const wish = { id, region: 'cn-north-1', target, minutes: 180, startAt };
const asked = { type: 'drill.requested', ...wish, approval: false, forecast, by: 'lin' };
const sessions = [{ vif: 'vif-1', router: 'lr-bj-a' }];
const routes = [{ table: 'bgw-1', destination: '10.0.0.0/16', kind: '', nextHop: 'vif-1' }];
const pings = [{ vif: '', instance: 'i-1', host: '10.0.0.10' }];
const none = { sessions: [], routes: [], pings: [] };
const then = { ...foretold, start: { ...none, sessions }, end: none };
const moved = [`- ${ground[1]}`, `+ ${ground[2]}`];

const read = (event: object, generation = 2): object => {
  const entry = { version: 1, at: 0, by: 'lin', cause: 'c', schema: generation, events: [event] };
  return upcastEntry(entry).events[0] as object;
};

it.each<[string, object, object]>([
  ['its ground', asked, { forecast: then }],
  [
    'what changed underneath',
    { type: 'drill.reproposed', id, forecast, changed: moved, by: 'rui' },
    { forecast: then, changed: { gained: { ...none, sessions }, lost: { ...none, routes } } },
  ],
  [
    'why it did not start',
    { type: 'drill.voided', id, for: 'ground', changed: moved },
    { changed: { gained: { ...none, sessions }, lost: { ...none, routes } } },
  ],
  ['what did not come back', { type: 'drill.finished', id, missing: ground }, { missing: { sessions, routes, pings } }],
])('%s is read from words', (_name, written, wanted) => {
  expect(read(written)).toEqual({ ...written, ...wanted });
});

it('what is written today is read as it is', () => {
  const today = { type: 'drill.finished', id, missing: { sessions, routes, pings } };
  expect(read(today, schema)).toBe(today);
});

it('a drill that was scheduled then is voided, not started: nobody can say what it was based on', () => {
  const events = [read(asked)] as TenantEvent[];
  const past = [...base, { at: 0, by: 'lin', events }];
  const state = past.reduce(
    (now, entry) => fold(tenant, now, entry.events, { version: now.version + 1, at: 0, by: 'lin' }),
    tenant.initial,
  );
  const decision = tenant.decide({ do: 'start-drill', id }, state, drillFacts(job));
  expect(decision).toMatchObject({ ok: true, events: [{ type: 'drill.voided', for: 'unproven' }] });
});
