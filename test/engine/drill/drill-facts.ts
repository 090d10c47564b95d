/** What a decision on a drill is told of an estate: its proof and its forecast, computed as the application does. */
import { createHash } from 'node:crypto';
import { forecastOf } from '../../../src/engine/drill/index.ts';
import { drillIn, drillProposal, type Ground, prove } from '../../../src/engine/proposal/index.ts';
import type { DrillCommand } from '../../../src/engine/tenant/drill/messages.ts';
import type { TenantFacts } from '../../../src/engine/tenant/messages.ts';
import type { Actor } from '../../../src/engine/tenant/model.ts';
import { facts, T0 } from '../tenant/story.ts';

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

export function drillFactsOn(ground: Ground, actor: Actor, command: DrillCommand): TenantFacts {
  const wish = drillIn(ground.tenant, command);
  if (!wish) return facts(actor, T0);
  const proof = prove(drillProposal(wish), ground, digest);
  const drill = { forecast: forecastOf(ground, wish.target, proof), endsAt: T0 + 1 };
  return facts(actor, T0, { proof: proof.now, drill });
}
