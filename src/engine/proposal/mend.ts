/** Which single changes would let a ping pass, the smallest first: each decided and simulated on a copy before it is named. */
import { parsePrefix } from '../network/index.ts';
import type { TenantFacts } from '../tenant/messages.ts';
import type { ClientDevice } from '../tenant/network/model.ts';
import { type Diagnosis, diagnose, type Fix, outcomeOf, type Twin, twinOf } from '../twin/index.ts';
import type { Ground } from './proposal.ts';
import { type Ends, type Hands, hands, type Remedy, remediesFor, remedyOf } from './remedies.ts';
import { type Standing, standingOf, takesAway } from './standing.ts';
import { tryOut } from './trial.ts';

export interface Mending {
  readonly fix: Fix;
  readonly by: Hands;
}
export interface Mendings {
  /** Each alone is enough. */
  readonly single: readonly Mending[];
  /** Where none is: changes that are enough together, in order; empty where a person has to choose. */
  readonly together: readonly Mending[];
  /** How many changes were left untried, each larger than those that were. */
  readonly untried: number;
}

const togetherAtMost = 6;
/** Each is a simulation of the whole tenant; the smallest are tried first. */
export const triedAtMost = 48;

/** May do everything, as it is about effects; who may do what is decided when it is typed. */
const everybody = (facts: TenantFacts): TenantFacts => ({
  ...facts,
  actor: { person: 'simulation', movers: ['customer', 'reviewer', 'field', 'system'] },
  codeProved: true,
});

const ask = (twin: Twin, ends: Ends): Diagnosis | undefined => diagnose(twin, ends.vif, ends);

/** The ground after, or undefined where the change is refused or changes nothing. */
function after(ground: Ground, { changes }: Remedy, facts: TenantFacts): Ground | undefined {
  const tried = tryOut(ground, changes, facts);
  return tried.ok && tried.ground !== ground && tried.events.length + tried.site.length > 0 ? tried.ground : undefined;
}

/** It passes, and nothing that worked stops working. */
function mends({ tenant, sites }: Ground, ends: Ends, before: Standing): boolean {
  const twin = twinOf(tenant, sites);
  return ask(twin, ends)?.pass === true && !takesAway(before, standingOf(outcomeOf(twin)));
}

/** Hands that have to act, fields that change, and how wide the widest new range is. */
function sizeOf({ fix, by }: Mending, twin: Twin): readonly [number, number, number] {
  const [fields, ranges] = touched(fix, twin);
  const widest = ranges.map((range) => 32 - (parsePrefix(range)?.length ?? 32));
  return [hands.indexOf(by), fields, Math.max(0, ...widest)];
}

function touched(fix: Fix, twin: Twin): readonly [number, readonly string[]] {
  if (fix.log === 'site') return [1, []];
  const { command } = fix;
  switch (command.do) {
    case 'set-device': {
      const before = twin.tenant.vifs[command.id]?.device;
      const more = before ? command.device.announces.filter((range) => !before.announces.includes(range)) : [];
      return [fieldsChanged(command.device, before), more];
    }
    case 'edit-attachment': {
      const attachment = twin.tenant.attachments[command.id];
      const vpc = attachment && twin.tenant.vpcs[attachment.vpc];
      const wanted = command.propagate === 'all' ? undefined : command.subnets;
      const exported = (vpc?.subnets ?? []).filter(({ id }) => wanted?.includes(id) ?? true);
      return [exported.length, []];
    }
    case 'set-propagation':
      return [1, command.scope];
    case 'set-security':
      return [1, command.allowFrom];
    case 'add-vpc-route':
      return [1, [command.destination]];
    case 'remove-static-route':
    case 'remove-vpc-route':
    case 'bind-subnet':
      // What others may stand on.
      return [3, []];
    case 'create-attachment':
    case 'add-static-route':
      return [2, []];
    default:
      return [1, []];
  }
}

function fieldsChanged(now: Omit<ClientDevice, 'since'>, before: ClientDevice | undefined): number {
  if (!before) return Object.keys(now).length;
  const { since: _since, ...old } = before;
  const names = new Set([...Object.keys(now), ...Object.keys(old)]) as Set<keyof typeof old>;
  return [...names].filter((name) => JSON.stringify(now[name]) !== JSON.stringify(old[name])).length;
}

function bySize(twin: Twin) {
  return (left: Mending, right: Mending): number => {
    const [a, b] = [sizeOf(left, twin), sizeOf(right, twin)];
    return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  };
}

/** Follows the diagnosis from failure to failure. */
function together(start: Ground, ends: Ends, facts: TenantFacts): readonly Mending[] {
  const steps: Mending[] = [];
  let ground = start;
  while (steps.length < togetherAtMost) {
    const twin = twinOf(ground.tenant, ground.sites);
    const diagnosis = ask(twin, ends);
    if (diagnosis?.pass) return steps;
    const fix = diagnosis?.first?.fix;
    const remedy = fix && remedyOf(fix);
    const next = remedy && after(ground, remedy, facts);
    if (!next) return [];
    steps.push({ fix: remedy.fix, by: remedy.by });
    ground = next;
  }
  return [];
}

/** For a ping that does not pass. A simulation of every candidate: rare questions only. */
export function mendingsFor(twin: Twin, ends: Ends, given: TenantFacts): Mendings {
  const ground: Ground = { tenant: twin.tenant, sites: twin.sites };
  const facts = everybody(given);
  const candidates = remediesFor(twin, ends, ask(twin, ends)?.first?.fix).toSorted(bySize(twin));
  const before = standingOf(outcomeOf(twin));
  const single = candidates
    .slice(0, triedAtMost)
    .filter((remedy) => {
      const made = after(ground, remedy, facts);
      return made !== undefined && mends(made, ends, before);
    })
    .map(({ fix, by }) => ({ fix, by }));
  const untried = Math.max(0, candidates.length - triedAtMost);
  return { single, together: single.length > 0 ? [] : together(ground, ends, facts), untried };
}
