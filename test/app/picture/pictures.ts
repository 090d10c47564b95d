/** Pictures for tests: one like a customer's, and any picture at all. */
import fc from 'fast-check';
import {
  type Bundle,
  type Health,
  nodeKinds,
  type Path,
  type Picture,
  type PictureLink,
  type PictureNode,
} from '../../../src/app/picture/model.ts';

/** Two VPCs, a gateway, one tunnel of two sessions, of which the second is as told. */
export function estatePicture(second: Health, path?: Path): Picture {
  return {
    title: '生产专线',
    subtitle: 'cn-north-1',
    nodes: [
      { id: 'vpc-1', kind: 'vpc', label: 'shop', sublabel: '192.168.0.0/20' },
      { id: 'i-1', kind: 'instance', inside: 'vpc-1', label: 'web-1', sublabel: '192.168.0.3' },
      { id: 'i-2', kind: 'instance', inside: 'vpc-1', label: 'web-2', sublabel: '192.168.0.4' },
      { id: 'vpc-2', kind: 'vpc', label: 'stock', sublabel: '192.168.16.0/20' },
      { id: 'bgw-1', kind: 'gateway', label: 'main', sublabel: 'AS 65000' },
      { id: 'a', kind: 'line-router', label: 'lr-bj-a', sublabel: 'AS 64512' },
      { id: 'b', kind: 'line-router', label: 'lr-bj-b', sublabel: 'AS 64512' },
      { id: 'client', kind: 'device', label: 'AS 65001', sublabel: '10.0.0.0/16' },
      { id: 'host', kind: 'host', label: '10.0.0.10' },
    ],
    links: [
      { id: 'v1', a: 'vpc-1', b: 'bgw-1' },
      { id: 'v2', a: 'vpc-2', b: 'bgw-1' },
      { id: 'ua', a: 'bgw-1', b: 'a' },
      { id: 'ub', a: 'bgw-1', b: 'b' },
      { id: 'la', a: 'a', b: 'client', health: 'up', label: 'VLAN 10', note: 'first' },
      { id: 'lb', a: 'b', b: 'client', health: second, label: 'VLAN 10', note: 'second' },
      { id: 'lan', a: 'client', b: 'host' },
    ],
    bundles: [{ label: 'prod-a', nodes: ['a', 'b'] }],
    ...(path && { path }),
  };
}

/** Any UTF-16 units, lone surrogates and control characters among them. */
const words = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom('</text>', '"', "'", '&amp;', ']]>', '<!--', '边界网关'),
);
/** Few, so that links, bundles and paths often meet nodes, and nodes each other. */
const ids = fc.constantFrom('n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', '__proto__', '');
const health = fc.constantFrom<Health>('up', 'warn', 'down');

const node: fc.Arbitrary<PictureNode> = fc.record(
  {
    id: ids,
    kind: fc.constantFrom(...nodeKinds),
    label: words,
    sublabel: words,
    inside: ids,
    health,
    missing: fc.boolean(),
  },
  { requiredKeys: ['id', 'kind', 'label'] },
);
const link: fc.Arbitrary<PictureLink> = fc.record(
  { id: ids, a: ids, b: ids, health, label: words, note: words },
  { requiredKeys: ['id', 'a', 'b'] },
);
const bundle: fc.Arbitrary<Bundle> = fc.record({ label: words, nodes: fc.array(ids, { maxLength: 4 }) });
const path: fc.Arbitrary<Path> = fc.oneof(
  fc.record({ nodes: fc.array(ids, { maxLength: 7 }), result: fc.constant('delivered' as const) }),
  fc.record(
    {
      nodes: fc.array(ids, { maxLength: 7 }),
      result: fc.constant('broken' as const),
      at: fc.oneof(fc.record({ node: ids }), fc.record({ link: ids })),
      cause: words,
    },
    { requiredKeys: ['nodes', 'result', 'cause'] },
  ),
);

export const anyPicture: fc.Arbitrary<Picture> = fc.record(
  {
    title: words,
    subtitle: words,
    nodes: fc.array(node, { maxLength: 12 }),
    links: fc.array(link, { maxLength: 12 }),
    bundles: fc.array(bundle, { maxLength: 3 }),
    path,
    leftOut: fc.nat(),
  },
  { requiredKeys: ['title', 'nodes', 'links', 'bundles'] },
);
