/**
 * Knows which routes a speaker tells a peer and how it changes them (RFC 4271 §9.2, 4456, 1997, 8212, 9234);
 * does not know how they travel. Like BIRD, nothing is sent back where it came from or while another route is in use.
 */
import { LOCAL_ROUTE } from './choice-table.ts';
import { forbiddenBy } from './communities.ts';
import type { Choices, Path } from './loc-rib.ts';
import type { AttributeSet, Route } from './path-attributes.ts';
import type { Prefix } from './prefix.ts';
import { sendOnlyToCustomer } from './role.ts';
import { type Peering, peerOf, type Speaker } from './state.ts';

export const ADVERTISE_REFUSALS = {
  'no-route': { clause: 'RFC 4271 §9.1.3', field: 'networks' },
  'not-in-use': { clause: 'RFC 4271 §9.1.3', field: 'static' },
  'learned-from-peer': { clause: 'RFC 4271 §9.2', field: 'networks' },
  'internal-to-internal': { clause: 'RFC 4271 §9.2', field: 'options.rrClient' },
  'no-advertise': { clause: 'RFC 1997', field: 'import' },
  'no-export': { clause: 'RFC 1997', field: 'import' },
  'only-to-customer': { clause: 'RFC 9234 §5', field: 'options.role' },
  'export-policy-missing': { clause: 'RFC 8212 §2', field: 'export' },
  'export-policy': { clause: 'RFC 4271 §9.1.3', field: 'export' },
} as const;
export type AdvertiseRefusal = keyof typeof ADVERTISE_REFUSALS;

/** An internal route goes to an internal peer only through a route reflector: from a client to all, else to clients. */
function mayReflect(from: Peering, to: Peering): boolean {
  return from.config.options?.rrClient === true || to.config.options?.rrClient === true;
}

/** RFC 4456 §8. A reflector uses its router id as the cluster id. */
function reflected(set: AttributeSet, from: Peering, speaker: Speaker): AttributeSet {
  const sender = peerOf(from).speaker;
  return {
    ...set,
    originatorId: set.originatorId ?? sender.routerId,
    clusterList: [speaker.routerId, ...set.clusterList],
  };
}

/** LOCAL_PREF, a learned MED and the reflection attributes stay inside the AS (RFC 4271 §5.1.4, §5.1.5; 4456 §8). */
function stripped(set: AttributeSet): AttributeSet {
  const { asPath, origin, communities, onlyToCustomer } = set;
  return { asPath, origin, communities, clusterList: [], ...(onlyToCustomer !== undefined && { onlyToCustomer }) };
}

/** Own AS once in front; with as-override every mention of the peer's AS becomes the own one. */
function prepended(set: AttributeSet, to: Peering): AttributeSet {
  const { asn } = to.speaker;
  const { options, remoteAs } = to.config;
  const asPath = options?.asOverride ? set.asPath.map((one) => (one === remoteAs ? asn : one)) : set.asPath;
  return { ...set, asPath: [asn, ...asPath] };
}

/** Without a path, `own` is a route the speaker originates itself. */
function advertisePath(to: Peering, prefix: Prefix, own: AttributeSet, path?: Path): Route | AdvertiseRefusal {
  const { speaker, external, exportPolicy, config } = to;
  const from = path?.peering;
  if (from === to) return 'learned-from-peer';
  const forbidden = forbiddenBy(own.communities, external);
  if (forbidden) return forbidden;
  const internalToInternal = from && !from.external && !external;
  if (internalToInternal && !mayReflect(from, to)) return 'internal-to-internal';
  if (external && !exportPolicy && speaker.node.config.requirePolicy) return 'export-policy-missing';
  const base = external ? stripped(own) : internalToInternal ? reflected(own, from, speaker) : own;
  const exported = exportPolicy ? exportPolicy.apply(base, exportPolicy.prefixClass(prefix), speaker.asn) : base;
  if (!exported) return 'export-policy';
  if (!external) {
    // Reflected routes keep their next hop even with next-hop-self (RFC 4456 §10, FRR).
    const keeps = path && (internalToInternal || !config.options?.nextHopSelf);
    return { attributes: exported, nextHop: keeps ? path.route.nextHop : to.localAddress };
  }
  const marked = sendOnlyToCustomer(exported, config.options?.role, speaker.asn);
  if (!marked) return 'only-to-customer';
  // Links join two nodes, so no third party shares a subnet: the next hop is always self (RFC 4271 §5.1.3).
  return { attributes: prepended(marked, to), nextHop: to.localAddress };
}

export function advertise(to: Peering, prefix: Prefix, choice: Choices | undefined): Route | AdvertiseRefusal {
  if (choice?.local === LOCAL_ROUTE.originated) return advertisePath(to, prefix, choice.origin);
  if (!choice?.best) return 'no-route';
  return choice.local === LOCAL_ROUTE.inUse
    ? 'not-in-use'
    : advertisePath(to, prefix, choice.best.route.attributes, choice.best);
}
