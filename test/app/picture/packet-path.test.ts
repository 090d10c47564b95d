/** Where the test packet of a simulated estate goes, and at what it stops. */
import { describe, expect, it } from 'vitest';
import { packetPath } from '../../../src/app/picture/packet-path.ts';
import { pictureOf } from '../../../src/app/picture/tenant-picture.ts';
import { topologySvg } from '../../../src/app/picture/topology.ts';
import type { Phrase } from '../../../src/app/text/phrase.ts';
import { diagnose, type Ends, twinOf } from '../../../src/engine/twin/index.ts';
import {
  announced,
  type DeviceFields,
  device,
  type Estate,
  having,
  havingAtSite,
  host,
  propagation,
  setDevice,
  working,
} from '../../engine/twin/estate.ts';
import { textsOf } from './svg.ts';

const right = device(1, host, announced);
const wrong = (change: Partial<DeviceFields>) => having(working, setDevice(1, { ...right, ...change }));
const guarded = having(working, { do: 'set-security', id: 'vpc-1', instance: 'i-1', allowFrom: ['172.16.0.0/12'] });
const oneRouter = havingAtSite(working, { do: 'router-down', router: 'lr-bj-a' });
/** The instance's subnet in a route table of its own. */
const sideTable = having(
  working,
  { do: 'add-route-table', id: 'vpc-1', table: 'rtb-2', name: 'side' },
  { do: 'bind-subnet', id: 'vpc-1', subnet: 'vpc-1-s1', table: 'rtb-2' },
  { do: 'set-propagation', id: 'vpc-1', table: 'rtb-2', gateway: 'bgw-1', scope: ['0.0.0.0/0'] },
);

function pathOf({ tenant, sites }: Estate, ends: Ends = {}) {
  const twin = twinOf(tenant, sites);
  const diagnosis = diagnose(twin, 'vif-1', ends);
  if (!diagnosis) throw new Error('no such interface');
  return packetPath(twin, diagnosis);
}
/** The code of a cause, whatever words and values it is told with. */
const codeIn = (cause: Phrase): string => /"cause\.([\w-]+)"/.exec(JSON.stringify(cause))?.[1] ?? '';
const told = (estate: Estate): string => {
  const path = pathOf(estate);
  const nodes = path.nodes.map((id) => id.replace('vif-1/', '')).join(' ');
  if (path.result === 'delivered') return nodes;
  const at = path.at ? Object.values(path.at).join() : 'last';
  return `${nodes} | ${at.replace('vif-1/', '')}: ${codeIn(path.cause)}`;
};

describe('a packet', () => {
  // biome-ignore format: aligned rows
  it.each<[string, Estate, string]>([
    ['that arrives',                   working,                                 'i-1 vpc-1 bgw-1 lr-bj-a client host/10.0.0.10'],
    ['over the router that is left',   oneRouter,                               'i-1 vpc-1 bgw-1 lr-bj-b client host/10.0.0.10'],
    ['through a table of its own',     sideTable,                               'i-1 vpc-1 bgw-1 lr-bj-a client host/10.0.0.10'],
    ['without a session',              wrong({ vlan: 99 }),                     'i-1 vpc-1 | last: vlan'],
    ['without propagation',            having(working, propagation('vpc-1', 'bgw-1')), 'i-1 vpc-1 | last: propagation-missing'],
    ['whose answer finds no way back', wrong({ refusesCloud: true }),           'host/10.0.0.10 client | last: return-route-missing'],
    ['that a filter on the device drops', wrong({ blocksIcmp: true }),          'i-1 vpc-1 bgw-1 lr-bj-a client host/10.0.0.10 | client: device-acl'],
    ['that the instance does not admit', guarded,                               'host/10.0.0.10 client lr-bj-a bgw-1 vpc-1 i-1 | i-1: security-group'],
  ])('%s', (_what, estate, expected) => expect(told(estate)).toBe(expected));

  it('never leaves where there is no instance', () => {
    const path = pathOf(having(working, { do: 'remove-instance', id: 'vpc-1', instance: 'i-1' }));
    expect(path).toMatchObject({ nodes: [], result: 'broken' });
  });

  it('is drawn over the picture of its interface', () => {
    const picture = pictureOf(guarded.tenant, 'vif-1', pathOf(guarded));
    const known = new Set(picture?.nodes.map(({ id }) => id));
    expect(picture?.path?.nodes.filter((id) => !known.has(id))).toEqual([]);
    expect(
      picture && textsOf(topologySvg(picture, 'zh')).filter((text) => text.startsWith('数据包无法通过：')),
    ).toHaveLength(1);
  });
});
