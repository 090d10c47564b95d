/** Binds a decision to the proof it was made on: another proof voids it, and harm needs a proof that was seen. Computes none. */
import { refused } from '../core.ts';
import { names, type ProofMark, shownDigits } from '../proposal/mark.ts';
import type { Seen, TenantFacts } from './messages.ts';

export function voided({ proof: seen }: Seen, { proof: now }: TenantFacts, subject: string) {
  if (!now) return undefined;
  if (seen === undefined)
    return now.harms
      ? refused('proof-unseen', { field: 'proof', value: subject, values: { proof: now.hash.slice(0, shownDigits) } })
      : undefined;
  return names(seen, now.hash) ? undefined : refused('proof-void', { field: 'proof', value: subject });
}

/** As the event keeps it. */
export function marked({ proof }: TenantFacts): { readonly proof?: ProofMark } {
  return proof ? { proof: { hash: proof.hash, site: proof.site } } : {};
}
