/** Commands and events of the cloud network inside a tenant log. Shapes only; `id` names the thing they are about. */

import type { DrillCommand, DrillEvent } from '../drill/messages.ts';
import type { Proven, Seen } from '../messages.ts';
import type {
  AddressPair,
  Attachment,
  ClientDevice,
  HealthCheck,
  Propagate,
  SessionSeen,
  TestSeen,
  TestStep,
} from './model.ts';

interface Named {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
}

export interface VifFields extends Named {
  readonly connection: string;
  readonly gateway: string;
  readonly vlan: number;
  readonly customerAsn: number;
  readonly keyPrint?: string;
  readonly pairs: readonly [AddressPair, AddressPair];
  readonly healthCheck: HealthCheck;
}

type DeviceFields = Omit<ClientDevice, 'since'>;
type AttachmentFields = Named & Pick<Attachment, 'gateway' | 'vpc' | 'propagate' | 'subnets'>;

export type NetworkCommand =
  | DrillCommand
  | ({ readonly do: 'create-vpc'; readonly region: string; readonly cidr: string } & Named)
  | { readonly do: 'delete-vpc'; readonly id: string }
  | {
      readonly do: 'add-subnet';
      readonly id: string;
      readonly subnet: string;
      readonly name: string;
      readonly cidr: string;
    }
  | { readonly do: 'remove-subnet'; readonly id: string; readonly subnet: string }
  | {
      readonly do: 'add-instance';
      readonly id: string;
      readonly instance: string;
      readonly name: string;
      readonly subnet: string;
      /** Absent: the first free address. */
      readonly address?: string;
      readonly allowFrom: readonly string[];
    }
  | {
      readonly do: 'set-security';
      readonly id: string;
      readonly instance: string;
      readonly allowFrom: readonly string[];
    }
  | { readonly do: 'remove-instance'; readonly id: string; readonly instance: string }
  | { readonly do: 'add-route-table'; readonly id: string; readonly table: string; readonly name: string }
  | { readonly do: 'remove-route-table'; readonly id: string; readonly table: string }
  | { readonly do: 'bind-subnet'; readonly id: string; readonly subnet: string; readonly table: string }
  | {
      readonly do: 'add-vpc-route' | 'remove-vpc-route';
      readonly id: string;
      readonly table: string;
      readonly destination: string;
      readonly gateway: string;
    }
  | {
      readonly do: 'set-propagation';
      readonly id: string;
      readonly table: string;
      readonly gateway: string;
      readonly scope: readonly string[];
    }
  | ({ readonly do: 'create-gateway'; readonly region: string } & Named)
  | { readonly do: 'edit-gateway'; readonly id: string; readonly name?: string; readonly description?: string }
  | { readonly do: 'delete-gateway'; readonly id: string }
  | {
      readonly do: 'add-static-route';
      readonly id: string;
      readonly route: string;
      readonly destination: string;
      readonly nextHop: string;
      readonly description?: string;
    }
  | ({ readonly do: 'verify-route'; readonly id: string; readonly route: string } & Seen)
  | { readonly do: 'remove-static-route'; readonly id: string; readonly route: string }
  | { readonly do: 'refuse-route'; readonly id: string; readonly route: string; readonly reason: string }
  | ({ readonly do: 'create-attachment' } & AttachmentFields)
  | {
      readonly do: 'edit-attachment';
      readonly id: string;
      readonly name?: string;
      readonly propagate?: Propagate;
      readonly subnets?: readonly string[];
    }
  | { readonly do: 'delete-attachment'; readonly id: string }
  | ({ readonly do: 'create-vif' } & VifFields)
  | {
      readonly do: 'edit-vif';
      readonly id: string;
      readonly name?: string;
      readonly description?: string;
      readonly healthCheck?: HealthCheck;
    }
  | { readonly do: 'delete-vif' | 'clean-vif'; readonly id: string }
  | { readonly do: 'set-device'; readonly id: string; readonly device: DeviceFields }
  | { readonly do: 'observe-vif'; readonly id: string; readonly sessions: readonly SessionSeen[] }
  | { readonly do: 'start-test'; readonly id: string }
  | {
      readonly do: 'record-test';
      readonly id: string;
      readonly run: number;
      readonly state: TestSeen['state'];
      readonly steps: readonly TestStep[];
      readonly fix?: string;
    }
  /** The key was shown to a person; a second showing is refused. */
  | { readonly do: 'reveal-key'; readonly id: string };

