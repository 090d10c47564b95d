/** What a card says of a twin: sessions, tables, what each peer says and hears, pings. Plain values that survive JSON; no sentences. */
import type { SessionState } from '../network/index.ts';
import type { Vif } from '../tenant/network/model.ts';
import { refusalOf, toldOf } from './advertise.ts';
import { liveVifs, surroundings, type Twin } from './build.ts';
import type { CauseCode, CheckCode } from './codes.ts';
import { diagnose } from './diagnose.ts';
import type { HopKind, LossReason, RouteKind } from './gateway-rules.ts';
import type { GatewayRoute, GatewayTable } from './gateway-table.ts';
import { lineLink } from './names.ts';
import { byPrefix, byText } from './order.ts';
import { sessionReports } from './sessions.ts';
import type { VpcLossReason, VpcRouteKind } from './vpc-table.ts';

export interface PeerOutcome {
  readonly router: string;
  readonly state: SessionState;
  readonly up: boolean;
  readonly cause?: CauseCode;
  /** What the line router hears from the client; `refused` says why a range is not taken. */
  readonly received: readonly { readonly range: string; readonly refused?: string }[];
  /** What it tells the client. */
  readonly advertised: readonly string[];
}

export interface RouteOutcome {
  readonly destination: string;
  readonly hop: HopKind;
  readonly nextHop: string;
  readonly kind: RouteKind;
  readonly metric: number;
  readonly reason?: LossReason;
  readonly by?: string;
}

export interface VpcRouteOutcome {
  readonly destination: string;
  readonly kind: VpcRouteKind;
  readonly gateway?: string;
  readonly reason?: VpcLossReason;
}

export interface ProbeOutcome {
  readonly vif: string;
  readonly instance: string;
  readonly host: string;
  readonly pass: boolean;
  readonly check?: CheckCode;
  readonly cause?: CauseCode;
}

export interface TwinOutcome {
  /** By interface, one entry per line router. */
  readonly peers: Readonly<Record<string, readonly PeerOutcome[]>>;
  readonly gateways: Readonly<
    Record<
      string,
      {
        readonly routes: readonly RouteOutcome[];
        readonly dynamic: GatewayTable['dynamic'];
        /** In effect, and told to no tunnel. */
        readonly withheld: readonly string[];
      }
    >
  >;
  readonly vpcTables: Readonly<Record<string, readonly VpcRouteOutcome[]>>;
  readonly probes: readonly ProbeOutcome[];
  /** Pairs of instance and host that were not tried. */
  readonly probesLeftOut: number;
}

/** More pings would say little more and cost a card its room. */
export const probesAtMost = 64;

function peersOf(twin: Twin, vif: Vif): readonly PeerOutcome[] {
  const around = surroundings(twin.tenant, vif.gateway, twin.policy);
  return sessionReports(twin, vif).map(({ router, state, up, finding }) => {
    const session = lineLink(vif.id, router);
    // The first run: in the second a client also sends back what the other line router told it, and BGP drops that.
    const received = Object.keys(twin.learned.received(session, 'a'))
      .sort(byPrefix)
      .map((range) => {
        const refused = refusalOf(range, around);
        return { range, ...(refused !== undefined && { refused }) };
      });
    const advertised = Object.entries(twin.outcome.advertised(session, 'a')).flatMap(([range, view]) =>
      'withheld' in view ? [] : [range],
    );
    advertised.sort(byPrefix);
    return { router, state, up, ...(finding && { cause: finding.cause }), received, advertised };
  });
}

function routeOutcome({ destination, hop, nextHop, kind, metric, loss }: GatewayRoute): RouteOutcome {
  return {
    destination,
    hop,
    nextHop,
    kind,
    metric,
    ...(loss && { reason: loss.reason }),
    ...(loss?.by !== undefined && { by: loss.by }),
  };
}

function pairsOf(twin: Twin, vifs: readonly Vif[]): readonly { vif: string; instance: string; host: string }[] {
  return vifs.flatMap((vif) => {
    const host = vif.device?.host;
    const attached = Object.values(twin.tenant.attachments).filter(({ gateway }) => gateway === vif.gateway);
    const instances = attached.flatMap(({ vpc }) => twin.tenant.vpcs[vpc]?.instances.map(({ id }) => id) ?? []);
    return host === undefined
      ? []
      : [...new Set(instances)].sort(byText).map((instance) => ({ vif: vif.id, instance, host }));
  });
}

function probeOutcome(twin: Twin, pair: ReturnType<typeof pairsOf>[number]): ProbeOutcome {
  const found = diagnose(twin, pair.vif, pair);
  const { first } = found ?? {};
  return { ...pair, pass: found?.pass === true, ...(first && { check: first.check, cause: first.cause }) };
}

const mapped = <T, U>(things: Readonly<Record<string, T>>, to: (thing: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(things).map(([id, thing]) => [id, to(thing)]));

export function outcomeOf(twin: Twin): TwinOutcome {
  const vifs = Object.keys(twin.gateways).flatMap((gateway) => liveVifs(twin.tenant, gateway));
  const pairs = pairsOf(twin, vifs);
  return {
    peers: Object.fromEntries(vifs.map((vif) => [vif.id, peersOf(twin, vif)])),
    gateways: mapped(twin.gateways, (table) => ({
      routes: table.routes.map(routeOutcome),
      dynamic: table.dynamic,
      withheld: toldOf(table).flatMap(({ destination, withheld }) => (withheld ? [destination] : [])),
    })),
    vpcTables: mapped(twin.vpcTables, (rows) =>
      rows.map(({ destination, kind, gateway, loss }) => ({
        destination,
        kind,
        ...(gateway !== undefined && { gateway }),
        ...(loss && { reason: loss.reason }),
      })),
    ),
    probes: pairs.slice(0, probesAtMost).map((pair) => probeOutcome(twin, pair)),
    probesLeftOut: Math.max(0, pairs.length - probesAtMost),
  };
}
