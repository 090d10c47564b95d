/** From turn to turn of random lives: moves, places in line, secrets, purity, repeats, replay. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import type { TenantEvent } from '../../../../src/engine/tenant/messages.ts';
import { type VifState, vifStates } from '../../../../src/engine/tenant/network/vif-lifecycle.ts';
import { type Past, stateOf } from '../../core/given.ts';
import { attachments, everyTurn, gateways, runs, vpcs } from './every-turn.ts';
import { anyLife, live } from './random-cloud.ts';

/** Where an interface may go in one decision, written out by hand. */
const roads: Readonly<Record<VifState, readonly VifState[]>> = {
  Pending: ['Active', 'Deleting'],
  Active: ['Down', 'Deleting'],
  Down: ['Active', 'Deleting'],
  Deleting: ['Deleted'],
  Deleted: [],
};

describe('from turn to turn', () => {
  it('an interface moves only along the roads of its life', () =>
    everyTurn(({ before, after }) => {
      for (const { id, state } of Object.values(after.vifs)) {
        const from = before.vifs[id]?.state;
        if (from === undefined) expect(state).toBe('Pending');
        else if (from !== state) expect(roads[from]).toContain(state);
      }
    }));

  it('an export that stays keeps its place in line', () =>
    everyTurn(({ before, after }) => {
      for (const { id, exports } of attachments(after))
        for (const { subnet, since } of exports) {
          const earlier = before.attachments[id]?.exports.find((row) => row.subnet === subnet);
          expect(since).toBe(earlier?.since ?? after.version);
        }
    }));

  it('a key is shown to one person', () =>
    everyTurn(({ before, after }) => {
      for (const { id, keyRevealedTo } of Object.values(before.vifs))
        if (keyRevealedTo !== undefined) expect(after.vifs[id]?.keyRevealedTo).toBe(keyRevealedTo);
    }));

  it('what an event is about, and nothing else, has the entry’s revision', () =>
    everyTurn(({ after, before, decision }) => {
      if (!decision.ok || before === after) return;
      const about = new Set(decision.events.flatMap((event) => ('id' in event ? [event.id] : [])));
      const things = [...vpcs(after), ...gateways(after), ...attachments(after), ...Object.values(after.vifs)];
      for (const { id, revision } of things) expect(revision === after.version, id).toBe(about.has(id));
    }));
});

/** Every field name inside a value. */
const fieldsOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, part]) => [...(Array.isArray(value) ? [] : [name]), ...fieldsOf(part)])
    : [];

describe('a secret', () => {
  it('has no place in an event: of a key there is its print', () =>
    everyTurn(({ decision }) => {
      const fields = decision.ok ? decision.events.flatMap(fieldsOf) : [];
      expect(fields.filter((name) => /key|secret|password|token|md5/i.test(name) && name !== 'keyPrint')).toEqual([]);
    }));

  // biome-ignore format: words
  const about = {
    'vif.created': ['type', 'id', 'name', 'region', 'connection', 'gateway', 'vlan', 'customerAsn', 'keyPrint', 'pairs', 'healthCheck', 'by'],
    'vif.edited': ['type', 'id', 'name'],
    'vif.device-set': ['type', 'id', 'device', 'by'],
    'vif.key-revealed': ['type', 'id', 'by'],
  };
  it('has no other place either: what is told of an interface is known by name', () =>
    everyTurn(({ decision }) => {
      for (const event of decision.ok ? decision.events : []) {
        const known = Object.entries(about).find(([type]) => type === event.type)?.[1];
        if (known) expect(known).toEqual(expect.arrayContaining(Object.keys(event)));
      }
    }));
});

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

describe('a decision', () => {
  it('is pure: frozen arguments, the same answer twice', () =>
    everyTurn(({ command, before, facts, decision }) => {
      const arguments_ = [frozen(command), frozen(structuredClone(before)), frozen({ ...facts })] as const;
      expect(tenant.decide(...arguments_)).toEqual(decision);
      expect(tenant.decide(...arguments_)).toEqual(decision);
    }));

  it('repeated at once has no second effect; a refusal repeats itself', () =>
    everyTurn(({ command, after, facts, decision }) => {
      const again = tenant.decide(command, after, facts);
      if (!decision.ok) expect(again).toEqual(decision);
      // A second look at the key is told off; it still does nothing.
      else if (again.ok) expect(again.events).toEqual([]);
      else expect(command.do).toBe('reveal-key');
    }));

  it('that says nothing changes nothing', () =>
    everyTurn(({ before, after, decision }) => {
      if (!decision.ok || decision.events.length === 0) expect(after).toBe(before);
    }));
});

describe('history', () => {
  it('replayed from JSON is the live state', () =>
    fc.assert(
      fc.property(anyLife, (life) => {
        const { turns, log } = live(life);
        const kept = JSON.parse(JSON.stringify(log)) as readonly Past<TenantEvent>[];
        expect(stateOf(tenant, kept)).toEqual(turns.at(-1)?.after);
      }),
      runs,
    ));

  it('shuffled or doubled still folds to a state with its version', () => {
    const torn = anyLife.chain((life) => {
      const { log } = live(life);
      return fc.tuple(fc.shuffledSubarray([...log]), fc.shuffledSubarray([...log])).map(([a, b]) => [...a, ...b]);
    });
    fc.assert(
      fc.property(torn, (log) => {
        const state = stateOf(tenant, log);
        expect(state.version).toBe(log.length);
        for (const vif of Object.values(state.vifs)) expect(vifStates).toContain(vif.state);
      }),
      runs,
    );
  });
});
