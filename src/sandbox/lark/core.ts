/** Knows which parts a sandbox is made of, so that endpoints, deliveries and people share one set; builds none of them. */
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { Changes } from '../slack/changes.ts';
import type { CardTokens } from './card-tokens.ts';
import type { Ids } from './ids.ts';
import type { Journal } from './journal.ts';
import type { Rates } from './rates.ts';
import type { SentUuids } from './sent-uuids.ts';
import type { StoredFiles } from './stored-files.ts';
import type { TenantTokens } from './tenant-tokens.ts';
import type { Workspace } from './workspace.ts';

export interface Core {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly changes: Changes;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly rates: Rates;
  readonly workspace: Workspace;
  readonly tenantTokens: TenantTokens;
  readonly cardTokens: CardTokens;
  readonly sentUuids: SentUuids;
  readonly files: StoredFiles;
  readonly secrets: Secrets;
  /** An address for one long connection, or undefined when there are too many. */
  openSocketUrl(): string | undefined;
  readonly clientConfig: ClientConfig;
}

export interface Secrets {
  readonly appSecret: string;
  /** Empty when events are to go out in the clear. */
  readonly encryptKey: string;
  readonly verificationToken: string;
}

/** What the server tells a client of the long connection, in seconds; a count of -1 is without end. */
export interface ClientConfig {
  readonly PingInterval: number;
  readonly ReconnectCount: number;
  readonly ReconnectInterval: number;
  readonly ReconnectNonce: number;
}
