/** What holds of the roster however admins, customers and strangers act. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fresh, fold } from '../../../src/engine/core.ts';
import { type RosterCommand, type RosterEvent, roster } from '../../../src/engine/roster/index.ts';
import { peopleOf, personOf, type RosterState, roomsFor, sameIdentity } from '../../../src/engine/roster/model.ts';
import { type Past, stateOf } from '../core/given.ts';
import { day, T0 } from '../tenant/story.ts';
import { at, crew, slack } from './crew.ts';

const person = fc.constantFrom('ada', 'rui', 'lin', 'p-1', 'p-2', 'constructor', '__proto__');
const tenant = fc.constantFrom('acme', 'beta', 'constructor');
const digest = fc.constantFrom('d-1', 'd-2', 'd-3');
const identity = fc.constantFrom('ada', 'lin', 'U1', 'U2').map(slack);
const roles = fc.subarray(['customer', 'reviewer', 'field', 'admin', 'king']);
const language = fc.constantFrom('en', 'zh');
const says = <N extends RosterCommand['do']>(name: N) => fc.constant(name);
const inRoom = (room: string) => ({
  platform: fc.constant('slack' as const),
  team: fc.constant('T1'),
  room: fc.constant(room),
  language: fc.constantFrom('en' as const, 'zh' as const),
});
const invitation = { do: says('invite'), person, name: person, roles, language, digest };
const boundTo = (room: string) =>
  fc.oneof(
    fc.record({ ...inRoom(room), purpose: fc.constant('engineers' as const) }),
    fc.record({ ...inRoom(room), purpose: fc.constant('tenant' as const), tenant }),
  );
const command: fc.Arbitrary<RosterCommand> = fc.oneof(
  fc.record(invitation),
  fc.record({ ...invitation, tenant }),
  fc.record({ do: says('invite-self'), digest }),
  fc.record({ do: says('link'), digest, identity }),
  fc.record({ do: says('set-roles'), person, roles }),
  fc.record({ do: says('set-language'), person, language }),
  fc.record({ do: says('revoke'), person }),
  fc.record({ do: says('bind-room'), room: fc.constantFrom('C1', 'C2', 'C3').chain(boundTo) }),
  fc.record({ do: says('add-tenant'), tenant, title: person, realName: fc.boolean() }),
);
const turn = fc.record({
  command,
  by: fc.oneof({ weight: 3, arbitrary: fc.constant('ada') }, { weight: 1, arbitrary: person }),
  waitMs: fc.constantFrom(0, 1, day),
});

function play(
  turns: readonly { command: RosterCommand; by: string; waitMs: number }[],
  each: (state: RosterState) => void,
) {
  let state = stateOf(roster, crew);
  const log: Past<RosterEvent>[] = [...crew];
  let now = T0;
  for (const { command: asked, by, waitMs } of turns) {
    now += waitMs;
    const decision = roster.decide(asked, state, at(by, now));
    if (!decision.ok || decision.events.length === 0) continue;
    log.push({ at: now, by, events: decision.events });
    state = fold(roster, state, decision.events, { version: log.length, at: now, by });
    const again = roster.decide(asked, state, at(by, now));
    expect(again.ok && again.events.length > 0).toBe(false);
    each(state);
  }
  return { state, log };
}

const always = (each: (state: RosterState) => void) =>
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 40, size: 'max' }), (turns) => {
      play(turns, each);
    }),
    { numRuns: 200 },
  );

describe('the roster', () => {
  it('always has an admin with an account', () =>
    always((state) => {
      const admins = Object.values(state.people).filter(({ roles: held }) => held.includes('admin'));
      expect(admins.some(({ identities }) => identities.length > 0)).toBe(true);
    }));

  it('knows every account once', () =>
    always((state) => {
      const accounts = Object.values(state.people).flatMap(({ identities }) =>
        identities.map((row) => JSON.stringify(row)),
      );
      expect(new Set(accounts).size).toBe(accounts.length);
    }));

  it('keeps customers and staff apart', () =>
    always((state) => {
      for (const { roles: held, tenant: home } of Object.values(state.people)) {
        expect(held.includes('customer') && held.length > 1).toBe(false);
        if (held.length > 0) expect(held.includes('customer')).toBe(home !== undefined);
      }
    }));

  it('replayed from JSON is the live state', () => {
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 40, size: 'max' }), (turns) => {
        const { state, log } = play(turns, () => undefined);
        expect(stateOf(roster, JSON.parse(JSON.stringify(log)) as Past<RosterEvent>[])).toEqual(state);
      }),
    );
  });

  it('folded in one go is the state folded entry by entry, and no state seen before has changed', () => {
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 40, size: 'max' }), fc.nat(10), (turns, seenAt) => {
        const { state, log } = play(turns, () => undefined);
        const seen = stateOf(roster, log.slice(0, seenAt));
        const before = JSON.stringify(seen);
        const fresh: Fresh = new WeakSet();
        let next = seen;
        for (const [index, { at: when, by, events }] of log.entries())
          if (index >= seenAt) next = fold(roster, next, events, { version: index + 1, at: when, by }, fresh);
        expect(next).toEqual(state);
        expect(JSON.stringify(seen)).toBe(before);
        for (const tenant of ['acme', 'beta', 'constructor'])
          expect(roomsFor(next, tenant)).toEqual(roomsFor(structuredClone(next), tenant));
      }),
    );
  });

  it('finds the person behind an account, and a tenant’s people, as a search of everybody would', () =>
    always((state) => {
      const everybody = Object.values(state.people);
      for (const person of everybody)
        for (const account of [...person.identities, slack('nobody')])
          expect(personOf(state, account)).toBe(
            everybody.find(({ identities }) => identities.some((row) => sameIdentity(row, account))),
          );
      for (const tenant of [undefined, 'acme', 'beta'])
        expect(peopleOf(state, tenant)).toEqual(everybody.filter((person) => person.tenant === tenant));
    }));

  it('folds torn history too', () => {
    const torn = fc
      .array(turn, { maxLength: 40 })
      .chain((turns) => fc.shuffledSubarray(play(turns, () => undefined).log));
    fc.assert(
      fc.property(torn, (log) => {
        expect(stateOf(roster, log).version).toBe(log.length);
      }),
    );
  });
});
