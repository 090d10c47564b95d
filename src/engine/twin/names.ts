/** Names of nodes, links and sessions in the simulated network, and which of the tenant's things each node stands for. */
import type { LinkConfig, NetworkEvent, NodeConfig, SessionConfig } from '../network/index.ts';

/** A line router serves every tunnel in a routing instance of its own: that is what keeps tunnels apart there. */
export const routerNode = (vif: string, router: string): string => `${vif}/${router}`;
export const clientNode = (vif: string): string => `${vif}/client`;
export const hostNode = (vif: string, address: string): string => `${vif}/host/${address}`;

/** Link and session between a tunnel's line router and the client, and between it and the gateway. */
export const lineLink = (vif: string, router: string): string => `${routerNode(vif, router)}/line`;
export const upLink = (vif: string, router: string): string => `${routerNode(vif, router)}/up`;

/** Between a gateway and a VPC's way in, or the router of one of its route tables. */
export const attachmentLink = (attachment: string, node: string): string => `${attachment}/${node}`;
/** Between a VPC's way in and the router of one of its route tables. */
export const tableLink = (vpc: string, table: string): string => `${vpc}/${table}`;

export type NodeName =
  | { readonly kind: 'gateway' | 'vpc'; readonly id: string }
  | { readonly kind: 'table' | 'instance'; readonly id: string; readonly vpc: string }
  | { readonly kind: 'line-router'; readonly id: string; readonly vif: string; readonly side: 'a' | 'b' }
  | { readonly kind: 'client'; readonly vif: string }
  | { readonly kind: 'host'; readonly id: string; readonly vif: string };

/** A piece of network under construction. */
export interface Part {
  readonly nodes: readonly (readonly [string, NodeConfig, NodeName])[];
  readonly links: readonly LinkConfig[];
  readonly sessions: readonly SessionConfig[];
  /** What is broken from the start. */
  readonly faults: readonly NetworkEvent[];
}
