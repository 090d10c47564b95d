/**
 * Knows which received routes a speaker takes and how it changes them (loops, RFC 9234, 8212, import policy);
 * does not know which of them is best.
 */
import { GRACEFUL_SHUTDOWN } from './communities.ts';
import { ALLOW_OWN_AS } from './defaults.ts';
import { type AttributeSet, DEFAULT_LOCAL_PREF } from './path-attributes.ts';
import type { Prefix } from './prefix.ts';
import { receiveOnlyToCustomer } from './role.ts';
import type { Peering } from './state.ts';

export const ACCEPT_REFUSALS = {
  'as-zero': { clause: 'RFC 7607 §2', field: 'asn' },
  'own-as': { clause: 'RFC 4271 §9.1.2', field: 'options.allowOwnAs' },
  'own-originator': { clause: 'RFC 4456 §8', field: 'routerId' },
  'own-cluster': { clause: 'RFC 4456 §8', field: 'routerId' },
  'route-leak': { clause: 'RFC 9234 §5', field: 'options.role' },
  'import-policy-missing': { clause: 'RFC 8212 §2', field: 'import' },
  'import-policy': { clause: 'RFC 4271 §9.1.1', field: 'import' },
} as const;
export type AcceptRefusal = keyof typeof ACCEPT_REFUSALS;

/** How many own ASNs a received path may hold. */
export function allowedOwnAs({ config }: Peering): number {
  const allowed = config.options?.allowOwnAs ?? 0;
  return typeof allowed === 'number' ? allowed : allowed ? ALLOW_OWN_AS : 0;
}

/** The attribute set as it enters the decision, or why it does not. */
export function accept(peering: Peering, prefix: Prefix, received: AttributeSet): AttributeSet | AcceptRefusal {
  const { speaker, external, config, importPolicy } = peering;
  if (received.asPath.includes(0)) return 'as-zero';
  if (received.asPath.filter((asn) => asn === speaker.asn).length > allowedOwnAs(peering)) return 'own-as';
  if (received.originatorId === speaker.routerId) return 'own-originator';
  if (received.clusterList.includes(speaker.routerId)) return 'own-cluster';
  const unleaked = external ? receiveOnlyToCustomer(received, config.options?.role, config.remoteAs) : received;
  if (!unleaked) return 'route-leak';
  if (external && !importPolicy && speaker.node.config.requirePolicy) return 'import-policy-missing';
  // LOCAL_PREF from an external peer is ignored (RFC 4271 §5.1.5).
  const preferred =
    external || unleaked.localPref === undefined ? { ...unleaked, localPref: DEFAULT_LOCAL_PREF } : unleaked;
  const imported = importPolicy
    ? importPolicy.apply(preferred, importPolicy.prefixClass(prefix), speaker.asn)
    : preferred;
  if (!imported) return 'import-policy';
  // RFC 8326 §4.2, as FRR does without being asked.
  return external && imported.communities.includes(GRACEFUL_SHUTDOWN) ? { ...imported, localPref: 0 } : imported;
}
