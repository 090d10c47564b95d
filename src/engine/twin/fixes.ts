/** The smallest changes as commands, one function per kind of change. Judges nothing. */
import type { NetworkCommand } from '../tenant/network/messages.ts';
import type { Attachment, ClientDevice, Instance, RouteTable, Vif, Vpc } from '../tenant/network/model.ts';
import { lineRouterAsn } from '../tenant/network/vif.ts';
import type { Fix } from './codes.ts';

type DeviceFields = Omit<ClientDevice, 'since'>;

export const byTenant = (command: NetworkCommand): Fix => ({ log: 'tenant', command });

/** The device as it is, with a few fields changed. */
export function changeDevice(
  vif: Vif,
  device: DeviceFields & Partial<Pick<ClientDevice, 'since'>>,
  change: Partial<DeviceFields>,
): Fix {
  const { since: _since, ...fields } = device;
  return byTenant({ do: 'set-device', id: vif.id, device: { ...fields, ...change } });
}

/** The range proposed around a host when nobody announced one. */
export function rangeOf(host: string): string {
  const [a = '10', b = '0', c = '0'] = host.split('.');
  return `${a}.${b}.${c}.0/24`;
}

export const plannedAddresses = ({ pairs: [primary, secondary] }: Vif): readonly [string, string] => [
  primary.customerIp,
  secondary.customerIp,
];

/** A device configured as the interface was planned. */
export function plannedDevice(vif: Vif, host: string): DeviceFields {
  return {
    vlan: vif.vlan,
    asn: vif.customerAsn,
    remoteAsn: lineRouterAsn,
    addresses: plannedAddresses(vif),
    ...(vif.keyPrint !== undefined && { keyPrint: vif.keyPrint }),
    announces: [rangeOf(host)],
    host,
    staticTo: [],
    ttlSecurity: false,
    blocksIcmp: false,
  };
}

export function attach(vpc: Vpc, gateway: string, subnet: string): Fix {
  const id = `att-${vpc.id}-${gateway}`;
  // Only what the test needs: a wider export is the customer's choice.
  return byTenant({
    do: 'create-attachment',
    id,
    name: id.slice(0, 32),
    gateway,
    vpc: vpc.id,
    propagate: 'partial',
    subnets: [subnet],
  });
}

export function exportSubnets(attachment: Attachment, subnets: readonly string[]): Fix {
  const propagate = subnets.length === 0 ? 'none' : 'partial';
  return byTenant({ do: 'edit-attachment', id: attachment.id, propagate, subnets });
}

export function propagate(vpc: Vpc, table: RouteTable, gateway: string, range: string): Fix {
  const scope = table.propagations.find((row) => row.gateway === gateway)?.scope ?? [];
  return byTenant({ do: 'set-propagation', id: vpc.id, table: table.id, gateway, scope: [...scope, range] });
}

export function admit(vpc: Vpc, instance: Instance, source: string): Fix {
  const allowFrom = [...instance.allowFrom, `${source}/32`];
  return byTenant({ do: 'set-security', id: vpc.id, instance: instance.id, allowFrom });
}
