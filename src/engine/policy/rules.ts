/** Which decisions need whose approval: one table by risk, changed only by an approved change. Counts no votes. */
import type { Role } from '../tenant/lifecycle.ts';

/**
 * What is decided. `deletion`: a line not yet in use; `deletion-live`: one in use; `route`: a static route; `policy`:
 * a change of this table; `break-glass`: an admin decides alone.
 */
export const risks = ['order', 'deletion', 'deletion-live', 'route', 'policy', 'break-glass'] as const;
export type Risk = (typeof risks)[number];

/** So many people of one role; with `aboveFen` only where more money than that is at stake. */
export interface Stage {
  readonly role: Role;
  readonly count: number;
  readonly aboveFen?: number;
}

export interface ApprovalRule {
  /** One after the other; none means that nobody has to be asked. */
  readonly stages: readonly Stage[];
  /** Whether each approval needs a code of the approver's authenticator. */
  readonly stepUp: boolean;
}

export type Policy = Readonly<Record<Risk, ApprovalRule>>;

/** Where no change was approved yet. Break-glass and policy weigh most: they can undo every other row. */
export const defaultPolicy: Policy = {
  order: {
    stages: [
      { role: 'reviewer', count: 1 },
      { role: 'finance', count: 1, aboveFen: 2_000_000 },
    ],
    stepUp: false,
  },
  deletion: { stages: [{ role: 'reviewer', count: 1 }], stepUp: false },
  'deletion-live': { stages: [], stepUp: false },
  route: { stages: [{ role: 'reviewer', count: 1 }], stepUp: false },
  policy: { stages: [{ role: 'admin', count: 1 }], stepUp: true },
  'break-glass': { stages: [], stepUp: true },
};

/** Who may be asked about each risk; the lifecycle lets only these decide. */
export const askable: Readonly<Record<Risk, readonly Role[]>> = {
  order: ['reviewer', 'finance', 'admin'],
  deletion: ['reviewer', 'finance', 'admin'],
  'deletion-live': ['reviewer', 'finance', 'admin'],
  // Verified by one person, reviewer or field engineer: only whether a code is asked can be chosen.
  route: ['reviewer'],
  policy: ['admin'],
  'break-glass': [],
};

/** More eyes than this are a way to stop all work. */
export const mostPerStage = 5;

export type Changed = Partial<Policy>;

export function ruleFor(changed: Changed, risk: Risk): ApprovalRule {
  return changed[risk] ?? defaultPolicy[risk];
}

/** The stages that apply to so much money; an approval that is asked for needs at least one. */
export function stagesFor(rule: ApprovalRule, fen: number): readonly Stage[] {
  return rule.stages.filter((stage) => stage.aboveFen === undefined || fen > stage.aboveFen);
}

/** Why a rule cannot stand, as the name of what would pass; `undefined` when it can. */
export function badRule(risk: Risk, rule: ApprovalRule): 'stages' | 'stages-needed' | undefined {
  const wrong = rule.stages.some(
    ({ role, count, aboveFen }) =>
      !askable[risk].includes(role) ||
      !Number.isSafeInteger(count) ||
      count < 1 ||
      count > mostPerStage ||
      (aboveFen !== undefined && (!Number.isSafeInteger(aboveFen) || aboveFen < 0)),
  );
  const roles = rule.stages.map((stage) => stage.role);
  if (wrong || new Set(roles).size < roles.length) return 'stages';
  if (risk === 'route' && (rule.stages.length !== 1 || rule.stages[0]?.count !== 1)) return 'stages';
  const free = risk === 'deletion-live' || risk === 'break-glass';
  // The first stage always applies, so that no amount of money slips through without anybody.
  if (!free && rule.stages[0]?.aboveFen !== undefined) return 'stages-needed';
  return !free && rule.stages.length === 0 ? 'stages-needed' : undefined;
}
