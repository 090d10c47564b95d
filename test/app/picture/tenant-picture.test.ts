/** What a customer's estate looks like: sessions as observed, what is missing as missing, the most important when not all fit. */
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../../src/app/picture/model.ts';
import { pictureOf } from '../../../src/app/picture/tenant-picture.ts';
import type { NetworkCommand } from '../../../src/engine/tenant/network/messages.ts';
import type { SessionSeen } from '../../../src/engine/tenant/network/model.ts';
import {
  apply,
  attachment,
  device,
  type Estate,
  gateway,
  having,
  instance,
  lines,
  remembering,
  vif,
  vpc,
  working,
} from '../../engine/twin/estate.ts';

const observed = (index: number, ...sessions: readonly SessionSeen[]): NetworkCommand => ({
  do: 'observe-vif',
  id: `vif-${index}`,
  sessions,
});
const [a, b] = ['lr-bj-a', 'lr-bj-b'];
const both = [
  { router: a, up: true },
  { router: b, up: true },
];
const draw = (estate: Estate, subject = 'vif-1'): Picture => {
  const picture = pictureOf(estate.tenant, subject);
  if (!picture) throw new Error('no picture');
  return picture;
};
const ids = (picture: Picture, kind: string) => picture.nodes.filter((node) => node.kind === kind).map(({ id }) => id);

/** Each session as `health: key of its note`. */
const sessions = (estate: Estate) =>
  draw(estate).links.flatMap(({ health, note }) =>
    health ? [`${health}: ${typeof note === 'object' ? note.key : note}`] : [],
  );
const configured = (estate: Estate) => having(estate, observed(1, ...both));

describe('a session', () => {
  const cut: Estate = {
    ...working,
    tenant: apply(working.tenant, { do: 'report-fault', connection: 'conn-1', reason: 'fibre cut' }),
  };
  const lost = [both[0], { router: b, up: false, cause: 'vlan' }].flatMap((one) => one ?? []);
  // biome-ignore format: aligned rows
  it.each<[string, Estate, string[]]>([
    ['nobody has looked at yet',      working,                                               ['warn: vif-state.Pending', 'warn: vif-state.Pending']],
    ['up on both',                    configured(working),                                   ['up: card.session-up', 'up: card.session-up']],
    ['down from the start',           having(working, observed(1, { router: a, up: false, cause: 'vlan' })), ['warn: cause.vlan', 'warn: vif-state.Pending']],
    ['lost on one side',              having(configured(working), observed(1, ...lost)),      ['up: card.session-up', 'down: cause.vlan']],
    ['lost on both',                  having(configured(working), observed(1, { router: a, up: false, cause: 'key' })), ['down: cause.key', 'down: vif-state.Down']],
    ['of a line that is broken',      cut,                                                   ['down: state.InActive', 'down: state.InActive']],
  ])('%s', (_what, estate, expected) => expect(sessions(estate)).toEqual(expected));
});

