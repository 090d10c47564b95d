/** Folds events of drills. Total; decides nothing. */
import type { Stamp } from '../../core.ts';
import { drillStateAfter } from './lifecycle.ts';
import type { DrillEvent } from './messages.ts';
import type { Drill } from './model.ts';

type Drills = Readonly<Record<string, Drill>>;

export function evolveDrills(drills: Drills, event: DrillEvent, stamp: Stamp): Drills {
  const before = drills[event.id];
  const after = event.type === 'drill.requested' ? requested(event, stamp) : before && changed(before, event, stamp);
  return after ? { ...drills, [after.id]: after } : drills;
}

function requested(event: Extract<DrillEvent, { type: 'drill.requested' }>, stamp: Stamp): Drill {
  const { type: _type, approval, by, id, ...rest } = event;
  return {
    ...rest,
    id,
    name: id,
    state: approval ? 'Approving' : 'Scheduled',
    since: stamp.at,
    createdBy: by,
    createdAt: stamp.at,
    firstRevision: stamp.version,
    revision: stamp.version,
  };
}

function changed(drill: Drill, event: Exclude<DrillEvent, { type: 'drill.requested' }>, stamp: Stamp): Drill {
  const state = drillStateAfter(drill.state, event.type);
  const base: Drill = {
    ...drill,
    state,
    revision: stamp.version,
    since: state === drill.state ? drill.since : stamp.at,
  };
  return { ...base, ...detail(event, stamp) };
}

function detail(event: Exclude<DrillEvent, { type: 'drill.requested' }>, stamp: Stamp): Partial<Drill> {
  switch (event.type) {
    case 'drill.approved': {
      const { by, forecast, proof } = event;
      return { decidedBy: by, ...(forecast && { forecast }), ...(proof && { proof }) };
    }
    case 'drill.cancelled':
      return { decidedBy: event.by };
    case 'drill.reproposed':
      return { forecast: event.forecast, changed: event.changed };
    case 'drill.refused':
      return { decidedBy: event.by, reason: event.reason };
    case 'drill.voided':
      return { voidedFor: event.for, changed: event.changed };
    case 'drill.started':
      return { startedAt: stamp.at, endsAt: event.endsAt };
    case 'drill.observed':
      return { seen: { losses: event.losses, convergenceSeconds: event.convergenceSeconds } };
    case 'drill.restored':
      return { restoredAt: stamp.at, restoredBy: event.by, restoredFor: event.for };
    case 'drill.finished':
      return { missing: event.missing };
  }
}
