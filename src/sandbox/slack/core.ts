/** Knows which parts a sandbox is made of, so that methods, deliveries and people share one set; builds none of them. */

import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import type { Changes } from './changes.ts';
import type { Files } from './files.ts';
import type { Ids } from './ids.ts';
import type { Journal } from './journal.ts';
import type { Rates } from './rates.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Triggers } from './triggers.ts';
import type { Views } from './views.ts';
import type { Workspace } from './workspace.ts';

export interface Core {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly changes: Changes;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly rates: Rates;
  readonly workspace: Workspace;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly files: Files;
  readonly scopes: readonly string[];
  readonly tokens: { readonly bot: string; readonly app: string };
  /** "http://127.0.0.1:1234", without a slash at the end. */
  origin(): string;
  /** A fresh, one-use address for a Socket Mode connection. */
  openSocketUrl(): string;
}
