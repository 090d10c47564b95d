/** Rules of VPC attachments: one per VPC and gateway, what they export, and what they may not overlap (domain §2.3, §5.3). */
import { happened, refused, silence } from '../../core.ts';
import type { TenantState } from '../model.ts';
import { vifsOf } from './address-plan.ts';
import type { NetworkEvent } from './messages.ts';
import type { Attachment, Propagate, Vpc } from './model.ts';
import { linkRange, overlaps } from './ranges.ts';
import { bad, commonRefusal, find, type NetworkRules, overQuota, own, type Refused } from './rule.ts';

function exported(
  vpc: Vpc,
  propagate: Propagate,
  subnets: readonly string[],
): readonly { readonly id: string; readonly cidr: string }[] {
  if (propagate === 'none') return [];
  return vpc.subnets.filter((subnet) => propagate === 'all' || subnets.includes(subnet.id));
}

/** What lies on the customer's side of a gateway: links, announced ranges, static routes over interfaces. */
function customerSide(state: TenantState, gateway: string): readonly { readonly range: string; readonly by: string }[] {
  const routes = own(state.gateways, gateway)?.staticRoutes ?? [];
  return vifsOf(state, gateway).flatMap((vif) => [
    ...vif.pairs.map((pair) => ({ range: linkRange(pair) ?? pair.customerIp, by: vif.name })),
    ...(vif.device?.announces ?? []).map((range) => ({ range, by: vif.name })),
    ...routes
      .filter((row) => row.nextHop === vif.id && row.state !== 'rejected')
      .map((row) => ({ range: row.destination, by: vif.name })),
  ]);
}

/** Hosted-zone and VPC ranges must not overlap where both would be in effect on one gateway (domain §11.1 #14). */
export function clash(
  state: TenantState,
  gateway: string,
  ranges: readonly string[],
  field = 'vpc',
): Refused | undefined {
  const theirs = customerSide(state, gateway);
  for (const range of ranges) {
    const hit = theirs.find((row) => overlaps(row.range, range));
    if (hit) return refused('overlap', { field, value: range, values: { with: hit.range, by: hit.by } });
  }
  return undefined;
}

function badChoice(vpc: Vpc, propagate: Propagate, subnets: readonly string[]): Refused | undefined {
  if (propagate === 'partial' && subnets.length === 0) return bad('subnets', '', 'subnets');
  const unknown = subnets.find((id) => !vpc.subnets.some((subnet) => subnet.id === id));
  return unknown === undefined ? undefined : refused('unknown-thing', { field: 'subnets', value: unknown });
}

function ofGateway(state: TenantState, gateway: string): readonly Attachment[] {
  return Object.values(state.attachments).filter((row) => row.gateway === gateway);
}

/** Deleting an attachment takes the routes it carried on both sides (domain §3.7, §11.1 #12). */
function routesOver(state: TenantState, { id, gateway, vpc }: Attachment): readonly NetworkEvent[] {
  const statics = own(state.gateways, gateway)?.staticRoutes.filter((row) => row.nextHop === id) ?? [];
  const tables = own(state.vpcs, vpc)?.routeTables ?? [];
  return [
    ...statics.map((row): NetworkEvent => ({ type: 'static-route.removed', id: gateway, route: row.id })),
    ...tables.flatMap((table): readonly NetworkEvent[] => [
      ...table.rules
        .filter((row) => row.gateway === gateway)
        .map(
          ({ destination }): NetworkEvent => ({
            type: 'vpc-route.removed',
            id: vpc,
            table: table.id,
            destination,
            gateway,
          }),
        ),
      ...table.propagations
        .filter((row) => row.gateway === gateway)
        .map((): NetworkEvent => ({ type: 'propagation.set', id: vpc, table: table.id, gateway, scope: [] })),
    ]),
  ];
}

export const attachmentRules: NetworkRules<'create-attachment' | 'edit-attachment' | 'delete-attachment'> = {
  'create-attachment': (command, state, facts) => {
    if (own(state.attachments, command.id)) return silence;
    const gateway = find(state.gateways, 'gateway', command.gateway);
    if ('ok' in gateway) return gateway;
    const vpc = find(state.vpcs, 'vpc', command.vpc);
    if ('ok' in vpc) return vpc;
    if (vpc.region !== gateway.region)
      return refused('other-region', { field: 'vpc', value: vpc.name, values: { region: gateway.region } });
    const twin = ofGateway(state, gateway.id).find((row) => row.vpc === vpc.id);
    if (twin) return refused('attached-already', { field: 'vpc', value: vpc.name, values: { by: twin.name } });
    const { do: _do, ...fields } = command;
    return (
      commonRefusal(command) ??
      badChoice(vpc, command.propagate, command.subnets) ??
      overQuota(state, 'attachmentsPerGateway', gateway.id, ofGateway(state, gateway.id).length, gateway.name) ??
      clash(
        state,
        gateway.id,
        exported(vpc, command.propagate, command.subnets).map((subnet) => subnet.cidr),
      ) ??
      happened<NetworkEvent>({
        type: 'attachment.created',
        region: gateway.region,
        ...fields,
        subnets: command.propagate === 'partial' ? command.subnets : [],
        by: facts.actor.person,
      })
    );
  },
  'edit-attachment': (command, state) => {
    const attachment = find(state.attachments, 'attachment', command.id);
    if ('ok' in attachment) return attachment;
    const vpc = find(state.vpcs, 'vpc', attachment.vpc);
    if ('ok' in vpc) return vpc;
    const { do: _do, ...fields } = command;
    const propagate = fields.propagate ?? attachment.propagate;
    const subnets = propagate === 'partial' ? (fields.subnets ?? attachment.subnets) : [];
    const same =
      propagate === attachment.propagate &&
      subnets.join() === attachment.subnets.join() &&
      (fields.name ?? attachment.name) === attachment.name;
    if (same) return silence;
    return (
      commonRefusal(command) ??
      badChoice(vpc, propagate, subnets) ??
      clash(
        state,
        attachment.gateway,
        exported(vpc, propagate, subnets).map((subnet) => subnet.cidr),
      ) ??
      happened<NetworkEvent>({ type: 'attachment.edited', ...fields, propagate, subnets })
    );
  },
  'delete-attachment': (command, state) => {
    const attachment = own(state.attachments, command.id);
    return attachment
      ? happened<NetworkEvent>(...routesOver(state, attachment), { type: 'attachment.deleted', id: attachment.id })
      : silence;
  },
};
