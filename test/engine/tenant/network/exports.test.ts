/** What an attachment exports as subnets come and go, and the place in line each export keeps (domain §2.3, §5.3). */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import type { NetworkEvent } from '../../../../src/engine/tenant/network/messages.ts';
import type { Propagate } from '../../../../src/engine/tenant/network/model.ts';
import { stateOf } from '../../core/given.ts';
import { attachment, type Entry, entry, gateway, subnetAdded, vpc } from './cloud.ts';

const added = (subnet: string, cidr: string): Entry => entry(subnetAdded('vpc-1', subnet, cidr));
const removed = (subnet: string): Entry => entry({ type: 'subnet.removed', id: 'vpc-1', subnet });
const edited = (propagate: Propagate, ...subnets: readonly string[]): Entry =>
  entry({ type: 'attachment.edited', id: 'att-1', propagate, subnets } satisfies NetworkEvent);

/** Exports as `subnet@since`, in order; entries count from 1: gateway, VPC with s1 and s2, attachment, then `more`. */
function exported(propagate: Propagate, chosen: readonly string[], ...more: readonly Entry[]): readonly string[] {
  const net = vpc('vpc-1', '10.1.0.0/16', ['10.1.1.0/24', '10.1.2.0/24']);
  const state = stateOf(tenant, [gateway(), net, attachment('att-1', 'vpc-1', 'bgw-1', propagate, chosen), ...more]);
  return (state.attachments['att-1']?.exports ?? []).map(
    ({ subnet, since }) => `${subnet.replace('vpc-1-', '')}@${since}`,
  );
}

const s1 = 'vpc-1-s1';
const s2 = 'vpc-1-s2';
// biome-ignore format: rows
const rows: readonly [string, Propagate, readonly string[], readonly Entry[], readonly string[]][] = [
  ['all: what there is',                 'all',     [],       [],                                                     ['s1@3', 's2@3']],
  ['all: a later subnet too',            'all',     [],       [added('s3', '10.1.3.0/24')],                           ['s1@3', 's2@3', 's3@4']],
  ['all: a removed subnet no more',      'all',     [],       [removed(s1)],                                          ['s2@3']],
  ['all: one that came back is last',    'all',     [],       [removed(s1), added(s1, '10.1.1.0/24')],                ['s2@3', 's1@5']],
  ['partial: what was chosen',           'partial', [s2],     [],                                                     ['s2@3']],
  ['partial: not a later subnet',        'partial', [s2],     [added('s3', '10.1.3.0/24')],                           ['s2@3']],
  ['none',                               'none',    [],       [added('s3', '10.1.3.0/24')],                           []],
  ['chosen, then all: places are kept',  'partial', [s2],     [edited('all')],                                        ['s1@4', 's2@3']],
  ['all, then chosen: places are kept',  'all',     [],       [edited('partial', s2)],                                ['s2@3']],
  ['all, none, all: places are lost',    'all',     [],       [edited('none'), edited('all')],                        ['s1@5', 's2@5']],
  ['chosen, other, both: only s1 moved', 'partial', [s1],     [edited('partial', s2), edited('partial', s1, s2)],     ['s1@5', 's2@4']],
  ['other things happen: places kept',   'all',     [],       [gateway('bgw-2'), vpc('vpc-2', '10.2.0.0/16', ['10.2.1.0/24'])], ['s1@3', 's2@3']],
];

describe('exports', () => {
  it.each(rows)('%s', (_name, propagate, chosen, more, exports) => {
    expect(exported(propagate, chosen, ...more)).toEqual(exports);
  });

  it('carry the range of their subnet', () => {
    const state = stateOf(tenant, [vpc('vpc-1', '10.1.0.0/16', ['10.1.1.0/24']), attachment('att-1', 'vpc-1')]);
    expect(state.attachments['att-1']?.exports).toEqual([{ subnet: s1, cidr: '10.1.1.0/24', since: 2 }]);
  });

  it('are each attachment’s own', () => {
    const state = stateOf(tenant, [
      vpc('vpc-1', '10.1.0.0/16', ['10.1.1.0/24']),
      attachment('att-1', 'vpc-1', 'bgw-1'),
      attachment('att-2', 'vpc-1', 'bgw-2', 'none'),
      attachment('att-3', 'vpc-1', 'bgw-3'),
    ]);
    const places = Object.values(state.attachments).map((row) => row.exports.map(({ since }) => since));
    expect(places).toEqual([[2], [], [4]]);
  });
});
