/** The fleet/1 document: what it takes, and every mistake with its path and what would pass. */
import { describe, expect, it } from 'vitest';
import { exampleFleet, parseFleet } from '../../../src/engine/fleet/index.ts';

const tenant = {
  id: 'acme',
  lines: ['conn-1'],
  interfaces: [{ id: 'vif-1', line: 'conn-1', gateway: 'bgw-1', announces: ['10.0.0.0/16'] }],
  vpcs: [{ id: 'vpc-1', cidr: '192.168.0.0/20', gateways: ['bgw-1'] }],
};
const [row] = tenant.interfaces;
const [vpc] = tenant.vpcs;
const fleet = (changes: object) => ({ schema: 'fleet/1', region: 'cn-north-1', tenants: [{ ...tenant, ...changes }] });

describe('a fleet document', () => {
  it('is the one in the example', () => expect(parseFleet(exampleFleet)).toHaveProperty('description'));

  it.each<[string, unknown, string, string]>([
    ['nothing', null, '', 'expected object'],
    ['an unknown region', { ...fleet({}), region: 'mars' }, 'region', 'use one of cn-north-1'],
    ['an unknown field', { ...fleet({}), colour: 'red' }, '', 'colour'],
    ['an unknown line router', { ...fleet({}), site: { downRouters: ['x'] } }, 'site.downRouters.0', 'lr-bj-a'],
    ['a tenant twice', { ...fleet({}), tenants: [tenant, tenant] }, 'tenants.1.id', "'acme' is named twice"],
    [
      'host bits',
      fleet({ interfaces: [{ ...row, announces: ['10.0.0.1/16'] }] }),
      'tenants.0.interfaces.0.announces.0',
      'without host bits',
    ],
    ['a line nobody has', fleet({ lines: [] }), 'tenants.0.interfaces.0.line', "no line 'conn-1'"],
    ['an interface twice', fleet({ interfaces: [row, row] }), 'tenants.0.interfaces.1.id', 'named twice'],
    ['a gateway nobody has', fleet({ interfaces: [] }), 'tenants.0.vpcs.0.gateways.0', "gateway 'bgw-1'"],
    ['a small VPC', fleet({ vpcs: [{ ...vpc, cidr: '10.9.9.0/30' }] }), 'tenants.0.vpcs.0.cidr', '/28 or larger'],
    ['one name for two things', fleet({ vpcs: [{ ...vpc, id: 'bgw-1' }] }), 'tenants.0', "'bgw-1' names two things"],
    [
      'a host that is none',
      fleet({ interfaces: [{ ...row, host: 'here' }] }),
      'tenants.0.interfaces.0.host',
      'IPv4 address',
    ],
  ])('refuses %s', (_name, document, path, words) => {
    const parsed = parseFleet(document);
    const problems = 'problems' in parsed ? parsed.problems : [];
    expect(problems.map((problem) => problem.path.join('.'))).toContain(path);
    expect(problems.find((problem) => problem.path.join('.') === path)?.message).toContain(words);
  });
});
