/** Which documents are drawn from tables, and by which function. */
import { catalogPage } from './catalog.ts';
import { drillLifecyclePage } from './drill-lifecycle.ts';
import { eventsPage } from './events.ts';
import { lifecyclePage } from './lifecycle.ts';
import { vifLifecyclePage } from './vif-lifecycle.ts';

/** Path from the repository's root → its text. */
export const pages: Readonly<Record<string, () => string>> = {
  'docs/lifecycle.md': lifecyclePage,
  'docs/vif-lifecycle.md': vifLifecyclePage,
  'docs/drill-lifecycle.md': drillLifecyclePage,
  'docs/reference/catalog.md': catalogPage,
  'docs/reference/events.md': eventsPage,
};
