/** What of a simulated tenant deserves an alarm: sessions, redundancy, dynamic routes of gateways. Raises nothing. */
import { type AlarmCode, type AlarmSeen, nearlyFull } from '../tenant/alarm/model.ts';
import type { TenantState } from '../tenant/model.ts';
import type { SessionSeen, Vif } from '../tenant/network/model.ts';
import type { Twin } from './build.ts';
import type { GatewayTable } from './gateway-table.ts';

/** The kinds this file looks for. */
export const simulatedAlarms = [
  'session-down',
  'redundancy-lost',
  'routes-near',
  'routes-full',
  'batch-blocked',
] as const satisfies readonly AlarmCode[];

/** Cuts on purpose: whoever made them has told of them. */
const planned: ReadonlySet<string> = new Set(['drill', 'maintenance']);

/** `tenant`: with the sessions as they were last observed. */
export function alarmsIn(tenant: TenantState, gateways: Twin['gateways']): readonly AlarmSeen[] {
  return [
    ...Object.values(tenant.vifs).flatMap(sessionAlarms),
    ...Object.entries(gateways).flatMap(([id, table]) => routeAlarms(id, table)),
  ];
}

function sessionAlarms({ id, state, sessions }: Vif): readonly AlarmSeen[] {
  // Until its first session came up an interface is being set up, not broken.
  if (state !== 'Active' && state !== 'Down') return [];
  const lost = sessions.filter((session) => !session.up && !planned.has(session.cause ?? ''));
  const left = sessions.filter((session) => session.up);
  const down = lost.map(
    ({ router, cause = 'unknown' }): AlarmSeen => ({ code: 'session-down', id, part: router, values: { cause } }),
  );
  return lost.length > 0 && left.length > 0 ? [...down, alone(id, left)] : down;
}

const alone = (id: string, left: readonly SessionSeen[]): AlarmSeen => ({
  code: 'redundancy-lost',
  id,
  part: '',
  values: { left: left.map(({ router }) => router).join(', ') },
});

function routeAlarms(id: string, { dynamic }: GatewayTable): readonly AlarmSeen[] {
  const { used, limit, blocked } = dynamic;
  const values = { used, limit };
  const one = (code: AlarmCode): AlarmSeen => ({ code, id, part: '', values });
  return [
    ...(used >= limit * nearlyFull ? [one('routes-near')] : []),
    ...(used >= limit ? [one('routes-full')] : []),
    ...(blocked
      ? [{ code: 'batch-blocked', id, part: blocked.nextHop, values: { size: blocked.size, limit } } as const]
      : []),
  ];
}
