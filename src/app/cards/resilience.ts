/** Draws how much of a tenant's network hangs on single things, each with the plan that shows what its loss would mean. */
import type { Resilience, Weakness } from '../../engine/tenant/drill/model.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import { type Phrase, t } from '../text/phrase.ts';
import type { Button, Card, ItemRow } from './model.ts';
import { nameIn } from './proof.ts';

function weakness({ kind, id, prefixes: count }: Weakness, state: TenantState): Phrase {
  const values = { id: nameIn(state, id), count };
  switch (kind) {
    case 'line':
      return t('weakness.line', values);
    case 'device':
      return t('weakness.device', values);
    case 'line-router':
      return t('weakness.line-router', values);
  }
}

/** A device is the customer's: what helps is another one, behind a second line. */
function tryButton({ kind, id }: Weakness): Button {
  const lost = (args: Readonly<Record<string, string>>): Button => ({
    label: t('button.plan-loss'),
    verb: 'plan',
    args,
  });
  switch (kind) {
    case 'line':
      return lost({ 'line-down': id });
    case 'line-router':
      return lost({ 'router-down': id });
    case 'device':
      return { label: t('button.plan-second'), verb: 'plan', args: { vif: id, 'second-line': 'yes' } };
  }
}

export function resilienceCard({ score, weaknesses }: Resilience, state: TenantState): Card {
  const title = t('card.resilience', { score });
  return {
    id: 'resilience',
    revision: state.version,
    tone: weaknesses.length === 0 && score > 0 ? 'good' : score >= 50 ? 'waiting' : 'bad',
    title,
    summary: title,
    blocks: [
      {
        kind: 'items',
        rows: weaknesses.map((row): ItemRow => ({ title: weakness(row, state), tone: 'bad', button: tryButton(row) })),
        empty: score > 0 ? t('card.drill-strong') : t('card.resilience-none'),
      },
      { kind: 'note', text: t('card.resilience-how') },
      { kind: 'note', text: t('card.simulated') },
    ],
  };
}
