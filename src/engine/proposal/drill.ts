/** A failover drill as a proposal: what its cut would do, for whoever asks for it, approves it or makes it. */
import type { DrillCommand } from '../tenant/drill/messages.ts';
import { type Drill, type DrillTarget, nothingForetold } from '../tenant/drill/model.ts';
import { drillRegion } from '../tenant/drill/rules.ts';
import type { TenantState } from '../tenant/model.ts';
import type { Proposal } from './proposal.ts';

type Wish = Pick<Drill, 'id' | 'region' | 'target' | 'minutes' | 'startAt'>;

function fields(target: DrillTarget): Proposal['wish'] {
  switch (target.kind) {
    case 'session':
      return { vif: target.vif, router: target.router };
    case 'line':
      return { line: target.connection };
    case 'line-router':
      return { router: target.router };
  }
}

/** The same before and after it was approved: the cut itself is tried, not the way to it. */
export function drillProposal({ id, region, target, minutes, startAt }: Wish): Proposal {
  const wish = { target, minutes, startAt };
  const asked = { approval: false, forecast: nothingForetold, by: 'proposal' };
  return {
    kind: 'drill',
    subject: id,
    key: id,
    region,
    wish: { ...fields(target), minutes, at: startAt },
    events: [
      { type: 'drill.requested', id, region, ...wish, ...asked },
      { type: 'drill.started', id, endsAt: startAt },
    ],
    site: [],
    figures: () => [],
  };
}

/** The drill a command is about, as far as it needs a proof; undefined where there is nothing to cut. */
export function drillIn(state: TenantState, command: DrillCommand): Wish | undefined {
  switch (command.do) {
    case 'request-drill': {
      const region = drillRegion(state, command.target);
      return typeof region === 'string' ? { ...command, region } : undefined;
    }
    case 'approve-drill':
    case 'start-drill':
      return Object.hasOwn(state.drills, command.id) ? state.drills[command.id] : undefined;
    default:
      return undefined;
  }
}
