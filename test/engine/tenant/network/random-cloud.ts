/**
 * Random lives of a cloud network: people and jobs ask for likely and unlikely things. Plays commands through the
 * decider as the application would and keeps what was asked, decided and logged. Asserts nothing.
 */
import fc from 'fast-check';
import { type Decision, fold } from '../../../../src/engine/core.ts';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import type { TenantCommand, TenantEvent, TenantFacts } from '../../../../src/engine/tenant/messages.ts';
import type { Actor, TenantState } from '../../../../src/engine/tenant/model.ts';
import { nextPairs, nextVlan } from '../../../../src/engine/tenant/network/address-plan.ts';
import { stateOf } from '../../core/given.ts';
import { facts, fei, lin, T0 } from '../story.ts';
import {
  ask,
  attachment,
  deviceSet,
  type Entry,
  elsewhere,
  entry,
  gateway,
  line,
  pairs,
  region,
  sessions,
  staticRoute,
  vif,
  vifUp,
  vpc,
} from './cloud.ts';
import { cloudCommand } from './random-commands.ts';

/** Hold every role at once, so that nothing but four eyes stands between a wish and its approval. */
const everything = (person: string): Actor => ({
  person,
  movers: ['customer', 'reviewer', 'field', 'finance', 'admin', 'system'],
});
const actor = fc.oneof(
  { weight: 15, arbitrary: fc.constantFrom(everything('max'), everything('may')) },
  { weight: 1, arbitrary: fc.constantFrom(lin, fei) },
);

const bare: readonly Entry[] = [
  line('conn-1'),
  line('conn-2'),
  line('conn-3', elsewhere),
  gateway('bgw-1'),
  gateway('bgw-2'),
  vpc('vpc-1', '10.1.0.0/16', ['10.1.1.0/24', '10.1.2.0/24']),
  vpc('vpc-2', '10.2.0.0/16', ['10.2.1.0/24']),
];

/** One of everything, so that random commands find what they are about. */
const settled: readonly Entry[] = [
  ...bare,
  // Announced while the VPC was not attached: the part of it that may never be exported.
  vif('vif-1', { vlan: 11, pairs: pairs(0) }),
  vifUp('vif-1'),
  deviceSet('vif-1', { announces: ['192.168.0.0/24', '10.1.9.0/24'] }),
  attachment('att-1', 'vpc-1'),
  attachment('att-2', 'vpc-2', 'bgw-2', 'partial', ['vpc-2-s1']),
  entry(
    { type: 'route-table.added', id: 'vpc-1', table: 'vpc-1-t1', name: 'edge' },
    { type: 'vpc-route.added', id: 'vpc-1', table: 'vpc-1-default', destination: '192.168.0.0/24', gateway: 'bgw-1' },
    { type: 'propagation.set', id: 'vpc-2', table: 'vpc-2-default', gateway: 'bgw-2', scope: ['0.0.0.0/0'] },
    {
      type: 'instance.added',
      id: 'vpc-2',
      instance: 'i-1',
      name: 'i',
      subnet: 'vpc-2-s1',
      address: '10.2.1.3',
      allowFrom: [],
    },
  ),
  vif('vif-2', { vlan: 12, pairs: pairs(1), connection: 'conn-2' }),
  vifUp('vif-2'),
  staticRoute('route-1', '192.168.1.0/24', 'vif-1', 'pending-verification'),
];

const times = (count: number, make: (n: number) => Entry): readonly Entry[] =>
  Array.from({ length: count }, (_, n) => make(n));
const ruled = { id: 'vpc-1', table: 'vpc-1-default', gateway: 'bgw-1' } as const;
/** One short of every limit that a short life can reach. */
const crowded: readonly Entry[] = [
  ...bare,
  ...times(7, (n) => vpc(`vpc-of-${n}`, '10.9.0.0/16')),
  ...times(2, (n) => gateway(`bgw-of-${n}`)),
  ...times(8, (n) => entry({ type: 'route-table.added', id: 'vpc-1', table: `rtb-of-${n}`, name: 'rtb' })),
  ...times(49, (n) => vif(`vif-of-${n}`, { vlan: n + 100, pairs: pairs(n + 100) })),
  vifUp('vif-of-0'),
  ...times(49, (n) => staticRoute(`route-of-${n}`, `192.168.${n + 100}.0/24`, 'vif-of-0', 'effective')),
  entry({
    type: 'attachment.created',
    id: 'att-1',
    name: 'a',
    region,
    gateway: 'bgw-1',
    vpc: 'vpc-1',
    propagate: 'none',
    subnets: [],
    by: 'lin',
  }),
  ...times(49, (n) => entry({ type: 'vpc-route.added', ...ruled, destination: `192.168.${n + 100}.0/24` })),
];
const begun = [settled, bare, crowded].map((log) => ({ log, state: stateOf(tenant, log) }));

