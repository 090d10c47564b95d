/** However people link accounts, leave, return, lend and vote: no line is decided by fewer humans than the policy asks for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/engine/core.ts';
import { type RosterEvent, roster } from '../../../src/engine/roster/index.ts';
import type { RosterState } from '../../../src/engine/roster/model.ts';
import { humans, standing } from '../../../src/engine/roster/standing.ts';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { TenantState } from '../../../src/engine/tenant/model.ts';
import { stateOf } from '../core/given.ts';
import { at, crew, entry, person } from '../roster/crew.ts';
import { connection, day, facts, stories, T0 } from '../tenant/story.ts';

/** Accounts of this world. Who is one human is what links tell: accounts that ever shared a record. */
const accounts = ['ada', 'rui', 'lin', 'fei', 'ren', 'U1', 'U2', 'U3'];
const slack = (user: string) => ({ platform: 'slack', team: 'T1', user }) as const;

const account = fc.constantFrom(...accounts);
const staffRole = fc.constantFrom('reviewer', 'field', 'finance');
const move = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('join' as const), account, role: staffRole }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), account }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('link' as const), account, to: account }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('lend' as const), account, to: account }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('approve' as const), account }) },
);
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;

class World {
  roster: RosterState = stateOf(roster, [...crew, entry(person('fei', ['field'])), entry(person('ren', ['reviewer']))]);
  line: TenantState = stateOf(tenant, stories.ordering);
  /** Records whose yes was counted, and those in whose place it was. */
  readonly voices: string[] = [];
  /** As it was when the last vote was counted. */
  doublesAtTheEnd: readonly string[] = [];
  /** Every link there ever was, kept apart from what the roster remembers. */
  private readonly links: [record: string, account: string][] = [];
  private count = 0;

  constructor() {
    this.seeLinks();
  }

  private decide(command: Parameters<typeof roster.decide>[0], by: string): void {
    const decision = roster.decide(command, this.roster, at(by));
    if (!decision.ok) return;
    const version = this.roster.version + 1;
    this.roster = fold(roster, this.roster, decision.events as readonly RosterEvent[], { version, at: T0, by });
    this.seeLinks();
  }

  private seeLinks(): void {
    for (const { id, identities } of Object.values(this.roster.people))
      for (const { user } of identities) this.links.push([id, user]);
  }

  /** Records reachable from one over any account they shared. */
  private selves(record: string): Set<string> {
    const found = new Set([record]);
    for (let size = 0; size < found.size; ) {
      size = found.size;
      const shared = new Set(this.links.flatMap(([id, user]) => (found.has(id) ? [user] : [])));
      for (const [id, user] of this.links) if (shared.has(user)) found.add(id);
    }
    return found;
  }

  /** Pairs among the voices and who asked that are one human after all. */
  doubles(): string[] {
    const names = ['lin', ...this.voices];
    return names.flatMap((name, index) =>
      names.slice(index + 1).flatMap((other) => (this.selves(name).has(other) ? [`${name} is ${other}`] : [])),
    );
  }

  private personAt(user: string) {
    return Object.values(this.roster.people).find((row) => row.identities.some((known) => known.user === user));
  }

  play(what: Move): void {
    const id = ++this.count;
    const mine = this.personAt(what.account);
    const digest = `d-${id}`;
    const link = { do: 'link', digest, identity: slack(what.account) } as const;
    if (what.kind === 'join') {
      const name = `p-${id}`;
      this.decide({ do: 'invite', person: name, name, roles: [what.role], language: 'en', digest }, 'ada');
      this.decide(link, 'unlinked');
    } else if (what.kind === 'link') {
      const other = this.personAt(what.to);
      if (other) this.decide({ do: 'invite-self', digest }, other.id);
      this.decide(link, 'unlinked');
    } else if (mine && what.kind === 'leave') {
      this.decide({ do: 'revoke', person: mine.id }, 'ada');
    } else if (mine && what.kind === 'approve') {
      this.approve(mine.id);
    } else if (mine && what.kind === 'lend') {
      const to = this.personAt(what.to)?.id ?? '';
      const roles = mine.roles.filter((role) => role !== 'admin');
      this.decide({ do: 'delegate', id: `lend-${id}`, to, roles, until: T0 + day }, mine.id);
    }
  }

  private approve(by: string): void {
    const { roles, lent } = standing(this.roster, by, T0);
    const actor = { person: by, movers: roles, lent };
    const rule = { stages: [{ role: 'reviewer', count: 2 } as const], stepUp: false };
    const known = facts(actor, T0, { policy: { order: rule }, humans: humans(this.roster) });
    const decision = tenant.decide({ do: 'approve', connection }, this.line, known);
    if (!decision.ok || decision.events.length === 0) return;
    const [event] = decision.events;
    this.voices.push(by, ...(event && 'for' in event && event.for !== undefined ? [event.for] : []));
    this.doublesAtTheEnd = this.doubles();
    const version = this.line.version + 1;
    this.line = fold(tenant, this.line, decision.events, { version, at: T0, by });
  }
}

describe('two of the reviewers', () => {
  it('are two humans, and neither is the one who asked', () => {
    let approved = 0;
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40, size: 'max' }), (moves) => {
        const world = new World();
        for (const what of moves) world.play(what);
        const { state } = world.line.connections[connection] ?? {};
        if (state !== 'Installation_Paying') return;
        approved += 1;
        // `lin` asked for the line.
        expect(world.doublesAtTheEnd, JSON.stringify(world.voices)).toEqual([]);
        expect(world.voices.length).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 500 },
    );
    expect(approved).toBeGreaterThan(20);
  });
});
