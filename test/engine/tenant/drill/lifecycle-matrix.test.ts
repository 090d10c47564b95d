/** Every command on a drill in every state, written out by hand: what the table must amount to, not what it says. */
import { describe, expect, it } from 'vitest';
import { type DrillState, drillStates } from '../../../../src/engine/tenant/drill/lifecycle.ts';
import type { DrillCommand } from '../../../../src/engine/tenant/drill/messages.ts';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import type { Actor } from '../../../../src/engine/tenant/model.ts';
import { given, stateOf } from '../../core/given.ts';
import { fei, job, lin, minute, rui, wei } from '../story.ts';
import { drillFacts, harmful, harmless, id, nothing, past, proof, startAt } from './drills.ts';

const columns = [
  'none',
  'approving',
  'scheduled',
  'running',
  'restoring',
  'completed',
  'refused',
  'cancelled',
] as const;
const states: Readonly<Record<Exclude<(typeof columns)[number], 'none'>, DrillState>> = {
  approving: 'Approving',
  scheduled: 'Scheduled',
  running: 'Running',
  restoring: 'Restoring',
  completed: 'Completed',
  refused: 'Refused',
  cancelled: 'Cancelled',
};
const asked: Readonly<Record<string, readonly [Actor, DrillCommand]>> = {
  request: [
    lin,
    {
      do: 'request-drill',
      id,
      target: { kind: 'session', vif: 'vif-1', router: 'lr-bj-a' },
      minutes: 180,
      startAt,
      ask: false,
    },
  ],
  approve: [rui, { do: 'approve-drill', id, proof: proof.hash }],
  refuse: [rui, { do: 'refuse-drill', id, reason: 'no' }],
  cancel: [lin, { do: 'cancel-drill', id }],
  lapse: [job, { do: 'lapse-drill', id }],
  start: [job, { do: 'start-drill', id }],
  observe: [job, { do: 'observe-drill', id, losses: nothing, convergenceSeconds: 1 }],
  stop: [lin, { do: 'stop-drill', id, for: 'stopped' }],
  finish: [job, { do: 'finish-drill', id }],
};

const no = 'refused drill-not-now';
const not = 'refused unknown-thing';
const hush = 'silence';
// biome-ignore format: rows
const rows: Readonly<Record<string, readonly string[]>> = {
  //        none               approving         scheduled          running           restoring         completed         refused           cancelled
  request: ['drill.requested', hush,             hush,              hush,             hush,             hush,             hush,             hush],
  approve: [not,               'drill.approved', hush,              no,               no,               no,               no,               no],
  refuse:  [not,               'drill.refused',  no,                no,               no,               no,               hush,             no],
  cancel:  [not,               'drill.cancelled','drill.cancelled', no,               no,               no,               no,               hush],
  lapse:   [not,               'drill.voided',   no,                no,               no,               no,               hush,             no],
  start:   [not,               no,               'drill.started',   hush,             no,               no,               no,               no],
  observe: [not,               no,               no,                'drill.observed', no,               hush,             no,               no],
  stop:    [not,               no,               no,                'drill.restored', hush,             hush,             no,               no],
  finish:  [not,               no,               no,                no,               'drill.finished', hush,             no,               no],
};

describe.each(Object.entries(rows))('%s', (name, expected) => {
  const [actor, command] = asked[name] ?? [lin, { do: 'start-drill', id }];
  it.each(columns.map((column, index) => [column, expected[index] ?? '']))(
    'of a drill that is %s: %s',
    (column, wanted) => {
      const forecast = column === 'approving' ? harmful : harmless;
      expect(given(tenant, past[column]).when(command, drillFacts(actor, forecast)).said).toBe(wanted);
    },
  );
});

it('every state has a column', () => {
  expect(Object.values(states)).toEqual([...drillStates]);
  for (const [column, state] of Object.entries(states))
    expect(stateOf(tenant, past[column as keyof typeof states]).drills[id]?.state).toBe(state);
});

const own = { ...rui, person: 'lin' };
// biome-ignore format: rows
const people: readonly (readonly [string, keyof typeof past, Actor, string])[] = [
  ['request', 'none',      rui, 'refused not-your-role'],
  ['request', 'none',      fei, 'refused not-your-role'],
  ['approve', 'approving', lin, 'refused not-your-role'],
  ['approve', 'approving', fei, 'refused not-your-role'],
  ['approve', 'approving', own, 'refused own-request'],
  ['refuse',  'approving', wei, 'refused not-your-role'],
  ['cancel',  'approving', rui, 'refused not-your-role'],
  ['cancel',  'scheduled', rui, 'drill.cancelled'],
  ['start',   'scheduled', lin, 'refused not-your-role'],
  ['stop',    'running',   wei, 'drill.restored'],
  ['stop',    'running',   fei, 'drill.restored'],
  ['finish',  'restoring', rui, 'refused not-your-role'],
];
it.each(people)('%s of one that is %s by %o: %s', (name, column, actor, wanted) => {
  const command = asked[name]?.[1] ?? { do: 'start-drill', id };
  const forecast = column === 'approving' ? harmful : harmless;
  expect(given(tenant, past[column]).when(command, drillFacts(actor, forecast)).said).toBe(wanted);
});

it('is not started, lapsed or restored by the timer too early', () => {
  const early = startAt - minute;
  const when = (column: keyof typeof past, command: DrillCommand, at: number) =>
    given(tenant, past[column]).when(command, drillFacts(job, harmless, at)).said;
  expect(when('scheduled', { do: 'start-drill', id }, early)).toBe('refused not-due');
  expect(when('approving', { do: 'lapse-drill', id }, early)).toBe('refused not-due');
  expect(when('running', { do: 'stop-drill', id, for: 'time' }, startAt + 179 * minute)).toBe('refused not-due');
  expect(when('running', { do: 'stop-drill', id, for: 'time' }, startAt + 180 * minute)).toBe('drill.restored');
});