interface Draw {
  readonly actor: Actor;
  readonly command: TenantCommand;
  /** Which of the likely commands instead; none where it is negative. */
  readonly likely: number;
}
export interface Life {
  /** Which beginning. */
  readonly from: number;
  readonly draws: readonly Draw[];
}
export interface Turn {
  readonly command: TenantCommand;
  readonly facts: TenantFacts;
  readonly before: TenantState;
  readonly decision: Decision<TenantEvent>;
  readonly after: TenantState;
}

export const anyLife: fc.Arbitrary<Life> = fc.record({
  from: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1, 1, 2),
  draws: fc.array(fc.record({ actor, command: cloudCommand, likely: fc.integer({ min: -12_000, max: 9_999 }) }), {
    minLength: 20,
    maxLength: 60,
    size: 'max',
  }),
});

/** What people and jobs would ask for next, right or wrong: random commands alone seldom get beyond the first step. */
function likely(state: TenantState): readonly TenantCommand[] {
  const id = `vif-${Object.keys(state.vifs).length + 1}`;
  const links = nextPairs(state, 'bgw-1') ?? pairs(0);
  const plan = { connection: 'conn-1', gateway: 'bgw-1', vlan: nextVlan(state, 'conn-1') ?? 1, pairs: links };
  const routes = Object.values(state.gateways).flatMap((row) =>
    row.staticRoutes
      .filter((route) => route.state === 'pending-verification')
      .map((route) => ({ id: row.id, route: route.id })),
  );
  return [
    ask.vif({ id, ...plan }),
    ask.attachment({ id: 'att-1', propagate: 'all' }),
    ask.attachment({ id: 'att-2', vpc: 'vpc-2', propagate: 'none' }),
    ask.subnet({ id: 'vpc-1', subnet: 'vpc-1-s9' }),
    ask.gateway({ id: `bgw-new-${Object.keys(state.gateways).length}` }),
    ask.vpc({ id: `vpc-new-${Object.keys(state.vpcs).length}` }),
    ...Object.values(state.vifs).flatMap((row): readonly TenantCommand[] => [
      row.state === 'Deleting'
        ? { do: 'clean-vif', id: row.id }
        : { do: 'observe-vif', id: row.id, sessions: sessions(true, row.state === 'Pending') },
      { do: 'delete-vif', id: row.id },
      { do: 'start-test', id: row.id },
      {
        do: 'record-test',
        id: row.id,
        run: row.test?.run ?? 0,
        state: 'running',
        steps: [{ check: 'line', pass: true }],
      },
      // Tempting: what another one has.
      ask.vif({ id, ...plan, gateway: row.gateway, pairs: row.pairs }),
      ask.vif({ id, ...plan, connection: row.connection, vlan: row.vlan }),
      ask.route({ id: row.gateway, route: `route-to-${row.id}`, nextHop: row.id }),
    ]),
    ...routes.flatMap((route): readonly TenantCommand[] => [
      { do: 'verify-route', ...route },
      { do: 'refuse-route', ...route, reason: 'no' },
    ]),
    ...Object.values(state.attachments).flatMap((row): readonly TenantCommand[] => [
      ask.route({ id: row.gateway, route: `route-to-${row.id}`, destination: '10.5.0.0/16', nextHop: row.id }),
      { do: 'delete-attachment', id: row.id },
      { do: 'add-vpc-route', id: row.vpc, table: 'default', destination: '192.168.9.0/24', gateway: row.gateway },
      { do: 'set-propagation', id: row.vpc, table: 'default', gateway: row.gateway, scope: ['0.0.0.0/0'] },
    ]),
    ...Object.values(state.vpcs).flatMap((row) =>
      row.subnets.flatMap((subnet) =>
        row.routeTables.map(
          (table): TenantCommand => ({ do: 'bind-subnet', id: row.id, subnet: subnet.id, table: table.id }),
        ),
      ),
    ),
  ];
}

function chosen(draw: Draw, state: TenantState): TenantCommand {
  if (draw.likely < 0) return aimed(draw.command, state);
  const all = likely(state);
  return all[draw.likely % all.length] ?? draw.command;
}

/** A job reports on the run it works on; which one is known only when it reports. */
function aimed(command: TenantCommand, state: TenantState): TenantCommand {
  if (command.do !== 'record-test' || command.run > 0) return command;
  return { ...command, run: state.vifs[command.id]?.test?.run ?? 0 };
}

export function live({ from, draws }: Life): { readonly turns: readonly Turn[]; readonly log: readonly Entry[] } {
  const start = begun[from] ?? { log: [], state: tenant.initial };
  const turns: Turn[] = [];
  const log = [...start.log];
  let { state } = start;
  for (const draw of draws) {
    const command = chosen(draw, state);
    const known = facts(draw.actor);
    const decision = tenant.decide(command, state, known);
    const before = state;
    if (decision.ok && decision.events.length > 0) {
      log.push({ at: T0, by: draw.actor.person, events: decision.events });
      state = fold(tenant, state, decision.events, { version: log.length, at: T0, by: draw.actor.person });
    }
    turns.push({ command, facts: known, before, decision, after: state });
  }
  return { turns, log };
}
