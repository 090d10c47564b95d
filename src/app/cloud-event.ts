/** An entry of a tenant's log as the world outside reads it (CloudEvents 1.0). Carries names and states, no field of any event. */
import { z } from 'zod';
import type { TenantEvent } from '../engine/tenant/messages.ts';
import type { TenantState } from '../engine/tenant/model.ts';
import type { Entry } from './ports.ts';
import { kindOf, subjectsOf, thingIn } from './things.ts';

export const cloudEventShape = z.object({
  specversion: z.literal('1.0'),
  /** `tenant:<tenant>:<version>`; a repeat has the same. */
  id: z.string(),
  source: z.string(),
  type: z.literal('hostline.tenant.changed.v1'),
  subject: z.string().exactOptional(),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  data: z.object({
    tenant: z.string(),
    version: z.int(),
    by: z.string(),
    events: z.array(z.object({ type: z.string(), things: z.array(z.string()) })),
    /** As they were when this was written: `version` may be newer than the entry's. */
    things: z.array(
      z.object({ id: z.string(), kind: z.string(), name: z.string(), state: z.string(), version: z.int() }),
    ),
  }),
});
export type CloudEvent = z.infer<typeof cloudEventShape>;

export function cloudEvent(tenant: string, entry: Entry, state: TenantState): CloudEvent {
  const events = (entry.events as readonly TenantEvent[]).map((event) => ({
    type: event.type,
    things: [...subjectsOf(event)],
  }));
  const ids = [...new Set(events.flatMap((event) => event.things))];
  const [subject] = ids;
  return {
    specversion: '1.0',
    id: `tenant:${tenant}:${entry.version}`,
    source: `/hostline/tenants/${tenant}`,
    type: 'hostline.tenant.changed.v1',
    ...(subject === undefined ? {} : { subject }),
    time: new Date(entry.at).toISOString(),
    datacontenttype: 'application/json',
    data: { tenant, version: entry.version, by: entry.by, events, things: ids.map((id) => thingOf(state, id)) },
  };
}

function thingOf(state: TenantState, id: string): CloudEvent['data']['things'][number] {
  const thing = thingIn(state, id);
  const kind = kindOf(id) ?? 'other';
  if (!thing) return { id, kind, name: id, state: 'Deleted', version: state.version };
  return { id, kind, name: thing.name, state: thing.state, version: thing.revision };
}
