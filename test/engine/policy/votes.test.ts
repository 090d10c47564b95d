/** Counting votes: N of M, stages, lent roles, and that one human counts once. */
import { describe, expect, it } from 'vitest';
import type { ApprovalRule } from '../../../src/engine/policy/rules.ts';
import { type Approval, humanOf, progress, type Voter, vote } from '../../../src/engine/policy/votes.ts';
import type { Role } from '../../../src/engine/tenant/lifecycle.ts';

const two: ApprovalRule = { stages: [{ role: 'reviewer', count: 2 }], stepUp: false };
const staged: ApprovalRule = {
  stages: [
    { role: 'reviewer', count: 1 },
    { role: 'finance', count: 1, aboveFen: 100 },
  ],
  stepUp: false,
};
const has = (person: string, ...roles: Role[]): Voter => ({ person, roles, lent: [] });
const lent = (person: string, role: 'reviewer' | 'finance', ...from: string[]): Voter => ({
  person,
  roles: ['field', role],
  lent: from.map((row) => ({ role, from: row })),
});
const gave = (by: string, role: Approval['role'] = 'reviewer', lender?: string): Approval => ({
  by,
  role,
  at: 0,
  ...(lender === undefined ? {} : { for: lender }),
});
const about = (given: readonly Approval[] = [], fen = 0) => ({ requestedBy: 'lin', fen, given });

function said(rule: ApprovalRule, ask: ReturnType<typeof about>, voter: Voter, humans = {}): string {
  const cast = vote(rule, ask, voter, humans);
  if (cast.kind === 'refused') return cast.refusal.code;
  if (cast.kind === 'already') return 'already';
  const { by, role, for: lender } = cast.approval;
  const open = cast.open ? `${cast.open.given}/${cast.open.count} ${cast.open.role}` : 'done';
  return `${by} as ${role}${lender === undefined ? '' : ` for ${lender}`}: ${open}`;
}

describe('a vote', () => {
  // biome-ignore format: rows
  it.each<[string, string, ApprovalRule, ReturnType<typeof about>, Voter]>([
    ['the first of two is half',             'rui as reviewer: 1/2 reviewer', two,    about(),                          has('rui', 'reviewer')],
    ['the second is all',                    'ren as reviewer: done',         two,    about([gave('rui')]),             has('ren', 'reviewer')],
    ['nobody counts twice',                  'already',                       two,    about([gave('rui')]),             has('rui', 'reviewer')],
    ['who asked does not count',             'own-request',                   two,    about(),                          has('lin', 'reviewer')],
    ['another role does not count',          'not-your-role',                 two,    about(),                          has('fei', 'field')],
    ['finance waits for the reviewer',       'not-your-role',                 staged, about([], 101),                   has('min', 'finance')],
    ['the reviewer hands on to finance',     'rui as reviewer: 0/1 finance',  staged, about([], 101),                   has('rui', 'reviewer')],
    ['finance ends it',                      'min as finance: done',          staged, about([gave('rui')], 101),        has('min', 'finance')],
    ['little money needs no finance',        'rui as reviewer: done',         staged, about([], 100),                   has('rui', 'reviewer')],
    ['one human is not both stages',         'already',                       staged, about([gave('rui')], 101),        has('rui', 'reviewer', 'finance')],
    ['a delegate speaks for the lender',     'fei as reviewer for rui: 1/2 reviewer', two, about(),                     lent('fei', 'reviewer', 'rui')],
    ['not for who asked',                    'own-request-lent',              two,    about(),                          lent('fei', 'reviewer', 'lin')],
    ['another lender will do',               'fei as reviewer for rui: 1/2 reviewer', two, about(),                     lent('fei', 'reviewer', 'lin', 'rui')],
    ['not after the lender spoke',           'already',                       two,    about([gave('rui')]),             lent('fei', 'reviewer', 'rui')],
    ['nor the lender after the delegate',    'already',                       two,    about([gave('fei', 'reviewer', 'rui')]), has('rui', 'reviewer')],
    ['nor for a second lender',              'already',                       two,    about([gave('fei', 'reviewer', 'rui')]), lent('fei', 'reviewer', 'ren')],
    ['a rule met meanwhile wants a last yes','ren as reviewer: done',         { stages: [{ role: 'reviewer', count: 1 }], stepUp: false }, about([gave('rui')]), has('ren', 'reviewer')],
    ['a rule emptied meanwhile too',         'rui as reviewer: done',         { stages: [], stepUp: false }, about(),   has('rui', 'reviewer')],
  ])('%s', (_name, expected, rule, ask, voter) => expect(said(rule, ask, voter)).toBe(expected));

  it('knows people behind two records', () => {
    const humans = { lin2: 'lin', rui2: 'rui' };
    expect(said(two, about(), has('lin2', 'reviewer'), humans)).toBe('own-request');
    expect(said(two, about([gave('rui')]), has('rui2', 'reviewer'), humans)).toBe('already');
    expect(said(two, about(), lent('fei', 'reviewer', 'lin2'), humans)).toBe('own-request-lent');
    expect(humanOf(humans, 'constructor')).toBe('constructor');
  });

  it('shows how far it is', () => {
    const shown = progress(staged, about([gave('rui')], 101)).map((row) => `${row.given}/${row.count} ${row.role}`);
    expect(shown).toEqual(['1/1 reviewer', '0/1 finance']);
  });
});
