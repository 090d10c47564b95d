/**
 * Counts approvals: N of M, stage by stage, each human once, never the one who asked. Knows what an approval is; not
 * what is approved, nor how people came to be linked.
 */
import { type Refusal, refused } from '../core.ts';
import type { Role } from '../tenant/lifecycle.ts';
import { type ApprovalRule, type Stage, stagesFor } from './rules.ts';

export interface Approval {
  readonly by: string;
  /** In whose place, when the role is a borrowed one. */
  readonly for?: string;
  readonly role: Role;
  readonly at: number;
  /** Hash of the proof it was given on; it counts for no other. */
  readonly proof?: string;
}

/** Somebody who wants to approve. `roles` are all they may act in; those in `lent` are not their own. */
export interface Voter {
  readonly person: string;
  readonly roles: readonly Role[];
  readonly lent: readonly { readonly role: Role; readonly from: string }[];
}

export interface Ask {
  readonly requestedBy: string;
  /** Money at stake. */
  readonly fen: number;
  readonly given: readonly Approval[];
}

/** Person → the human behind several person records; people who are not in it stand for themselves. */
export type Humans = Readonly<Record<string, string>>;

export const humanOf = (humans: Humans, person: string): string =>
  Object.hasOwn(humans, person) ? (humans[person] ?? person) : person;

export interface StageProgress extends Stage {
  readonly given: number;
}

/** Asked for under a rule that has meanwhile become an empty one: a reviewer decides. */
const anybody: readonly Stage[] = [{ role: 'reviewer', count: 1 }];

const namesOf = (approval: Pick<Approval, 'by' | 'for'>): readonly string[] =>
  approval.for === undefined ? [approval.by] : [approval.by, approval.for];

/**
 * Approvals that count by what is known now: accounts linked after a vote may show that it was the asker's own, or the
 * second of one human.
 */
function counted(ask: Pick<Ask, 'requestedBy' | 'given'>, humans: Humans): readonly Approval[] {
  const used = new Set([humanOf(humans, ask.requestedBy)]);
  return ask.given.filter((approval) => {
    const names = namesOf(approval).map((name) => humanOf(humans, name));
    if (names.some((name) => used.has(name))) return false;
    for (const name of names) used.add(name);
    return true;
  });
}

/** A yes to another proof was a yes to something else. `now` absent: nothing is proven. */
export function givenOn(given: readonly Approval[], now: string | undefined): readonly Approval[] {
  return given.filter(({ proof }) => now === undefined || proof === undefined || proof === now);
}

/** How far each stage is that applies. */
export function progress(rule: ApprovalRule, ask: Ask, humans: Humans = {}): readonly StageProgress[] {
  const stages = stagesFor(rule, ask.fen);
  const valid = counted(ask, humans);
  return (stages.length > 0 ? stages : anybody).map((stage) => ({
    ...stage,
    given: Math.min(stage.count, valid.filter((approval) => approval.role === stage.role).length),
  }));
}

export type Vote =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** This human's approval is counted already. */
  | { readonly kind: 'already' }
  | {
      readonly kind: 'counted';
      readonly approval: Omit<Approval, 'at'>;
      /** What is still missing after it; absent when everything is there. */
      readonly open?: StageProgress;
    };

/** Nobody decides what they asked for, under whichever of their accounts, nor in the place of who asked. */
export function ownRequest(requestedBy: string, voter: Pick<Voter, 'person'>, humans: Humans): boolean {
  return humanOf(humans, voter.person) === humanOf(humans, requestedBy);
}

export function vote(rule: ApprovalRule, ask: Ask, voter: Voter, humans: Humans): Vote {
  const no = (refusal: { refusal: Refusal }): Vote => ({ kind: 'refused', refusal: refusal.refusal });
  if (ownRequest(ask.requestedBy, voter, humans)) return no(refused('own-request'));
  const stages = progress(rule, ask, humans);
  // A rule that was lowered meanwhile may be met already: still somebody has to say the last yes.
  const open = stages.find((stage) => stage.given < stage.count) ?? stages.at(-1);
  if (!open) return { kind: 'already' };
  // Each approval uses up two names, who gave it and for whom: neither counts a second time.
  const used = counted(ask, humans).flatMap(namesOf);
  const spent = (person: string) => used.some((name) => humanOf(humans, name) === humanOf(humans, person));
  if (spent(voter.person)) return { kind: 'already' };
  const own = voter.roles.includes(open.role) && !voter.lent.some((row) => row.role === open.role);
  const lenders = voter.lent.filter((row) => row.role === open.role).map((row) => row.from);
  if (!own && lenders.length === 0)
    return no(refused('not-your-role', { values: { command: 'approve', roles: [open.role] } }));
  const free = lenders.filter((from) => humanOf(humans, from) !== humanOf(humans, ask.requestedBy));
  if (!own && free.length === 0) return no(refused('own-request-lent'));
  const from = free.find((lender) => !spent(lender));
  if (!own && from === undefined) return { kind: 'already' };
  const approval = { by: voter.person, role: open.role, ...(own || from === undefined ? {} : { for: from }) };
  const left = progress(rule, { ...ask, given: [...ask.given, { ...approval, at: 0 }] }, humans).find(
    (stage) => stage.given < stage.count,
  );
  return { kind: 'counted', approval, ...(left ? { open: left } : {}) };
}
