/** Alarms of a tenant's log: raised once per occurrence, cleared when over, on things that are there. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AlarmCode,
  type AlarmSeen,
  alarmCodes,
  alarmKey,
  alarmsOn,
} from '../../../../src/engine/tenant/alarm/model.ts';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import type { TenantCommand } from '../../../../src/engine/tenant/messages.ts';
import { given } from '../../core/given.ts';
import { entry, gateway, line, vif, vifDeleting, vifUp } from '../network/cloud.ts';
import { facts, job, lin, T0 } from '../story.ts';

const seen = (code: AlarmCode, id: string, part = ''): AlarmSeen => ({ code, id, part, values: {} });
const down = seen('session-down', 'vif-1', 'lr-bj-a');
const other = seen('session-down', 'vif-1', 'lr-bj-b');
const busy = seen('port-busy', 'conn-1');
const missed = seen('proof-missed', 'bgw-1', '7');
const raised = (alarm: AlarmSeen) => entry({ type: 'alarm.raised', ...alarm });

const estate = [line(), gateway(), vif('vif-1'), vifUp('vif-1')];
const look = (of: readonly AlarmCode[], found: readonly AlarmSeen[], on?: string): TenantCommand => ({
  do: 'observe-alarms',
  of,
  found,
  ...(on === undefined ? {} : { on }),
});
const sessions: readonly AlarmCode[] = ['session-down'];

// biome-ignore format: rows
describe('what is seen', () => {
  it.each([
    ['raises what is new',                       estate,                                          look(sessions, [down]),                'alarm.raised'],
    ['raises each part for itself',              [...estate, raised(down)],                       look(sessions, [down, other]),         'alarm.raised'],
    ['raises one thing once',                    estate,                                          look(sessions, [down, down]),          'alarm.raised'],
    ['is silent while it goes on',               [...estate, raised(down)],                       look(sessions, [down]),                'silence'],
    ['goes on with other figures',               [...estate, raised(busy)],                       look(['port-busy'], [{ ...busy, values: { percent: 99 } }]), 'silence'],
    ['clears what is over',                      [...estate, raised(down)],                       look(sessions, []),                    'alarm.cleared'],
    ['clears before it raises',                  [...estate, raised(down)],                       look(sessions, [other]),               'alarm.cleared alarm.raised'],
    ['leaves kinds alone it did not look for',   [...estate, raised(down), raised(busy)],         look(['port-busy'], []),               'alarm.cleared'],
    ['leaves things alone it did not look at',   [...estate, raised(missed)],                     look(['proof-missed'], [], 'conn-1'),  'silence'],
    ['looks at one thing',                       [...estate, raised(missed)],                     look(['proof-missed'], [], 'bgw-1'),   'alarm.cleared'],
    ['raises again after the end',               [...estate, raised(down), entry({ type: 'alarm.cleared', ...down })], look(sessions, [down]), 'alarm.raised'],
    ['raises nothing on what is going',          [...estate, vifDeleting('vif-1')],               look(sessions, [down]),                'silence'],
    ['clears what is on a thing that is going',  [...estate, raised(down), vifDeleting('vif-1')], look(['port-busy'], []),               'alarm.cleared'],
    ['raises nothing on what never was',         estate,                                          look(sessions, [seen('session-down', 'constructor')]), 'silence'],
  ])('%s', (_name, past, command, said) => expect(given(tenant, past).when(command, facts(job)).said).toBe(said));
});

describe('an alarm', () => {
  it('is not a person’s to raise', () =>
    expect(given(tenant, estate).when(look(sessions, [down]), facts(lin)).said).toBe('refused not-your-role'));

  it('stands since it was raised, and touches the card but no decision', () => {
    const before = given(tenant, estate);
    const { after } = before.when(look(['port-busy'], [busy]), facts(job), T0 + 5);
    expect(alarmsOn(after, 'conn-1')).toEqual([{ ...busy, since: T0 + 5 }]);
    expect(after.connections['conn-1']?.revision).toBe(after.version);
    expect(after.connections['conn-1']?.decisiveRevision).toBe(before.state.connections['conn-1']?.decisiveRevision);
  });

  it('leaves no trace when over but that the thing once had one', () => {
    const { after } = given(tenant, [...estate, raised(down)]).when(look(sessions, []), facts(job));
    expect(after.alarms).toEqual({});
    expect(after.alarmed).toEqual({ 'vif-1': true });
  });

  it('lists grave ones first', () => {
    const past = [...estate, raised(seen('routes-near', 'bgw-1')), raised(missed)];
    expect(alarmsOn(given(tenant, past).state, 'bgw-1').map(({ code }) => code)).toEqual([
      'proof-missed',
      'routes-near',
    ]);
  });
});

it('whatever was seen in whatever order: open is what was seen last, and begins and ends alternate', () => {
  const alarm = fc.record({
    code: fc.constantFrom(...alarmCodes),
    id: fc.constantFrom('conn-1', 'vif-1', 'bgw-1'),
    part: fc.constantFrom('', 'a'),
    values: fc.constant({}),
  });
  fc.assert(
    fc.property(fc.array(fc.array(alarm, { maxLength: 6 }), { maxLength: 8 }), (looks) => {
      let past: Parameters<typeof given>[1] = estate as never;
      const open = new Set<string>();
      for (const found of looks) {
        const { decision } = given(tenant, past as typeof estate).when(look(alarmCodes, found), facts(job));
        if (!decision.ok) throw new Error(decision.refusal.code);
        for (const event of decision.events) {
          if (event.type !== 'alarm.raised' && event.type !== 'alarm.cleared') throw new Error(event.type);
          const key = alarmKey(event);
          expect(open.has(key)).toBe(event.type === 'alarm.cleared');
          if (!open.delete(key)) open.add(key);
        }
        past = [...past, { at: T0, by: 'system', events: decision.events }] as typeof past;
        expect([...open].sort()).toEqual([...new Set(found.map(alarmKey))].sort());
      }
    }),
    { numRuns: 60 },
  );
});
