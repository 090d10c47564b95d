/** The policy's table and which rows may stand in it. */
import { describe, expect, it } from 'vitest';
import {
  badRule,
  defaultPolicy,
  type Risk,
  risks,
  ruleFor,
  type Stage,
  stagesFor,
} from '../../../src/engine/policy/rules.ts';

describe('the default', () => {
  it.each(risks)('%s may stand', (risk) => expect(badRule(risk, defaultPolicy[risk])).toBeUndefined());

  it('asks one reviewer about an ordinary order, and finance too above 20,000 yuan', () => {
    const roles = (fen: number) => stagesFor(ruleFor({}, 'order'), fen).map((stage) => `${stage.count} ${stage.role}`);
    expect(roles(2_000_000)).toEqual(['1 reviewer']);
    expect(roles(2_000_001)).toEqual(['1 reviewer', '1 finance']);
  });

  it('gives way to what was changed', () => {
    const rule = { stages: [{ role: 'reviewer', count: 2 }], stepUp: true } as const;
    expect(ruleFor({ order: rule }, 'order')).toEqual(rule);
    expect(ruleFor({ order: rule }, 'deletion')).toEqual(defaultPolicy.deletion);
  });
});

describe('a rule', () => {
  const reviewer = (count: number): Stage => ({ role: 'reviewer', count });
  // biome-ignore format: rows
  it.each<[string, Risk, readonly Stage[], string | undefined]>([
    ['of two stages',                     'order',         [reviewer(2), { role: 'finance', count: 1 }],    undefined],
    ['of five people',                    'order',         [reviewer(5)],                                   undefined],
    ['of six',                            'order',         [reviewer(6)],                                   'stages'],
    ['of nobody',                         'order',         [reviewer(0)],                                   'stages'],
    ['of half a person',                  'order',         [reviewer(1.5)],                                 'stages'],
    ['of a role that decides nothing',    'order',         [{ role: 'field', count: 1 }],                   'stages'],
    ['of customers',                      'order',         [{ role: 'customer', count: 1 }],                'stages'],
    ['that asks one role twice',          'order',         [reviewer(1), reviewer(1)],                      'stages'],
    ['without a stage',                   'order',         [],                                              'stages-needed'],
    ['that lets small sums pass unseen',  'order',         [{ ...reviewer(1), aboveFen: 1 }],               'stages-needed'],
    ['below no money',                    'order',         [reviewer(1), { role: 'finance', count: 1, aboveFen: -1 }], 'stages'],
    ['of nobody for a line in use',       'deletion-live', [],                                              undefined],
    ['of reviewers about the policy',     'policy',        [reviewer(1)],                                   'stages'],
    ['of nobody about the policy',        'policy',        [],                                              'stages-needed'],
    ['of somebody about broken glass',    'break-glass',   [reviewer(1)],                                   'stages'],
    ['of two about a route',              'route',         [reviewer(2)],                                   'stages'],
  ])('%s', (_name, risk, stages, wrong) => expect(badRule(risk, { stages, stepUp: false })).toBe(wrong));
});
