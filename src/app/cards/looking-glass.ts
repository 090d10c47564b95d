/** Draws what BGP says about one virtual interface: received, advertised, and what the gateway made of it, with reasons. */
import type { Vif } from '../../engine/tenant/network/model.ts';
import type { Twin } from '../../engine/twin/build.ts';
import type { GatewayRoute } from '../../engine/twin/gateway-table.ts';
import { lineLink } from '../../engine/twin/names.ts';
import { sessionReports } from '../../engine/twin/sessions.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import type { Block, Card, ItemRow } from './model.ts';

export function lookingGlassCard(twin: Twin, vif: Vif): Card {
  const title = t('card.bgp', { name: vif.name });
  const reports = sessionReports(twin, vif);
  return {
    id: `bgp-${vif.id}`,
    revision: vif.revision,
    tone: reports.every((report) => report.up) ? 'good' : reports.some((report) => report.up) ? 'waiting' : 'bad',
    title,
    summary: title,
    blocks: [
      {
        kind: 'steps',
        rows: reports.map((report) => ({
          label: t('card.session', { router: report.router }),
          status: report.up ? ('done' as const) : ('failed' as const),
          detail: report.up
            ? t('card.session-up')
            : t('card.session-state', {
                state: report.state,
                cause: named('cause', report.finding?.cause ?? 'unknown'),
              }),
        })),
      },
      ...reports.flatMap((report) => peerBlocks(twin, vif, report.router)),
      { kind: 'rule' },
      { kind: 'text', text: t('card.effective') },
      {
        kind: 'items',
        rows: (twin.gateways[vif.gateway]?.routes ?? []).map((route) => routeRow(twin, route)),
        empty: t('card.none'),
      },
      { kind: 'note', text: t('card.simulated') },
    ],
  };
}

/** The line router's side of the session: what the client sent, what it was told. */
function peerBlocks(twin: Twin, vif: Vif, router: string): Block[] {
  const session = lineLink(vif.id, router);
  const received = Object.entries(twin.outcome.received(session, 'a')).map(([prefix, route]) =>
    pathPhrase(prefix, route),
  );
  const advertised = Object.entries(twin.outcome.advertised(session, 'a')).map(([prefix, route]) =>
    pathPhrase(prefix, route),
  );
  return [
    {
      kind: 'facts',
      rows: [
        { label: t('card.received', { router }), value: listPhrase(received) },
        { label: t('card.advertised', { router }), value: listPhrase(advertised) },
      ],
    },
  ];
}

/** Views of a route differ in what they hold; the path is shown where there is one. */
function pathPhrase(prefix: string, view: object): string {
  const path = 'asPath' in view && Array.isArray(view.asPath) ? view.asPath.join(' ') : '';
  return path === '' ? prefix : `${prefix} [${path}]`;
}

function listPhrase(items: readonly string[]): Phrase {
  return items.length > 0 ? t('card.list', { items: [...items] }) : '–';
}

export function routeRow(twin: Twin, route: GatewayRoute): ItemRow {
  const via = twin.tenant.vifs[route.nextHop]?.name ?? twin.tenant.attachments[route.nextHop]?.name ?? route.nextHop;
  const title = t('card.route-of-kind', { destination: route.destination, via, kind: named('route-kind', route.kind) });
  if (!route.loss) return { title, detail: named('route-state', 'effective'), tone: 'good' };
  return { title, detail: t('card.route-lost', { reason: named('loss', route.loss.reason) }), tone: 'waiting' };
}
