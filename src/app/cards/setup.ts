/** Draws the tutorial's seven steps as one checklist; the next action is one click away. */
import type { TenantState } from '../../engine/tenant/model.ts';
import { nextStep, setupSteps, typed } from '../setup.ts';
import { t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import type { Block, Card } from './model.ts';

export function setupCard(state: TenantState): Card {
  const steps = setupSteps(state);
  const open = nextStep(steps);
  const rows = steps.map((step) => ({
    label: named('setup', String(step.step)),
    status: step.done ? ('done' as const) : step === open ? ('now' as const) : ('waiting' as const),
  }));
  const done = steps.every((step) => step.done);
  const next: Block[] = open?.next
    ? [
        { kind: 'note', text: t('card.setup-next', { command: typed(open.next) }) },
        {
          kind: 'buttons',
          buttons: [
            { label: named('setup', String(open.step)), verb: open.next.verb, args: open.next.args, style: 'primary' },
          ],
        },
      ]
    : [{ kind: 'note', text: done ? t('card.setup-done') : t('card.setup-wait') }];
  return {
    id: 'setup',
    revision: state.version,
    tone: done ? 'good' : 'waiting',
    title: t('card.setup'),
    summary: t('card.setup'),
    blocks: [{ kind: 'steps', rows }, ...next],
  };
}
