/** Draws a border gateway's static routes: what is in effect and what an engineer still has to verify. */
import type { Proof } from '../../engine/proposal/index.ts';
import type { Mover } from '../../engine/tenant/lifecycle.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import type { Gateway, StaticRoute } from '../../engine/tenant/network/model.ts';
import { tokenOf } from '../proof.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import { alarmBlocks } from './alarms.ts';
import type { Block, Button, Card, ItemRow } from './model.ts';
import { proofBlocks } from './proof.ts';

/** A card carries so many decisions at once; the others follow when these are made. */
const decisionsAtMost = 5;

export function gatewayCard(
  gateway: Gateway,
  state: TenantState,
  movers: readonly Mover[],
  proofs: readonly Proof[] = [],
): Card {
  const waiting = gateway.staticRoutes.filter((route) => route.state === 'pending-verification');
  const title = t('card.gateway', { name: gateway.name, region: named('region', gateway.region) });
  const mayDecide = movers.includes('reviewer') || movers.includes('field');
  const buttons = mayDecide
    ? waiting.slice(0, decisionsAtMost).flatMap((route) => decisions(gateway, route, proofs))
    : [];
  const alarms = alarmBlocks(state, gateway.id);
  return {
    id: gateway.id,
    revision: gateway.revision,
    tone: waiting.length > 0 || alarms.length > 0 ? 'waiting' : 'good',
    title,
    summary: title,
    blocks: [
      ...alarms,
      {
        kind: 'facts',
        rows: [
          { label: t('card.id'), value: gateway.id },
          { label: t('card.asn'), value: String(gateway.asn) },
        ],
      },
      { kind: 'items', rows: gateway.staticRoutes.map((route) => row(route, state)), empty: t('card.none') },
      ...proofs
        .slice(0, decisionsAtMost)
        .flatMap((proof) => proofBlocks(proof, state, String(proof.proposal.wish.destination ?? proof.proposal.key))),
      ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } satisfies Block] : []),
    ],
  };
}

function row(route: StaticRoute, state: TenantState): ItemRow {
  const via: Phrase = state.vifs[route.nextHop]?.name ?? state.attachments[route.nextHop]?.name ?? route.nextHop;
  const tone = route.state === 'effective' ? 'good' : route.state === 'rejected' ? 'bad' : 'waiting';
  return {
    title: t('card.route', { destination: route.destination, via }),
    detail: named('route-state', route.state),
    tone,
  };
}

function decisions(gateway: Gateway, route: StaticRoute, proofs: readonly Proof[]): Button[] {
  const args = { gateway: gateway.id, route: route.id };
  const proof = proofs.find(({ proposal }) => proposal.key === route.id);
  const seen = proof ? { ...args, proof: tokenOf(proof) } : args;
  const of = { destination: route.destination };
  return [
    { label: t('button.verify', of), verb: 'route verify', args: seen, style: 'primary' },
    { label: t('button.refuse', of), verb: 'route refuse', args, style: 'danger' },
  ];
}
