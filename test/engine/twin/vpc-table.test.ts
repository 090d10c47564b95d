/** VPC route tables: what is copied in, what matches, what loses (domain §5.6). */
import { describe, expect, it } from 'vitest';
import type { RouteTable, Vpc } from '../../../src/engine/tenant/network/model.ts';
import { gatewayTable } from '../../../src/engine/twin/gateway-table.ts';
import { matchVpc, vpcTable } from '../../../src/engine/twin/vpc-table.ts';
import { byHand, exported, learned } from './routes.ts';

const vpc: Vpc = {
  id: 'vpc-1',
  name: 'vpc-1',
  region: 'cn-north-1',
  createdBy: 'lin',
  createdAt: 0,
  firstRevision: 1,
  revision: 1,
  cidr: '192.168.0.0/20',
  subnets: [],
  routeTables: [],
  instances: [],
};
const X = '10.0.0.0/16';
const gateways = {
  g1: gatewayTable([learned('1', X), learned('1', '10.0.1.0/24'), exported('b', '192.168.64.0/24')]),
  g2: gatewayTable([byHand('vif-2', X), exported('a', '192.168.1.0/24')]),
  /** Nothing in effect here. */
  g3: gatewayTable([byHand('vif-3', X, { available: false })]),
};
const rule = (destination: string, gateway: string) => ({ destination, gateway });
const from = (gateway: string, ...scope: readonly string[]) => ({ gateway, scope });
type Content = Partial<Pick<RouteTable, 'rules' | 'propagations'>>;
const rowsOf = (content: Content) =>
  vpcTable(vpc, { id: 't', name: 't', kind: 'custom', rules: [], propagations: [], ...content }, gateways);

// biome-ignore format: rows
const MATCHES: [string, Content, string, string][] = [
  ['Local first',                              { rules: [rule('0.0.0.0/0', 'g1')] },                                      '192.168.3.4', 'local'],
  ['also against a longer prefix',             { propagations: [from('g2', '0.0.0.0/0')] },                               '192.168.1.9', 'local'],
  ['nothing matches',                          { propagations: [from('g1', '0.0.0.0/0')] },                               '172.16.0.1',  ''],
  ['a copy inside the scope',                  { propagations: [from('g1', X)] },                                         '10.0.9.9',    'propagated g1 10.0.0.0/16'],
  ['the longest prefix',                       { propagations: [from('g1', '0.0.0.0/0')] },                               '10.0.1.9',    'propagated g1 10.0.1.0/24'],
  ['longest before static',                    { rules: [rule(X, 'g2')], propagations: [from('g1', '0.0.0.0/0')] },       '10.0.1.9',    'propagated g1 10.0.1.0/24'],
  ['static before propagated',                 { rules: [rule(X, 'g2')], propagations: [from('g1', '0.0.0.0/0')] },       '10.0.9.9',    'static g2 10.0.0.0/16'],
  ['propagated ones share',                    { propagations: [from('g1', X), from('g2', X)] },                          '10.0.9.9',    'propagated g1 10.0.0.0/16, propagated g2 10.0.0.0/16'],
  ['statics do not: the first stays',          { rules: [rule(X, 'g2'), rule(X, 'g1')] },                                 '10.0.9.9',    'static g2 10.0.0.0/16'],
  ['a scope narrower than the route',          { propagations: [from('g1', '10.0.1.0/24')] },                             '10.0.9.9',    ''],
  ['a scope equal to the route',               { propagations: [from('g1', '10.0.1.0/24')] },                             '10.0.1.9',    'propagated g1 10.0.1.0/24'],
  ['several ranges in a scope',                { propagations: [from('g1', '172.16.0.0/12', '10.0.0.0/8')] },             '10.0.9.9',    'propagated g1 10.0.0.0/16'],
  ['statics of the gateway are copied too',    { propagations: [from('g2', '0.0.0.0/0')] },                               '10.0.9.9',    'propagated g2 10.0.0.0/16'],
  ['what is not in effect is not',             { propagations: [from('g3', '0.0.0.0/0')] },                               '10.0.9.9',    ''],
  ['another VPC of the gateway',               { propagations: [from('g1', '0.0.0.0/0')] },                               '192.168.64.9', 'propagated g1 192.168.64.0/24'],
];

describe('a VPC route table', () => {
  it.each(MATCHES)('%s', (_rule, content, address, expected) => {
    const used = matchVpc(rowsOf(content), address);
    expect(
      used.map((row) => (row.kind === 'local' ? 'local' : `${row.kind} ${row.gateway} ${row.destination}`)).join(', '),
    ).toBe(expected);
  });

  it('keeps what lost, with its reason', () => {
    const rows = rowsOf({
      rules: [rule(X, 'g2'), rule(X, 'g1')],
      propagations: [from('g1', '0.0.0.0/0'), from('g2', '0.0.0.0/0')],
    });
    expect(
      rows.flatMap(({ destination, gateway, kind, loss }) =>
        loss ? [`${kind} ${gateway} ${destination}: ${loss.reason}`] : [],
      ),
    ).toEqual([
      'static g1 10.0.0.0/16: static-not-shared',
      'propagated g1 10.0.0.0/16: static-first',
      'propagated g2 10.0.0.0/16: static-first',
      'propagated g2 192.168.1.0/24: local-first',
    ]);
  });
});
