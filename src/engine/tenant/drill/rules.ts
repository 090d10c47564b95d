/** Rules of failover drills: what may be cut, when, after whose yes, and how it is given back. */
import { regionById, regions } from '../../catalog/regions.ts';
import { type Decision, happened, refused, silence } from '../../core.ts';
import type { ProofNow } from '../../proposal/mark.ts';
import { type Departure, departure, shifted, unmoved } from '../../proposal/standing.ts';
import { mayNotDecideAs } from '../consent.ts';
import type { TenantFacts } from '../messages.ts';
import type { TenantState } from '../model.ts';
import { bad, own, type Refused } from '../network/rule.ts';
import { marked, voided } from '../proven.ts';
import { drillMovesFor, isOpenDrill } from './lifecycle.ts';
import type { DrillCommand, DrillEvent, DrillFacts } from './messages.ts';
import { cutsLastPath, type Drill, type DrillTarget, type VoidReason } from './model.ts';

/** Domain: the field's own limits for a failover test; default three hours. */
export const drillMinutes = { min: 1, max: 4_320, usual: 180 } as const;
/** A plan further ahead is a plan on another network. */
export const drillAheadDays = 30;
const dayMs = 86_400_000;

type Of<N extends DrillCommand['do'], C = DrillCommand> = C extends { readonly do: infer D }
  ? N extends D
    ? C
    : never
  : never;
export type DrillRules = {
  readonly [N in DrillCommand['do']]: (
    command: Of<N> & { readonly do: N },
    state: TenantState,
    facts: TenantFacts,
  ) => Decision<DrillEvent>;
};

const liveVifs = (state: TenantState) =>
  Object.values(state.vifs).filter((vif) => vif.state !== 'Deleting' && vif.state !== 'Deleted');

/** Where the target is; a refusal when the tenant has nothing there. */
export function drillRegion(state: TenantState, target: DrillTarget): string | Refused {
  switch (target.kind) {
    case 'session': {
      const vif = liveVifs(state).find(({ id }) => id === target.vif);
      if (!vif) return refused('unknown-thing', { field: 'vif', value: target.vif });
      const routers: readonly string[] = regionById.get(vif.region)?.lineRouters ?? [];
      return routers.includes(target.router)
        ? vif.region
        : refused('unknown-thing', { field: 'router', value: target.router });
    }
    case 'line': {
      const connection = own(state.connections, target.connection);
      const used = liveVifs(state).some((vif) => vif.connection === target.connection);
      return connection && used
        ? connection.region
        : refused('unknown-thing', { field: 'line', value: target.connection });
    }
    case 'line-router': {
      const region = regions.find(({ lineRouters }) => (lineRouters as readonly string[]).includes(target.router));
      const used = liveVifs(state).some((vif) => vif.region === region?.id);
      return region && used ? region.id : refused('unknown-thing', { field: 'router', value: target.router });
    }
  }
}

function otherDrill(state: TenantState, id: string): Drill | undefined {
  return Object.values(state.drills).find((drill) => drill.id !== id && isOpenDrill(drill.state));
}

/** The facts of a drill are gathered by whoever asks; without them nothing is known to be harmless. */
function factsOf({ drill, proof }: TenantFacts): (DrillFacts & { readonly proof: ProofNow }) | Refused {
  return drill && proof ? { ...drill, proof } : refused('drill-unknown');
}

function request(command: Of<'request-drill'>, state: TenantState, facts: TenantFacts): Decision<DrillEvent> {
  const { id, target, minutes, startAt, ask } = command;
  if (own(state.drills, id)) return silence;
  const region = drillRegion(state, target);
  if (typeof region !== 'string') return region;
  if (!Number.isInteger(minutes) || minutes < drillMinutes.min || minutes > drillMinutes.max)
    return bad('minutes', minutes, 'drill-minutes');
  if (startAt > facts.at + drillAheadDays * dayMs) return bad('at', new Date(startAt).toISOString(), 'drill-at');
  const known = factsOf(facts);
  if ('ok' in known) return known;
  if (known.blocked) return refused(`drill-${known.blocked}` as const, {});
  const other = otherDrill(state, id);
  if (other) return refused('drill-open', { value: other.id });
  const { losses } = known.forecast;
  if (losses.sessions.length === 0) return refused('drill-idle');
  const approval = cutsLastPath(known.forecast);
  if (approval && !ask)
    return refused('drill-cuts', { values: { lost: [...losses.prefixes, ...losses.pings].slice(0, 8).join(', ') } });
  return happened<DrillEvent>({
    type: 'drill.requested',
    id,
    region,
    target,
    minutes,
    startAt,
    approval,
    forecast: known.forecast,
    by: facts.actor.person,
    ...marked(facts),
  });
}

/** Guard of every later command: the drill, the move, the mover, and the picture it was decided on. */
function guarded(command: DrillCommand, state: TenantState, facts: TenantFacts): Drill | Refused {
  const drill = own(state.drills, command.id);
  if (!drill) return refused('unknown-thing', { field: 'drill', value: command.id });
  if (facts.seenRevision !== undefined && facts.seenRevision < drill.revision)
    return refused('drill-stale', { value: drill.id });
  const moves = drillMovesFor(drill.state, command.do);
  if (moves.length === 0) return refused('drill-not-now', { value: drill.id, values: { drillState: drill.state } });
  const by = [...new Set(moves.flatMap((move) => [...move.by]))];
  return by.some((mover) => facts.actor.movers.includes(mover))
    ? drill
    : refused('not-your-role', { values: { command: command.do, roles: by } });
}

