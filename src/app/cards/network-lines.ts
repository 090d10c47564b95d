/** What each event of the cloud network tells the thread; events of things without a card tell nothing. */
import { isDrillEvent } from '../../engine/tenant/drill/messages.ts';
import type { NetworkEvent } from '../../engine/tenant/network/messages.ts';
import { who } from '../people.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import { drillLine } from './drill-lines.ts';
import type { LineView } from './lines.ts';

export function networkLine(event: NetworkEvent, view: LineView): Phrase | undefined {
  const by = 'by' in event ? who(view.roster, event.by) : '';
  if (isDrillEvent(event)) return drillLine(event, view);
  switch (event.type) {
    case 'vif.created':
      return t('line.vif-created', { who: by, vlan: event.vlan });
    case 'vif.edited':
      return t('line.vif-edited');
    case 'vif.device-set':
      return t('line.device-set', {
        who: by,
        ranges: event.device.announces.length > 0 ? event.device.announces : ['–'],
      });
    case 'vif.up':
      return event.sessions.every((session) => session.up)
        ? t('line.vif-up')
        : t('line.vif-up-alone', { lost: lostSessions(event.sessions) });
    case 'vif.observed':
      // With none up the interface was not available before either: only the card shows it.
      if (!event.sessions.some((session) => session.up)) return undefined;
      return event.sessions.every((session) => session.up)
        ? t('line.redundancy-back')
        : t('line.redundancy-lost', { lost: lostSessions(event.sessions) });
    case 'vif.down':
      return t('line.vif-down', { lost: lostSessions(event.sessions) });
    case 'vif.test-started':
      return t('line.test-started', { who: by });
    case 'vif.tested':
      return event.state === 'running'
        ? undefined
        : event.state === 'passed'
          ? t('line.test-passed')
          : t('line.test-failed', { cause: failedCause(event.steps) });
    case 'vif.key-revealed':
      return t('line.key-revealed', { who: by });
    case 'vif.deleting':
      return t('line.vif-deleting', { who: by });
    case 'vif.deleted':
      return t('line.vif-deleted');
    case 'static-route.requested':
      return t('line.route-requested', { who: by, destination: event.destination, via: event.nextHop });
    case 'static-route.verified':
      return t('line.route-verified', { who: by, route: event.route });
    case 'static-route.refused':
      return t('line.route-refused', { who: by, route: event.route, reason: event.reason });
    case 'static-route.removed':
      return t('line.route-removed', { route: event.route });
    default:
      return undefined;
  }
}

function lostSessions(sessions: readonly { router: string; up: boolean; cause?: string }[]): Phrase[] {
  return sessions
    .filter((session) => !session.up)
    .map((session) =>
      t('card.session-lost', { router: session.router, cause: named('cause', session.cause ?? 'unknown') }),
    );
}

/** The first failed check's cause in words. */
export function failedCause(steps: readonly { pass: boolean; cause?: string }[]): Phrase {
  return named('cause', steps.find((step) => !step.pass)?.cause ?? 'unknown');
}
