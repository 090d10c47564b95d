/**
 * A change somebody has to agree to, and its proof: the tenant's network simulated without it and with it, bound together
 * by one hash. Knows nothing of who decides, nor of any kind of change; those who bring one say what it would append.
 */
import { canonical } from '../audit/canonical.ts';
import type { Datum } from '../core.ts';
import { fold } from '../core.ts';
import { type SiteCommand, type SiteState, site } from '../site/index.ts';
import { evolveTenant } from '../tenant/evolve.ts';
import type { TenantEvent } from '../tenant/messages.ts';
import type { TenantState } from '../tenant/model.ts';
import { type Difference, difference, outcomeOf, type Sites, type TwinOutcome, twinOf } from '../twin/index.ts';
import type { Digest, ProofNow } from './mark.ts';
import { othersTouched } from './others.ts';
import { type Passage, standingOf, takesAway } from './standing.ts';

/** A count the change moves: free port pairs, a quota. */
export interface Figure {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly limit?: number;
  /** Shared with others, who move it all day: only whether it is used up, the last, or plenty belongs to the proof. */
  readonly shared?: true;
}

export interface Proposal {
  readonly kind: string;
  /** The thing whose card asks. */
  readonly subject: string;
  /** Which of the subject's proposals this is. */
  readonly key: string;
  readonly region: string;
  /** What is asked for, field by field; an edit of any of them makes another proposal. */
  readonly wish: Readonly<Record<string, Datum>>;
  /** What agreeing would append to the tenant's log, and ask of the region's site. */
  readonly events: readonly TenantEvent[];
  readonly site: readonly SiteCommand[];
  readonly figures: (before: Ground, after: Ground) => readonly Figure[];
}

/** Where a change is tried. */
export interface Ground {
  readonly tenant: TenantState;
  readonly sites: Sites;
}

export interface Proof extends Passage {
  readonly proposal: Proposal;
  readonly before: TwinOutcome;
  readonly after: TwinOutcome;
  readonly difference: Difference;
  readonly figures: readonly Figure[];
  /** Lines of other tenants that would notice; computed, and normally none. */
  readonly others: readonly string[];
  /** Versions of the logs it was computed on. */
  readonly at: { readonly tenant: number; readonly site: number };
  readonly now: ProofNow;
}

/** The whole region: a VPC may stand on two gateways. */
const scopeOf = ({ gateways }: TenantState, region: string) => ({
  gateways: Object.values(gateways).flatMap((gateway) => (gateway.region === region ? [gateway.id] : [])),
});

/** What a tenant's network in one region does on this ground. */
export function outcomeIn({ tenant, sites }: Ground, region: string): TwinOutcome {
  return outcomeOf(twinOf(tenant, sites, scopeOf(tenant, region)));
}

/** The ground as it would be: events folded, commands to the site carried out as far as the site agrees. */
export function applied({ tenant, sites }: Ground, { events, site: commands, region }: Change): Ground {
  const stamp = { version: tenant.version + 1, at: 0, by: 'proposal' };
  const here = sites[region] ?? site.initial;
  const there = commands.reduce((state: SiteState, command) => {
    const decision = site.decide(command, state, undefined);
    return decision.ok ? fold(site, state, decision.events, { ...stamp, version: state.version }) : state;
  }, here);
  return {
    tenant: fold({ evolve: evolveTenant }, tenant, events, stamp),
    sites: commands.length === 0 ? sites : { ...sites, [region]: there },
  };
}
type Change = Pick<Proposal, 'events' | 'site' | 'region'>;

const level = (count: number): string => (count <= 0 ? 'none' : count === 1 ? 'last' : 'plenty');
const bound = ({ name, before, after, limit, shared }: Figure) =>
  shared ? { name, before: level(before) } : { name, before, after, limit };

export function prove(proposal: Proposal, ground: Ground, digest: Digest): Proof {
  const { kind, subject, key, region, wish } = proposal;
  const changed = applied(ground, proposal);
  const [before, after] = [outcomeIn(ground, region), outcomeIn(changed, region)];
  const [start, end] = [standingOf(before), standingOf(after)];
  const figures = proposal.figures(ground, changed);
  const others = othersTouched(ground, changed, region);
  const at = { tenant: ground.tenant.version, site: ground.sites[region]?.version ?? 0 };
  const hash = digest(
    canonical({ kind, subject, key, region, wish, start, end, figures: figures.map(bound), others: [...others] }),
  );
  const harms = takesAway(start, end) || others.length > 0;
  return {
    proposal,
    before,
    after,
    start,
    end,
    difference: difference(before, after),
    figures,
    others,
    at,
    now: { hash, site: at.site, harms },
  };
}
