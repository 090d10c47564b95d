/** Draws a plan: what was tried, what would come of it, the lines that would ask for it, and the button that does. */
import type { Proof } from '../../engine/proposal/index.ts';
import { shownDigits } from '../../engine/proposal/index.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import { lineOf, type Plan, summaryOf, whatOf } from '../plan/plan.ts';
import { tokenOf } from '../proof.ts';
import { t } from '../text/phrase.ts';
import type { Args } from '../verbs/spec.ts';
import type { Block, Button, Card, Tone } from './model.ts';
import { proofBody } from './proof.ts';

function toneOf({ now, difference: { sessions, routes, probes } }: Proof): Tone {
  if (now.harms) return 'bad';
  return sessions.length + routes.length + probes.length > 0 ? 'good' : 'neutral';
}

function requestButton(proof: Proof): Button {
  return {
    label: t('button.plan-request'),
    verb: 'plan request',
    args: { ...(proof.proposal.wish as Args), proof: tokenOf(proof) },
    style: proof.now.harms ? 'danger' : 'primary',
    ...(proof.now.harms ? { confirm: { title: t('sure.title'), text: t('sure.plan-request') } } : {}),
  };
}

/** `state`: as it would be, so that what is planned has its name. */
export function planCard(plan: Plan, proof: Proof, state: TenantState): Card {
  const notes = plan.isRequestable ? plan.parts.flatMap(({ note }) => note ?? []) : [t('card.plan-not-yours')];
  const lines: readonly Block[] = plan.isRequestable ? [{ kind: 'code', text: plan.steps.map(lineOf).join('\n') }] : [];
  return {
    id: 'plan',
    revision: proof.at.tenant,
    tone: toneOf(proof),
    title: t('card.plan'),
    summary: summaryOf(plan),
    blocks: [
      ...whatOf(plan).map((what) => ({ kind: 'text', text: t('card.plan-row', { what }) }) as const),
      { kind: 'rule' },
      { kind: 'text', text: t('card.plan-effect') },
      ...proofBody(proof, state),
      ...lines,
      ...notes.map((text) => ({ kind: 'note', text }) as const),
      { kind: 'note', text: t('card.plan-nothing', { hash: proof.now.hash.slice(0, shownDigits) }) },
      ...(plan.isRequestable ? [{ kind: 'buttons', buttons: [requestButton(proof)] } as const] : []),
    ],
  };
}