describe('an interface', () => {
  it('has its VPCs, its gateway, both line routers, its device and its host', () => {
    const picture = draw(working);
    expect(picture.nodes.map(({ id, kind, label, sublabel }) => [kind, id, label, sublabel])).toEqual([
      ['vpc', 'vpc-1', 'vpc-1', '192.168.0.0/20'],
      ['instance', 'i-1', 'i-1', '192.168.0.3'],
      ['gateway', 'bgw-1', 'bgw-1', 'AS 65000'],
      ['line-router', 'vif-1/lr-bj-a', a, 'AS 64512'],
      ['line-router', 'vif-1/lr-bj-b', b, 'AS 64512'],
      ['device', 'vif-1/client', 'AS 65001', '10.0.0.0/16'],
      ['host', 'vif-1/host/10.0.0.10', '10.0.0.10', undefined],
    ]);
    expect(picture.links.map((link) => `${link.a} ${link.b}`)).toEqual([
      'vpc-1 bgw-1',
      'bgw-1 vif-1/lr-bj-a',
      'vif-1/lr-bj-a vif-1/client',
      'bgw-1 vif-1/lr-bj-b',
      'vif-1/lr-bj-b vif-1/client',
      'vif-1/client vif-1/host/10.0.0.10',
    ]);
    expect(picture.leftOut).toBe(0);
  });

  it('without a device has an empty place for one, and no host', () => {
    const picture = draw(having(lines(1), gateway('bgw-1'), vif(1, 'conn-1', 'bgw-1')));
    expect(picture.nodes.find(({ kind }) => kind === 'device')).toMatchObject({ missing: true });
    expect(ids(picture, 'host')).toEqual([]);
  });

  it.each([
    [[], '–'],
    [['10.1.0.0/16'], '10.1.0.0/16'],
    [['10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16'], '10.1.0.0/16 +2'],
  ])('whose device announces %j says %s', (announces, said) => {
    const told = remembering(working, device(1, '10.1.0.10', ...announces));
    expect(draw(told).nodes.find(({ kind }) => kind === 'device')?.sublabel).toBe(said);
  });

  it('is drawn without its neighbours on the gateway', () => {
    expect(draw(having(working, vif(2, 'conn-1', 'bgw-1'))).bundles).toHaveLength(1);
  });

  it.each(['vpc-1', 'conn-1', 'att-1', 'nothing', '__proto__'])('is not %s: no picture', (id) =>
    expect(pictureOf(working.tenant, id)).toBeUndefined(),
  );

  it('that is deleted has no picture', () => {
    const gone = having(working, { do: 'delete-vif', id: 'vif-1' }, { do: 'clean-vif', id: 'vif-1' });
    expect(pictureOf(gone.tenant, 'vif-1')).toBeUndefined();
    expect(ids(draw(gone, 'bgw-1'), 'line-router')).toEqual([]);
  });
});

describe('a gateway with more than fits', () => {
  const many = having(
    lines(1),
    gateway('bgw-1'),
    ...Array.from({ length: 7 }, (_, index) => index + 1).flatMap((index) => [
      ...vpc(`vpc-${index}`, `192.168.${index * 16}.0/20`, `192.168.${index * 16}.0/24`),
      attachment(`att-${index}`, `vpc-${index}`, 'bgw-1'),
      vif(index, 'conn-1', 'bgw-1'),
    ]),
    ...[1, 2, 3, 4, 5, 6].map((index) => observed(index, ...both)),
    ...[1, 2, 3, 4, 5, 6].map((index) => instance(`i-${index}`, 'vpc-7', 'vpc-7-s1')),
  );

  it('shows the tunnel in trouble before others, and says how much it leaves out', () => {
    const picture = draw(many, 'bgw-1');
    expect(picture.bundles.map(({ label }) => label)).toEqual(['vif-1', 'vif-2', 'vif-3', 'vif-7']);
    expect(ids(picture, 'vpc')).toEqual(['vpc-1', 'vpc-2', 'vpc-3', 'vpc-4', 'vpc-5']);
    // Three tunnels and two VPCs.
    expect(picture.leftOut).toBe(5);
  });

  it('shows the tunnel a packet came through before those in trouble', () => {
    const path = { nodes: ['bgw-1', 'vif-6/client'], result: 'delivered' } as const;
    const labels = pictureOf(many.tenant, 'bgw-1', path)?.bundles.map(({ label }) => label);
    expect(labels).toEqual(['vif-1', 'vif-2', 'vif-6', 'vif-7']);
  });

  it('shows the VPC and the instance a packet came through', () => {
    const picture = pictureOf(many.tenant, 'bgw-1', { nodes: ['i-6', 'vpc-7', 'bgw-1'], result: 'delivered' });
    expect(picture && ids(picture, 'vpc')).toEqual(['vpc-1', 'vpc-2', 'vpc-3', 'vpc-4', 'vpc-7']);
    expect(picture && ids(picture, 'instance')).toEqual(['i-1', 'i-2', 'i-3', 'i-6']);
    expect(picture?.leftOut).toBe(3 + 2 + 2);
  });
});
