/** Draws what BGP says about one virtual interface: per line router the session, received, advertised, best and lost; then the gateway. */
import type { BestView, LostRoute } from '../../engine/network/index.ts';
import type { Vif } from '../../engine/tenant/network/model.ts';
import type { Twin } from '../../engine/twin/build.ts';
import type { GatewayRoute } from '../../engine/twin/gateway-table.ts';
import { lineLink, routerNode, upLink } from '../../engine/twin/names.ts';
import { type SessionReport, sessionReports } from '../../engine/twin/sessions.ts';
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
          detail: sessionPhrase(vif, report),
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

/** The state the simulation sees, since when it was observed, and why it was lost before. */
function sessionPhrase(vif: Vif, report: SessionReport): Phrase {
  const { router, up, state: word, finding } = report;
  const state = up
    ? t('card.session-up')
    : t('card.session-state', { state: word, cause: named('cause', finding?.cause ?? 'unknown') });
  const times = vif.times?.[router];
  // What was observed before the last change says nothing of it.
  if (times?.up !== up) return state;
  const since = { state, at: { at: times.since } };
  return times.lost && up
    ? t('card.session-since-lost', { ...since, lost: { at: times.lost.at }, cause: named('cause', times.lost.cause) })
    : t('card.session-since', since);
}

/** The line router's side: what the client sent, what it was told or not, and what the router made of all it knows. */
function peerBlocks(twin: Twin, vif: Vif, router: string): Block[] {
  const session = lineLink(vif.id, router);
  const received = Object.entries(twin.outcome.received(session, 'a')).map(([prefix, route]) =>
    route.refused === undefined
      ? pathPhrase(prefix, route.asPath)
      : t('card.route-withheld', { prefix, reason: named('loss', route.refused) }),
  );
  const told = Object.entries(twin.outcome.advertised(session, 'a'));
  const advertised = told.flatMap(([prefix, route]) => ('withheld' in route ? [] : [pathPhrase(prefix, route.asPath)]));
  const withheld = told.flatMap(([prefix, route]) =>
    'withheld' in route ? [t('card.route-withheld', { prefix, reason: named('withheld', route.withheld) })] : [],
  );
  return [
    { kind: 'rule' },
    {
      kind: 'facts',
      rows: [
        { label: t('card.received', { router }), value: listPhrase(received) },
        { label: t('card.advertised', { router }), value: listPhrase(advertised) },
        ...(withheld.length > 0 ? [{ label: t('card.withheld', { router }), value: listPhrase(withheld) }] : []),
      ],
    },
    ...bestBlocks(twin, vif, router),
  ];
}

function bestBlocks(twin: Twin, vif: Vif, router: string): Block[] {
  const node = routerNode(vif.id, router);
  const rows = Object.entries(twin.outcome.best(node)).map(([prefix, best]) => bestRow(twin, vif, prefix, best));
  if (rows.length === 0) return [];
  return [
    { kind: 'text', text: t('card.best-at', { router }) },
    { kind: 'items', rows, empty: t('card.none') },
  ];
}

function bestRow(twin: Twin, vif: Vif, prefix: string, { best, asPath, lost = [] }: BestView): ItemRow {
  const title = t('card.best', { prefix, peer: peerName(twin, vif, best), path: asPath.join(' ') || '–' });
  const reasons = lost.map((row) => lostPhrase(twin, vif, row));
  return { title, tone: 'good', ...(reasons.length > 0 ? { detail: listPhrase(reasons) } : {}) };
}

function lostPhrase(twin: Twin, vif: Vif, { session, reason, clause }: LostRoute): Phrase {
  return t('card.lost-from', { peer: peerName(twin, vif, session), reason: named('loss', reason), clause });
}

/** A line router of this interface has two sessions: with the gateway and with the customer's device. */
function peerName(twin: Twin, vif: Vif, session: string): Phrase {
  const isUp = sessionReports(twin, vif).some(({ router }) => upLink(vif.id, router) === session);
  return isUp ? (twin.tenant.gateways[vif.gateway]?.name ?? vif.gateway) : t('card.device');
}

const pathPhrase = (prefix: string, asPath: readonly number[]): Phrase =>
  asPath.length === 0 ? prefix : `${prefix} [${asPath.join(' ')}]`;

function listPhrase(items: readonly Phrase[]): Phrase {
  return items.length > 0 ? t('card.list', { items: [...items] }) : '–';
}

export function routeRow(twin: Twin, route: GatewayRoute): ItemRow {
  const via = twin.tenant.vifs[route.nextHop]?.name ?? twin.tenant.attachments[route.nextHop]?.name ?? route.nextHop;
  const title = t('card.route-of-kind', { destination: route.destination, via, kind: named('route-kind', route.kind) });
  if (!route.loss) return { title, detail: named('route-state', 'effective'), tone: 'good' };
  return { title, detail: t('card.route-lost', { reason: named('loss', route.loss.reason) }), tone: 'waiting' };
}
