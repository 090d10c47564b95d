/** Draws a proof: what a change would bring and break, in a few lines. */
import type { TenantState } from '../../engine/tenant/model.ts';
import type { RouteProof } from '../proof.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import type { Block } from './model.ts';

export function proofBlocks(proofs: readonly RouteProof[], state: TenantState): Block[] {
  return proofs.flatMap((proof) => [
    { kind: 'text', text: t('card.proof', { destination: proof.destination }) } as const,
    { kind: 'note', text: t('card.list', { items: lines(proof, state) }) } as const,
  ]);
}

function lines({ difference }: RouteProof, state: TenantState): Phrase[] {
  const name = (id: string) => state.vifs[id]?.name ?? state.attachments[id]?.name ?? state.gateways[id]?.name ?? id;
  const routes = difference.routes.map((change) =>
    change.inEffect
      ? t('card.proof-in', { destination: change.destination, via: name(change.nextHop) })
      : t('card.proof-out', {
          destination: change.destination,
          via: name(change.nextHop),
          reason: named('loss', change.reason ?? 'gone'),
        }),
  );
  const sessions = difference.sessions.map((change) =>
    t(change.up ? 'card.proof-up' : 'card.proof-down', { router: change.router, name: name(change.vif) }),
  );
  const pings = difference.probes.map((change) =>
    t(change.pass ? 'card.proof-ping' : 'card.proof-no-ping', { host: change.host }),
  );
  const all = [...routes, ...sessions, ...pings];
  return all.length > 0 ? all : [t('card.proof-nothing')];
}
