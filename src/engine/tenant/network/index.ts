/** Decides on the cloud network of a tenant: which rule answers which command. */
import type { Decision } from '../../core.ts';
import { refused } from '../../core.ts';
import { drillMovers, drillMoves } from '../drill/lifecycle.ts';
import { drillRules } from '../drill/rules.ts';
import type { TenantFacts } from '../messages.ts';
import type { TenantState } from '../model.ts';
import { attachmentRules } from './attachment.ts';
import { gatewayRules } from './gateway.ts';
import type { NetworkCommand, NetworkEvent } from './messages.ts';
import type { NetworkRules, Refused } from './rule.ts';
import { vifRules } from './vif.ts';
import { vpcRules } from './vpc.ts';

const rules: NetworkRules<NetworkCommand['do']> = {
  ...vpcRules,
  ...gatewayRules,
  ...attachmentRules,
  ...vifRules,
  ...drillRules,
};

/** Engineers verify static routes; jobs report; everything else is the customer's. */
const networkMovers: Readonly<Partial<Record<NetworkCommand['do'], readonly string[]>>> = {
  'verify-route': ['reviewer', 'field'],
  'refuse-route': ['reviewer', 'field'],
  'observe-vif': ['system'],
  'clean-vif': ['system'],
  'record-test': ['system'],
  'start-test': ['customer', 'field'],
};

/** Drills have a table of their own. */
const movers: typeof networkMovers = {
  ...networkMovers,
  ...Object.fromEntries(drillMoves.map(({ on }) => [on, drillMovers(on)])),
};

export function isNetworkCommand(command: { readonly do: string }): command is NetworkCommand {
  return Object.hasOwn(rules, command.do);
}

export function decideNetwork(command: NetworkCommand, state: TenantState, facts: TenantFacts): Decision<NetworkEvent> {
  return (
    notAllowed(command, facts) ??
    (rules[command.do] as (command: NetworkCommand, state: TenantState, facts: TenantFacts) => Decision<NetworkEvent>)(
      command,
      state,
      facts,
    )
  );
}

function notAllowed(command: NetworkCommand, facts: TenantFacts): Refused | undefined {
  const wanted = movers[command.do] ?? ['customer'];
  return wanted.some((mover) => (facts.actor.movers as readonly string[]).includes(mover))
    ? undefined
    : refused('not-your-role', { values: { command: command.do, roles: [...wanted] } });
}
