/** What each event of a drill tells the thread. */
import type { DrillEvent } from '../../engine/tenant/drill/messages.ts';
import { who } from '../people.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import { effectPhrase } from './drill.ts';
import type { LineView } from './lines.ts';
import { cutLines, departureLines, standingLines } from './proof.ts';

/** As many changes as a line can hold. */
const shown = 6;

export function drillLine(event: DrillEvent, view: LineView): Phrase {
  const by = 'by' in event ? who(view.roster, event.by) : '';
  switch (event.type) {
    case 'drill.requested':
      return event.approval
        ? t('line.drill-approval', { who: by })
        : t('line.drill-requested', { who: by, at: { at: event.startAt } });
    case 'drill.approved':
      return t('line.drill-approved', { who: by });
    case 'drill.reproposed':
      return t('line.drill-reproposed', { changes: cutLines(departureLines(event.changed, view.state), shown) });
    case 'drill.refused':
      return t('line.drill-refused', { who: by, reason: event.reason });
    case 'drill.cancelled':
      return t('line.drill-cancelled', { who: by });
    case 'drill.voided':
      return t('line.drill-voided', {
        why: named('voided', event.for),
        changes: cutLines(departureLines(event.changed, view.state), shown),
      });
    case 'drill.started':
      return t('line.drill-started', { at: { at: event.endsAt } });
    case 'drill.observed':
      return t('line.drill-observed', { effect: effectPhrase(event.losses, event.convergenceSeconds) });
    case 'drill.restored':
      return t('line.drill-restored', { why: named('restored', event.for) });
    case 'drill.finished': {
      const score = view.state.drills[event.id]?.forecast.resilience.score ?? 0;
      const missing = standingLines(event.missing, view.state);
      return missing.length > 0
        ? t('line.drill-incomplete', { missing: cutLines(missing, shown) })
        : t('line.drill-finished', { score });
    }
  }
}
