/** All ports that are kept in Redis, on one connection. Decides nothing; the only door of this folder besides Redis itself. */
import type { Deliveries, Directory, EventLog, MessageBook, Pace, Vault } from '../app/ports.ts';
import { deliveries } from './deliveries.ts';
import { directory } from './directory.ts';
import { eventLog } from './event-log.ts';
import { keysUnder } from './keys.ts';
import { messageBook } from './message-book.ts';
import { pace } from './pace.ts';
import { askOn, mastersOf } from './redis/ask.ts';
import type { Connection } from './redis/open.ts';
import { type KeyRing, openVault, type RotatingVault, vault } from './vault.ts';

export interface Store {
  readonly log: EventLog;
  readonly deliveries: Deliveries;
  readonly book: MessageBook;
  readonly directory: Directory;
  readonly pace: Pace;
}

/** The vault alone needs a key: 32 bytes that are not in Redis. */
export function vaultOn(connection: Connection, key: Buffer, prefix = 'hl'): Vault {
  return vault(askOn(connection), keysUnder(prefix), { current: key, older: [] }, () => mastersOf(connection));
}

/** The vault of an installation whose keys may have changed since. */
export function rotatingVaultOn(connection: Connection, ring: KeyRing, prefix = 'hl'): Promise<RotatingVault> {
  return openVault(askOn(connection), keysUnder(prefix), ring, () => mastersOf(connection));
}

/** `connection` has the role `command`. `prefix` keeps several Hostlines on one server apart. */
export function storeOn(connection: Connection, prefix = 'hl'): Store {
  const ask = askOn(connection);
  const keys = keysUnder(prefix);
  return {
    log: eventLog(ask, keys, () => mastersOf(connection)),
    deliveries: deliveries(ask, keys),
    book: messageBook(ask, keys),
    directory: directory(ask, keys),
    pace: pace(ask, keys),
  };
}