function approve(command: Of<'approve-drill'>, state: TenantState, facts: TenantFacts): Decision<DrillEvent> {
  const { id } = command;
  if (own(state.drills, id)?.state === 'Scheduled') return silence;
  const drill = guarded(command, state, facts);
  if ('ok' in drill) return drill;
  const by = facts.actor.person;
  const ownDrill = mayNotDecideAs(facts, drill.createdBy, ['reviewer']);
  if (ownDrill) return ownDrill;
  const known = factsOf(facts);
  if ('ok' in known) return known;
  return (
    voided(command, facts, drill.name) ??
    happened<DrillEvent>({ type: 'drill.approved', id, by, forecast: known.forecast, ...marked(facts) })
  );
}

/** The last gate: what was foretold has to be true when the cut is made. */
function start(command: Of<'start-drill'>, state: TenantState, facts: TenantFacts): Decision<DrillEvent> {
  const { id } = command;
  if (own(state.drills, id)?.state === 'Running') return silence;
  const drill = guarded(command, state, facts);
  if ('ok' in drill) return drill;
  if (facts.at < drill.startAt) return refused('not-due');
  const off = (why: VoidReason, changed: Departure = unmoved): Decision<DrillEvent> =>
    happened<DrillEvent>({ type: 'drill.voided', id, for: why, changed });
  if (typeof drillRegion(state, drill.target) !== 'string') return off('gone');
  const known = factsOf(facts);
  if ('ok' in known) return known;
  if (known.blocked) return off(known.blocked);
  const running = Object.values(state.drills).some(
    (other) => other.id !== id && (other.state === 'Running' || other.state === 'Restoring'),
  );
  if (running) return off('drill');
  if (!drill.proof) return off('unproven');
  if (known.proof.hash !== drill.proof.hash) return off('ground', shifted(drill.forecast, known.forecast));
  // The same proof gives the same forecast; asked again all the same, for this is what must never go wrong.
  if (cutsLastPath(known.forecast) && drill.decidedBy === undefined) return off('ground');
  return happened<DrillEvent>({ type: 'drill.started', id, endsAt: known.endsAt, ...marked(facts) });
}

function stop(command: Of<'stop-drill'>, state: TenantState, facts: TenantFacts): Decision<DrillEvent> {
  const now = own(state.drills, command.id)?.state;
  if (now === 'Restoring' || now === 'Completed') return silence;
  const drill = guarded(command, state, facts);
  if ('ok' in drill) return drill;
  if (command.for === 'time' && drill.endsAt !== undefined && facts.at < drill.endsAt) return refused('not-due');
  return happened<DrillEvent>({ type: 'drill.restored', id: drill.id, for: command.for, by: facts.actor.person });
}

function plain<C extends DrillCommand>(
  end: Drill['state'],
  event: (command: C, facts: TenantFacts, drill: Drill) => Decision<DrillEvent>,
) {
  return (command: C, state: TenantState, facts: TenantFacts): Decision<DrillEvent> => {
    if (own(state.drills, command.id)?.state === end) return silence;
    const drill = guarded(command, state, facts);
    return 'ok' in drill ? drill : event(command, facts, drill);
  };
}

export const drillRules: DrillRules = {
  'request-drill': request,
  'approve-drill': approve,
  'start-drill': start,
  'stop-drill': stop,
  'refuse-drill': plain('Refused', ({ id, reason }, facts, drill) => {
    const words = reason.trim();
    const lent =
      facts.actor.person === drill.createdBy ? undefined : mayNotDecideAs(facts, drill.createdBy, ['reviewer']);
    if (lent) return lent;
    return words === ''
      ? bad('reason', reason, 'reason')
      : happened<DrillEvent>({ type: 'drill.refused', id, reason: words, by: facts.actor.person });
  }),
  'cancel-drill': plain('Cancelled', ({ id }, facts) =>
    happened<DrillEvent>({ type: 'drill.cancelled', id, by: facts.actor.person }),
  ),
  'lapse-drill': plain('Refused', ({ id }, facts, drill) =>
    facts.at < drill.startAt
      ? refused('not-due')
      : happened<DrillEvent>({ type: 'drill.voided', id, for: 'late', changed: unmoved }),
  ),
  'observe-drill': plain('Completed', ({ id, losses, convergenceSeconds }, _facts, drill) =>
    drill.seen ? silence : happened<DrillEvent>({ type: 'drill.observed', id, losses, convergenceSeconds }),
  ),
  'finish-drill': plain('Completed', ({ id }, facts, drill) => {
    if (!facts.standing) return refused('drill-unknown');
    const missing = departure(drill.forecast.start, facts.standing).lost;
    return happened<DrillEvent>({ type: 'drill.finished', id, missing });
  }),
};
