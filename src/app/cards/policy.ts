/** Draws the approval policy, the changes of it that wait, and who acts for whom. */
import { type ApprovalRule, type Risk, risks, ruleFor, type Stage } from '../../engine/policy/rules.ts';
import { type Ask, progress } from '../../engine/policy/votes.ts';
import type { RosterState } from '../../engine/roster/model.ts';
import { humans } from '../../engine/roster/standing.ts';
import { who } from '../people.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import type { Card, ItemRow } from './model.ts';

function stagePhrase(stage: Stage): Phrase {
  const shown = { count: stage.count, role: named('role', stage.role) };
  return stage.aboveFen === undefined
    ? t('card.policy-stage', shown)
    : t('card.policy-stage-above', { ...shown, fen: { fen: stage.aboveFen } });
}

export function rulePhrase(risk: Risk, rule: ApprovalRule): Phrase {
  const nobody = risk === 'break-glass' ? t('card.policy-alone') : t('card.policy-nobody');
  const stages = rule.stages.length > 0 ? rule.stages.map(stagePhrase) : [nobody];
  if (rule.stepUp) return t('card.policy-code', { stages });
  const only = stages.length === 1 ? stages[0] : undefined;
  return only ?? t('card.policy-request', { risk: stages[0] ?? '', rule: stages.slice(1) });
}

export function policyCard(roster: RosterState, admin: boolean): Card {
  const rows = risks.map((risk) => ({
    label: named('risk', risk),
    value: rulePhrase(risk, ruleFor(roster.policy, risk)),
  }));
  const waiting = roster.policyRequests.flatMap(({ id, risk, rule, requestedBy }): ItemRow[] => {
    const title = t('card.policy-request', { risk: named('risk', risk), rule: rulePhrase(risk, rule) });
    const detail = t('card.policy-request-by', { id, who: who(roster, requestedBy) });
    const args = { request: id };
    const approve = { label: t('button.policy-approve'), verb: 'policy approve', args, style: 'primary' } as const;
    const reject = { label: t('button.policy-reject'), verb: 'policy reject', args, style: 'danger' } as const;
    return [
      { title, detail, tone: 'waiting', ...(admin ? { button: approve } : {}) },
      ...(admin ? [{ title: id, tone: 'waiting', button: reject } as const] : []),
    ];
  });
  return {
    id: 'policy',
    revision: roster.version,
    tone: 'neutral',
    title: t('card.policy'),
    summary: t('card.policy'),
    blocks: [
      { kind: 'facts', rows },
      ...(waiting.length > 0
        ? ([
            { kind: 'text', text: t('card.policy-waiting') },
            { kind: 'items', rows: waiting, empty: t('card.none') },
          ] as const)
        : []),
    ],
  };
}

export function delegationsCard(roster: RosterState, now: number): Card {
  const rows = roster.delegations
    .filter((row) => row.until >= now)
    .map(
      (row): ItemRow => ({
        title: t('card.delegation', {
          to: who(roster, row.to),
          from: who(roster, row.from),
          role: named('role', row.role),
        }),
        detail: t('card.delegation-until', { id: row.id, at: { at: row.until } }),
        tone: 'neutral',
        button: { label: t('button.undelegate'), verb: 'undelegate', args: { delegation: row.id } },
      }),
    );
  const title = t('card.delegations');
  return {
    id: 'delegations',
    revision: roster.version,
    tone: 'neutral',
    title,
    summary: title,
    blocks: [{ kind: 'items', rows, empty: t('card.none') }],
  };
}

/** “1 of 2 reviewer · Rui”, for as long as more than one approval is needed; `undefined` for an ordinary single one. */
export function approvalsPhrase(roster: RosterState, rule: ApprovalRule, ask: Ask): Phrase | undefined {
  const stages = progress(rule, ask, humans(roster));
  if (stages.length === 1 && stages[0]?.count === 1) return undefined;
  const shown = stages.map(({ given, count, role }) =>
    t('card.approval-stage', { given, count, role: named('role', role) }),
  );
  const people = ask.given.map((row) => approverPhrase(roster, row.by, row.for));
  return t('card.approval-by', { stages: shown, people: people.length > 0 ? people : '–' });
}

export function approverPhrase(roster: RosterState, by: string, lender: string | undefined): Phrase {
  return lender === undefined
    ? t('card.person-name', { who: who(roster, by) })
    : t('card.person-for', { who: who(roster, by), lender: who(roster, lender) });
}
