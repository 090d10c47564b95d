/** Candidates of a gateway in a few letters, and tables as one line of text. */
import type { Candidate } from '../../../src/engine/twin/gateway-rules.ts';
import type { GatewayTable } from '../../../src/engine/twin/gateway-table.ts';

type More = Partial<Pick<Candidate, 'since' | 'metric' | 'available' | 'standing'>>;

const candidate = (base: Omit<Candidate, 'metric' | 'since' | 'available' | 'over'>, more: More): Candidate => ({
  metric: 0,
  since: 1,
  available: true,
  over: [],
  ...base,
  ...more,
});

/** A subnet of VPC `of`, exported by attachment `att-<of>`. */
export const exported = (of: string, destination: string, more: More = {}): Candidate =>
  candidate(
    {
      id: `att-${of} ${destination}`,
      destination,
      hop: 'attachment',
      nextHop: `att-${of}`,
      kind: 'propagated',
      vpc: of,
    },
    more,
  );

/** Heard over tunnel `vif-<on>`. */
export const learned = (on: string, destination: string, more: More = {}): Candidate =>
  candidate(
    { id: `vif-${on} ${destination}`, destination, hop: 'interface', nextHop: `vif-${on}`, kind: 'learned' },
    { metric: 2, ...more },
  );

export const byHand = (to: string, destination: string, more: More = {}): Candidate => {
  const hop = to.startsWith('att') ? 'attachment' : to.startsWith('vpn') ? 'vpn' : 'interface';
  return candidate({ id: `static ${to} ${destination}`, destination, hop, nextHop: to, kind: 'static' }, more);
};

const show = (nextHop: string, kind: string, destination: string) => `${nextHop} ${kind} ${destination}`;

/** What is in effect, in the order of the table. */
export function effective(table: GatewayTable): string {
  const rows = table.routes.filter(({ loss }) => loss === undefined);
  return rows.map((row) => show(row.nextHop, row.kind, row.destination)).join(', ');
}

/** What is not, with its reason. */
export function losses(table: GatewayTable): string {
  const rows = table.routes.filter(({ loss }) => loss !== undefined);
  return rows.map((row) => `${show(row.nextHop, row.kind, row.destination)}: ${row.loss?.reason}`).join(', ');
}
