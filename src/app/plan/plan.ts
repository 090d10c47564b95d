/** What a plan is: changes to try on a copy, and the verbs that would ask for them. Simulates and decides nothing. */
import { refused } from '../../engine/core.ts';
import type { Change, Ground, Proposal } from '../../engine/proposal/index.ts';
import { tryOut } from '../../engine/proposal/index.ts';
import type { TenantFacts } from '../../engine/tenant/messages.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import { type Phrase, t } from '../text/phrase.ts';
import type { Args } from '../verbs/spec.ts';
import type { World } from '../world.ts';
import { failureParts } from './failures.ts';
import { requestParts } from './requests.ts';

export type Refused = ReturnType<typeof refused>;

/** One thing that is tried. */
export interface Part {
  readonly region: string;
  /** Gateway the picture is drawn around, where the part has one. */
  readonly gateway?: string;
  readonly what: readonly Phrase[];
  readonly changes: readonly Change[];
  /** The line that would ask for it; a failure has none. */
  readonly step?: Step;
  /** Small print of the request. */
  readonly note?: Phrase;
}

/** A verb with its arguments, as a person would type them. */
export interface Step {
  readonly verb: string;
  readonly args: Args;
}

export interface Asked {
  readonly world: Pick<World, 'vault'>;
  readonly state: TenantState;
  readonly args: Args;
  readonly facts: Pick<TenantFacts, 'at' | 'actor'>;
}

/** Undefined where the arguments do not ask for it. */
export type PartRule = (asked: Asked) => Part | Refused | undefined;

export interface Plan {
  readonly proposal: Proposal;
  readonly parts: readonly Part[];
  /** Things the lines name that are not there yet have no line. */
  readonly steps: readonly Step[];
  readonly isRequestable: boolean;
}

const rules: readonly PartRule[] = [...requestParts, ...failureParts];

/** What was asked, without what only the button says. */
export function wishOf(args: Args): Args {
  return Object.fromEntries(Object.entries(args).filter(([name]) => name !== 'proof'));
}

export function planOn(ground: Ground, args: Args, facts: TenantFacts, world: Pick<World, 'vault'>): Plan | Refused {
  const parts: Part[] = [];
  for (const rule of rules) {
    const part = rule({ world, state: ground.tenant, args, facts });
    if (part && 'ok' in part) return part;
    if (part) parts.push(part);
  }
  const regions = [...new Set(parts.map(({ region }) => region))];
  const [region] = regions;
  if (region === undefined) return refused('plan-empty', { values: { vif: args.vif ?? 'vif' } });
  if (regions.length > 1) return refused('plan-regions', { value: regions.join(', ') });
  const tried = tryOut(
    ground,
    parts.flatMap(({ changes }) => changes),
    facts,
  );
  if (!tried.ok) return tried;
  const subject = parts.find(({ gateway }) => gateway !== undefined)?.gateway ?? gatewayIn(ground.tenant, region) ?? '';
  const { events, site } = tried;
  const steps = parts.flatMap(({ step }) => step ?? []);
  return {
    proposal: {
      kind: 'plan',
      subject,
      key: 'plan',
      region,
      wish: wishOf(args),
      events,
      site,
      figures: () => [],
    },
    parts,
    steps,
    isRequestable: steps.length === parts.length,
  };
}

const gatewayIn = ({ gateways }: TenantState, region: string): string | undefined =>
  Object.values(gateways).find((row) => row.region === region)?.id;

export const whatOf = ({ parts }: Plan): readonly Phrase[] => parts.flatMap(({ what }) => what);
export const summaryOf = (plan: Plan): Phrase => t('card.plan-summary', { what: whatOf(plan) });

/** As a person would type it. */
export function lineOf({ verb, args }: Step): string {
  return ['/line', verb, ...Object.entries(args).flatMap(([name, value]) => [`--${name}`, value])].join(' ');
}
