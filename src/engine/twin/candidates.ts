/** Every route that asks to be in effect on a gateway: its statics, what attachments export, what BGP learned. Judges none of them. */
import type { Outcome } from '../network/index.ts';
import type { TenantState } from '../tenant/model.ts';
import type { Gateway, Vif } from '../tenant/network/model.ts';
import type { Candidate } from './gateway-rules.ts';
import { lineLink, upLink } from './names.ts';
import { byText, groupBy } from './order.ts';

export interface Lines {
  /** The region's line routers. */
  readonly routers: readonly string[];
  /** Live virtual interfaces of the gateway. */
  readonly vifs: readonly Vif[];
  /** The network while only BGP had spoken. */
  readonly learned: Outcome;
}

/** Line routers whose session with the client is up. */
export function upRouters(outcome: Outcome, vif: Vif, routers: readonly string[]): readonly string[] {
  return routers.filter((router) => {
    const session = outcome.sessions[lineLink(vif.id, router)];
    return session?.a === 'Established' && session.b === 'Established';
  });
}

function statics(gateway: Gateway, state: TenantState, lines: Lines): readonly Candidate[] {
  return gateway.staticRoutes.map((route, index): Candidate => {
    const vif = lines.vifs.find(({ id }) => id === route.nextHop);
    const over = vif ? upRouters(lines.learned, vif, lines.routers) : [];
    const attached = state.attachments[route.nextHop]?.gateway === gateway.id;
    return {
      id: `static ${route.id}`,
      destination: route.destination,
      hop: attached ? 'attachment' : 'interface',
      nextHop: route.nextHop,
      kind: 'static',
      metric: 0,
      since: index,
      available: attached || over.length > 0,
      over,
      ...(route.state !== 'effective' && { standing: route.state }),
    };
  });
}

function exported(gateway: Gateway, state: TenantState): readonly Candidate[] {
  return Object.values(state.attachments)
    .filter((row) => row.gateway === gateway.id)
    .flatMap(({ id, vpc, exports }) =>
      exports.map(
        ({ subnet, cidr, since }): Candidate => ({
          id: `${id} ${subnet}`,
          destination: cidr,
          hop: 'attachment',
          nextHop: id,
          kind: 'propagated',
          metric: 0,
          since,
          vpc,
          available: true,
          over: [],
        }),
      ),
    );
}

/** One route per range and tunnel. One device speaks to both line routers, so their paths have one length. */
function learnedOver(vif: Vif, { learned, routers }: Lines): readonly Candidate[] {
  const heard = upRouters(learned, vif, routers).flatMap((router) =>
    Object.entries(learned.received(upLink(vif.id, router), 'a')).map(([range, { asPath }]) => ({
      range,
      router,
      metric: asPath.length,
    })),
  );
  return [...groupBy(heard, ({ range }) => range)].map(([destination, paths]) => ({
    id: `${vif.id} ${destination}`,
    destination,
    hop: 'interface',
    nextHop: vif.id,
    kind: 'learned',
    metric: Math.min(...paths.map(({ metric }) => metric)),
    since: vif.device?.since ?? 0,
    available: true,
    over: paths.map(({ router }) => router),
  }));
}

export function candidatesOf(gateway: Gateway, state: TenantState, lines: Lines): readonly Candidate[] {
  const learned = lines.vifs.flatMap((vif) => learnedOver(vif, lines));
  return [...statics(gateway, state, lines), ...exported(gateway, state), ...learned].sort((left, right) =>
    byText(left.id, right.id),
  );
}
