/** The words of a diagnosis: checks in the order they are made, causes, fields and fixes. Codes only; sentences are made elsewhere. */
import type { SiteCommand } from '../site/index.ts';
import type { TenantCommand } from '../tenant/messages.ts';
import type { DeviceHalt } from '../tenant/network/model.ts';

/** The pipeline (domain §10): the first check that fails names the broken thing. */
export const checkOrder = [
  'line',
  'light',
  'port',
  'interface',
  'device',
  'link',
  'session-a',
  'session-b',
  'client-routes',
  'gateway-client-route',
  'instance',
  'gateway-vpc-route',
  'client-received',
  'vpc-table',
  'overlap',
  'security-group',
  'device-acl',
  'forward-ping',
  'reverse-ping',
] as const;
export type CheckCode = (typeof checkOrder)[number];

export type CauseCode =
  | 'line-not-active'
  | 'no-light'
  | 'router-down'
  | 'drill'
  | 'maintenance'
  | 'interface-deleting'
  | 'device-missing'
  | 'vlan'
  | 'pairs-swapped'
  | 'second-host'
  | 'mask'
  | 'address'
  | 'remote-asn'
  | 'key'
  | 'ttl-security'
  | DeviceHalt
  | 'session'
  | 'not-announced'
  | 'announcement-refused'
  | 'quota-blocked'
  | 'static-pending'
  | 'static-rejected'
  | 'next-hop-unavailable'
  | 'standby'
  | 'overlap'
  | 'no-gateway-route'
  | 'no-instance'
  | 'not-attached'
  | 'not-exported'
  | 'return-route-missing'
  | 'propagation-missing'
  | 'other-gateway'
  | 'security-group'
  | 'device-acl'
  | 'no-path';

/** Where a person would change it: the thing, and the field as its verb calls it. */
export interface Place {
  readonly thing:
    | 'connection'
    | 'drill'
    | 'router'
    | 'interface'
    | 'device'
    | 'gateway'
    | 'route'
    | 'attachment'
    | 'vpc'
    | 'table'
    | 'instance';
  readonly id: string;
  readonly field: string;
}

/** The smallest change that helps, as the command that makes it and the log that decides it. */
export type Fix =
  | { readonly log: 'tenant'; readonly command: TenantCommand }
  | { readonly log: 'site'; readonly region: string; readonly command: SiteCommand };

export interface Finding {
  readonly cause: CauseCode;
  readonly place: Place;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Absent where a person must choose. */
  readonly fix?: Fix;
  /** Redundancy or preference is lost, not the connection. */
  readonly warning?: true;
}
