/** Draws a request to raise a quota, and the table of a tenant's quotas. */
import type { Proof } from '../../engine/proposal/index.ts';
import type { RosterState } from '../../engine/roster/model.ts';
import type { Mover } from '../../engine/tenant/lifecycle.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import type { QuotaRequest, QuotaState } from '../../engine/tenant/review/model.ts';
import { who } from '../people.ts';
import { tokenOf } from '../proof.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import { alarmBlocks } from './alarms.ts';
import type { Block, Button, Card, Tone } from './model.ts';
import { nameIn, proofBlocks } from './proof.ts';

export interface QuotaView {
  readonly tenant: string;
  readonly state: TenantState;
  readonly roster: RosterState;
  readonly movers: readonly Mover[];
  readonly proofs?: readonly Proof[];
}

const tones: Readonly<Record<QuotaState, Tone>> = {
  Asked: 'waiting',
  Raised: 'good',
  Refused: 'bad',
  Withdrawn: 'neutral',
};

export function quotaCard(request: QuotaRequest, view: QuotaView): Card {
  const { state, roster } = view;
  const title = t('card.quota', { name: named('figure', request.quota), state: named('quota-state', request.state) });
  const [proof] = view.proofs ?? [];
  const buttons = request.state === 'Asked' ? buttonsOf(request, view.movers, proof) : [];
  const rows: readonly (readonly [Phrase, Phrase] | undefined)[] = [
    [t('card.id'), request.id],
    [t('card.tenant'), roster.tenants[view.tenant]?.title ?? view.tenant],
    [t('card.quota-of'), placeName(request, state)],
    [t('card.quota-limit'), t('card.quota-move', { from: request.from, to: request.to })],
    [t('card.requested-by'), t('card.person-name', { who: who(roster, request.createdBy) })],
    [t('card.reason'), request.reason],
    request.decidedBy === undefined
      ? undefined
      : [t('card.decided-by'), t('card.person-name', { who: who(roster, request.decidedBy) })],
    request.refusedReason === undefined ? undefined : [t('card.quota-refused'), request.refusedReason],
  ];
  return {
    id: request.id,
    revision: request.revision,
    tone: tones[request.state],
    title,
    summary: title,
    blocks: [
      ...alarmBlocks(state, request.id),
      { kind: 'facts', rows: rows.flatMap((row) => (row ? [{ label: row[0], value: row[1] }] : [])) },
      ...(proof ? proofBlocks(proof, state) : []),
      ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } satisfies Block] : []),
    ],
  };
}

export function placeName({ of }: Pick<QuotaRequest, 'of'>, state: TenantState): Phrase {
  const region = named('region', of);
  return typeof region === 'string' ? nameIn(state, of) : region;
}

function buttonsOf({ id }: QuotaRequest, movers: readonly Mover[], proof: Proof | undefined): Button[] {
  const args = { quota: id };
  const reviewer: Button[] = [
    {
      label: t('button.approve'),
      verb: 'quota approve',
      args: proof ? { ...args, proof: tokenOf(proof) } : args,
      style: 'primary',
    },
    { label: t('button.reject'), verb: 'quota refuse', args, style: 'danger' },
  ];
  const customer: Button[] = [{ label: t('button.withdraw'), verb: 'quota withdraw', args, style: 'danger' }];
  return [...(movers.includes('reviewer') ? reviewer : []), ...(movers.includes('customer') ? customer : [])];
}

export interface QuotaRow {
  readonly quota: string;
  readonly of: string;
  readonly used: number;
  readonly limit: number;
}

/** What is used up most comes first. */
export function quotasCard(rows: readonly QuotaRow[], state: TenantState, mayAsk: boolean): Card {
  const title = t('card.quotas');
  const sorted = rows.toSorted((left, right) => right.used / right.limit - left.used / left.limit);
  return {
    id: 'quotas',
    revision: state.version,
    tone: 'neutral',
    title,
    summary: title,
    blocks: [
      {
        kind: 'items',
        rows: sorted.map(({ quota, of, used, limit }) => ({
          title: t('card.quota-row', { name: named('figure', quota), of: placeName({ of }, state) }),
          detail: t('card.check-count', { used, limit }),
          tone: used >= limit ? 'bad' : used >= limit * 0.8 ? 'waiting' : 'good',
          ...(mayAsk && {
            button: { label: t('button.quota-raise'), verb: 'quota raise', args: { quota, of } },
          }),
        })),
        empty: t('card.none'),
      },
    ],
  };
}