type By = { readonly by: string };

export type NetworkEvent =
  | DrillEvent
  | ({ readonly type: 'vpc.created'; readonly region: string; readonly cidr: string } & Named & By)
  | { readonly type: 'vpc.deleted'; readonly id: string }
  | {
      readonly type: 'subnet.added';
      readonly id: string;
      readonly subnet: string;
      readonly name: string;
      readonly cidr: string;
    }
  | { readonly type: 'subnet.removed'; readonly id: string; readonly subnet: string }
  | {
      readonly type: 'instance.added';
      readonly id: string;
      readonly instance: string;
      readonly name: string;
      readonly subnet: string;
      readonly address: string;
      readonly allowFrom: readonly string[];
    }
  | {
      readonly type: 'instance.security-set';
      readonly id: string;
      readonly instance: string;
      readonly allowFrom: readonly string[];
    }
  | { readonly type: 'instance.removed'; readonly id: string; readonly instance: string }
  | { readonly type: 'route-table.added'; readonly id: string; readonly table: string; readonly name: string }
  | { readonly type: 'route-table.removed'; readonly id: string; readonly table: string }
  | { readonly type: 'subnet.bound'; readonly id: string; readonly subnet: string; readonly table: string }
  | {
      readonly type: 'vpc-route.added' | 'vpc-route.removed';
      readonly id: string;
      readonly table: string;
      readonly destination: string;
      readonly gateway: string;
    }
  | {
      readonly type: 'propagation.set';
      readonly id: string;
      readonly table: string;
      readonly gateway: string;
      readonly scope: readonly string[];
    }
  | ({ readonly type: 'gateway.created'; readonly region: string; readonly asn: number } & Named & By)
  | { readonly type: 'gateway.edited'; readonly id: string; readonly name?: string; readonly description?: string }
  | { readonly type: 'gateway.deleted'; readonly id: string }
  | ({
      readonly type: 'static-route.requested';
      readonly id: string;
      readonly route: string;
      readonly destination: string;
      readonly nextHop: string;
      readonly description?: string;
      /** Routes to an attachment need no engineer (domain §5.10 speaks of the client's direction). */
      readonly effective: boolean;
    } & By)
  | ({ readonly type: 'static-route.verified'; readonly id: string; readonly route: string } & By & Proven)
  | ({
      readonly type: 'static-route.refused';
      readonly id: string;
      readonly route: string;
      readonly reason: string;
    } & By)
  | { readonly type: 'static-route.removed'; readonly id: string; readonly route: string }
  | ({ readonly type: 'attachment.created'; readonly region: string } & AttachmentFields & By)
  | {
      readonly type: 'attachment.edited';
      readonly id: string;
      readonly name?: string;
      readonly propagate?: Propagate;
      readonly subnets?: readonly string[];
    }
  | { readonly type: 'attachment.deleted'; readonly id: string }
  | ({ readonly type: 'vif.created'; readonly region: string } & VifFields & By)
  | {
      readonly type: 'vif.edited';
      readonly id: string;
      readonly name?: string;
      readonly description?: string;
      readonly healthCheck?: HealthCheck;
    }
  | ({ readonly type: 'vif.device-set'; readonly id: string; readonly device: DeviceFields } & By)
  | {
      readonly type: 'vif.observed' | 'vif.up' | 'vif.down';
      readonly id: string;
      readonly sessions: readonly SessionSeen[];
    }
  | ({ readonly type: 'vif.test-started'; readonly id: string } & By)
  | {
      readonly type: 'vif.tested';
      readonly id: string;
      readonly run: number;
      readonly state: TestSeen['state'];
      readonly steps: readonly TestStep[];
      readonly fix?: string;
    }
  | ({ readonly type: 'vif.key-revealed'; readonly id: string } & By)
  | ({ readonly type: 'vif.deleting'; readonly id: string } & By)
  | { readonly type: 'vif.deleted'; readonly id: string };
