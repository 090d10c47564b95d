/** What each event of a review tells the thread: quotas asked for and decided, and changes that did not come as proven. */
import { shownDigits } from '../../engine/proposal/index.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import type { Miss, ReviewEvent } from '../../engine/tenant/review/messages.ts';
import { who } from '../people.ts';
import { type Phrase, t } from '../text/phrase.ts';
import type { LineView } from './lines.ts';
import { cutLines, departureLines } from './proof.ts';

/** As many differences as a line can hold. */
const shown = 6;

export function reviewLine(event: ReviewEvent, { roster, state }: LineView): Phrase {
  switch (event.type) {
    case 'proof.missed':
      return missLine(event, state);
    case 'quota.asked':
      return t('line.quota-asked', { who: who(roster, event.by), to: event.to, reason: event.reason });
    case 'quota.edited':
      return t('line.quota-edited', { who: who(roster, event.by), to: event.to, reason: event.reason });
    case 'quota.withdrawn':
      return t('line.withdrawn', { who: who(roster, event.by) });
    case 'quota.raised':
      return t('line.quota-raised', { who: who(roster, event.by), to: state.quotaRequests[event.id]?.to ?? 0 });
    case 'quota.refused':
      return t('line.rejected', { who: who(roster, event.by), reason: event.reason });
  }
}

export function missLine({ hash, gained, lost }: Omit<Miss, 'id'>, state: TenantState): Phrase {
  const changes = cutLines(departureLines({ gained, lost }, state), shown);
  return t('line.proof-missed', { hash: hash.slice(0, shownDigits), changes });
}
