/** Draws a border gateway's static routes: what is in effect and what an engineer still has to verify. */
import type { Mover } from '../../engine/tenant/lifecycle.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import type { Gateway, StaticRoute } from '../../engine/tenant/network/model.ts';
import type { RouteProof } from '../proof.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import type { Block, Button, Card, ItemRow } from './model.ts';
import { proofBlocks } from './proof.ts';

export function gatewayCard(
  gateway: Gateway,
  state: TenantState,
  movers: readonly Mover[],
  proofs: readonly RouteProof[] = [],
): Card {
  const waiting = gateway.staticRoutes.filter((route) => route.state === 'pending-verification');
  const title = t('card.gateway', { name: gateway.name, region: named('region', gateway.region) });
  const mayDecide = movers.includes('reviewer') || movers.includes('field');
  const buttons = mayDecide ? waiting.slice(0, 5).flatMap((route) => decisions(gateway, route)) : [];
  return {
    id: gateway.id,
    revision: gateway.revision,
    tone: waiting.length > 0 ? 'waiting' : 'good',
    title,
    summary: title,
    blocks: [
      {
        kind: 'facts',
        rows: [
          { label: t('card.id'), value: gateway.id },
          { label: t('card.asn'), value: String(gateway.asn) },
        ],
      },
      { kind: 'items', rows: gateway.staticRoutes.map((route) => row(route, state)), empty: t('card.none') },
      ...proofBlocks(proofs, state),
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

function decisions(gateway: Gateway, route: StaticRoute): Button[] {
  const args = { gateway: gateway.id, route: route.id };
  const of = { destination: route.destination };
  return [
    { label: t('button.verify', of), verb: 'route verify', args, style: 'primary' },
    { label: t('button.refuse', of), verb: 'route refuse', args, style: 'danger' },
  ];
}
