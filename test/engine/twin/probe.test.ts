/** A ping over every path: what arrives where it is meant to, what comes back, and which filter minds it. */
import { describe, expect, it } from 'vitest';
import { probe, twinOf } from '../../../src/engine/twin/index.ts';
import {
  attachment,
  device,
  type Estate,
  gateway,
  having,
  host,
  instance,
  lines,
  propagation,
  setDevice,
  vif,
  vpc,
  working,
} from './estate.ts';
import { doubled, right, wrong } from './faults.ts';

/** Two VPCs of one range, in each an instance with the same address; the first one exported it. */
const sameAddress = having(
  lines(1),
  gateway('bgw-1'),
  ...vpc('vpc-0', '192.168.0.0/20', '192.168.0.0/24'),
  instance('i-0', 'vpc-0', 'vpc-0-s1', '0.0.0.0/0'),
  attachment('att-0', 'vpc-0', 'bgw-1'),
  ...vpc('vpc-1', '192.168.0.0/20', '192.168.0.0/24'),
  instance('i-1', 'vpc-1', 'vpc-1-s1', '0.0.0.0/0'),
  attachment('att-1', 'vpc-1', 'bgw-1'),
  propagation('vpc-1', 'bgw-1', '0.0.0.0/0'),
  vif(1, 'conn-1', 'bgw-1'),
  setDevice(1, right),
);
const strict = having(working, { do: 'set-security', id: 'vpc-1', instance: 'i-1', allowFrom: ['172.16.0.0/12'] });
const noPropagation = having(working, propagation('vpc-1', 'bgw-1'));
const elsewhere = having(working, setDevice(1, device(1, host, '10.0.0.0/24', '10.5.0.0/16')));

/** there, back | reached | blocked | admitted | ping from the instance, from the host */
function seen({ tenant, sites }: Estate, to = host): string {
  const result = probe(twinOf(tenant, sites), { instance: 'i-1', host: to });
  if (!result) return 'none';
  const { there, back, reached, blockedBy, admitted, forwardPing, reversePing } = result;
  return `${there} ${back} | ${reached.join(' ')} | ${blockedBy.join(' ')} | ${admitted} | ${forwardPing} ${reversePing}`;
}

// biome-ignore format: rows
const ROWS: [string, string, string][] = [
  ['all is well',                                seen(working),                             'all all | vif-1 |  | true | true true'],
  ['two lines share',                            seen(doubled({})),                         'all all | vif-1 vif-2 |  | true | true true'],
  ['an answer may come in, a ping may not',      seen(strict),                              'all all | vif-1 |  | false | true false'],
  ['a filter on the device stops both',          seen(wrong({ blocksIcmp: true })),         'all all | vif-1 | vif-1 | true | false false'],
  ['a filter on one of two devices stops some',  seen(doubled({ blocksIcmp: true })),       'all all | vif-1 vif-2 | vif-2 | true | false false'],
  ['no way there',                               seen(noPropagation),                       'none none |  |  | true | false false'],
  ['no way back',                                seen(wrong({ refusesCloud: true })),       'all none | vif-1 |  | true | false false'],
  ['no way back from one of two',                seen(doubled({ refusesCloud: true })),     'all partial | vif-1 vif-2 |  | true | false false'],
  ['a range announced without the host in it',   seen(elsewhere, '10.5.0.9'),               'none none |  |  | true | false false'],
  ['another instance of that address answers',   seen(sameAddress),                         'all none | vif-1 |  | true | false false'],
];

describe('a ping', () => {
  it.each(ROWS)('%s', (_case, actual, expected) => expect(actual).toBe(expected));

  it('needs an instance', () => {
    expect(probe(twinOf(working.tenant, working.sites), { instance: 'i-9', host })).toBeUndefined();
  });
});
