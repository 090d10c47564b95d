/** What a picture draws: every word escaped, every state in more than colour, the packet as far as it came. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layout } from '../../../src/app/picture/layout.ts';
import { healthLook } from '../../../src/app/picture/look.ts';
import type { Path, Picture } from '../../../src/app/picture/model.ts';
import { topologySvg } from '../../../src/app/picture/topology.ts';
import { png } from '../../../src/wire/png.ts';
import { anyPicture, estatePicture } from './pictures.ts';
import { elementsOf, textsOf } from './svg.ts';

const drawn = new Set(['svg', 'title', 'desc', 'rect', 'g', 'path', 'circle', 'text']);
const attributes = new Set(
  'xmlns viewBox width height font-family role xml:lang x y rx r d transform fill stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin font-size text-anchor'.split(
    ' ',
  ),
);

/** Things in an SVG that no picture has. */
function strange(svg: string): readonly string[] {
  const read = elementsOf(svg);
  const names = read.map(({ name }) => name).filter((name) => !drawn.has(name));
  return [...names, ...read.flatMap((one) => Object.keys(one.attributes)).filter((key) => !attributes.has(key))];
}

describe('words', () => {
  // biome-ignore format: aligned rows
  const rows: [string, string, string][] = [
    ['a closing tag',          '</text><script/>',    '</text><script/>'],
    ['an attribute',           '" onload="x',         '" onload="x'],
    ['an apostrophe',          "' x='y",              "' x='y"],
    ['a reference',            '&lt;&#0;&nbsp;',      '&lt;&#0;&nbsp;'],
    ['the end of CDATA',       ']]>',                 ']]>'],
    ['a comment',              '<!-- x -->',          '<!-- x -->'],
    ['a null',                 'a\u0000b',            'ab'],
    ['a control character',    'a\u001bb',            'ab'],
    ['half a pair',            'a\ud800b',            'ab'],
    ['a non-character',        'a\uffffb',            'ab'],
    ['a direction override',   'a\u202eb',            'ab'],
    ['several lines',          'a\n\t b',             'a b'],
  ];
  /** The words in every place that takes any. */
  const everywhere = (text: string): Picture => ({
    title: text,
    subtitle: text,
    nodes: [
      { id: 'v', kind: 'vpc', label: text, sublabel: text },
      { id: 'i', kind: 'instance', inside: 'v', label: text, sublabel: text },
      { id: 'a', kind: 'line-router', label: 'a' },
      { id: 'b', kind: 'line-router', label: 'b' },
      { id: 'd', kind: 'device', label: 'd' },
    ],
    links: [{ id: 'l', a: 'a', b: 'd', label: text, note: text, health: 'up' }],
    bundles: [{ label: text, nodes: ['a', 'b'] }],
    path: { nodes: ['i', 'v'], result: 'broken', cause: text },
  });

  it.each(rows)('%s is only read, never obeyed', (_what, text, shown) => {
    const svg = topologySvg(everywhere(text), 'en');
    expect(strange(svg)).toEqual([]);
    expect(textsOf(svg).filter((one) => one === shown)).toHaveLength(9);
    expect(textsOf(svg)).toContain(`The packet does not get through: ${shown}`);
  });

  it('that are too long keep their start and their end', () => {
    const name = 'production-database-replica-in-the-second-zone-0042';
    const nodes = [{ id: 'v', kind: 'vpc', label: name }] as const;
    const [label] = textsOf(topologySvg({ title: '', nodes, links: [], bundles: [] }, 'en')).filter((text) =>
      text.includes('…'),
    );
    expect(label).toMatch(/^production-\S*…\S*42$/);
  });

  it.each([
    ['en', ['Cloud', 'VPC', 'Border gateway', 'Line routers', 'Hosting zone', 'Device', 'Test host', 'up', 'down']],
    ['zh', ['云端', 'VPC', '边界网关', '专线路由器', '托管区', '客户端设备', '测试主机', '正常', '中断']],
  ] as const)('of headings and legend are in %s', (language, expected) => {
    expect(textsOf(topologySvg(estatePicture('down'), language))).toEqual(expect.arrayContaining([...expected]));
  });
});

describe('a state', () => {
  it('has a line and a mark of its own, not only a colour', () => {
    const looks = Object.values(healthLook);
    for (const part of ['colour', 'dashes', 'mark'] as const)
      expect(new Set(looks.map((look) => look[part])).size).toBe(looks.length);
  });

  it.each(['up', 'warn', 'down'] as const)('%s is drawn as told', (health) => {
    const { colour, dashes } = healthLook[health];
    const lines = elementsOf(topologySvg(estatePicture(health), 'en')).filter(
      ({ attributes: { stroke, d } }) => stroke === colour && d?.includes('C'),
    );
    // The first session is always up.
    expect(lines).toHaveLength(health === 'up' ? 2 : 1);
    expect(lines.map((line) => line.attributes['stroke-dasharray'] ?? 'none')).toContain(dashes);
  });

  it('that nobody measured has no mark and no line in the legend', () => {
    const { links, ...picture } = estatePicture('up');
    const silent = { ...picture, links: links.map(({ health: _health, ...link }) => link) };
    const marked = (svg: string) => elementsOf(svg).filter(({ attributes: { fill } }) => fill === healthLook.up.colour);
    expect(marked(topologySvg(silent, 'en'))).toEqual([]);
    expect(textsOf(topologySvg(silent, 'en'))).not.toContain('up');
  });
});

describe('a packet', () => {
  const band = '#bfd3fc';
  const way = ['i-1', 'vpc-1', 'bgw-1', 'b', 'client', 'host'] as const;
  const cause = 'x';
  // biome-ignore format: aligned rows
  const rows: [string, Path, { legs: number; arrows: number }][] = [
    ['there',                                  { nodes: way, result: 'delivered' },                                           { legs: 5, arrows: 4 }],
    ['back',                                   { nodes: way.toReversed(), result: 'delivered' },                              { legs: 5, arrows: 4 }],
    ['that stops at the last node it reached', { nodes: way.slice(0, 3), result: 'broken', cause },                           { legs: 2, arrows: 1 }],
    ['that stops at a node on its way',        { nodes: way, result: 'broken', at: { node: 'client' }, cause },               { legs: 4, arrows: 3 }],
    ['that stops on a link beyond',            { nodes: way.slice(0, 4), result: 'broken', at: { link: 'lb' }, cause },       { legs: 4, arrows: 2 }],
    ['that stops on a link on its way',        { nodes: way, result: 'broken', at: { link: 'lb' }, cause },                   { legs: 4, arrows: 2 }],
    ['that never left',                        { nodes: [], result: 'broken', cause },                                        { legs: 0, arrows: 0 }],
    ['between nodes that are not linked',      { nodes: ['a', 'b'], result: 'delivered' },                                    { legs: 1, arrows: 1 }],
    ['past nodes that are not drawn',          { nodes: ['i-1', 'vpc-1', 'elsewhere', 'host'], result: 'delivered' },         { legs: 2, arrows: 1 }],
  ];

  it.each(rows)('%s is drawn as far as it came', (_what, path, { legs, arrows }) => {
    const read = elementsOf(topologySvg(estatePicture('down', path), 'en'));
    // One band and one arrow more in the legend.
    expect(read.filter(({ attributes: { stroke } }) => stroke === band)).toHaveLength(legs + 1);
    expect(
      read.filter(({ attributes: { stroke, transform } }) => stroke === '#2563eb' && transform?.includes('rotate')),
    ).toHaveLength(arrows + 1);
  });

  it.each([
    ['delivered', 'up', { nodes: way, result: 'delivered' }, '数据包可往返到达。'],
    [
      'broken',
      'down',
      { nodes: way, result: 'broken', at: { node: 'client' }, cause: '无回程路由' },
      '数据包无法通过：无回程路由',
    ],
  ] as const)('that is %s says so in words and with a mark', (_what, health, path, sentence) => {
    const svg = topologySvg(estatePicture('warn', path), 'zh');
    expect(textsOf(svg)).toContain(sentence);
    expect(svg).toContain(`<desc>${sentence}</desc>`);
    const big = elementsOf(svg).filter(({ attributes: { transform } }) => transform?.includes('scale(1.25)'));
    expect(big).toHaveLength(1);
    expect(svg).toContain(healthLook[health].colour);
  });
});

describe('the layout', () => {
  const level = (picture: Picture, id: string) => {
    const box = layout(picture).boxes.get(id);
    return box ? box.y + box.height / 2 : Number.NaN;
  };

  it('goes from the VPCs to the host', () => {
    const { boxes } = layout(estatePicture('up'));
    const xs = ['vpc-1', 'bgw-1', 'a', 'client', 'host'].map((id) => boxes.get(id)?.x ?? 0);
    expect(xs).toEqual(xs.toSorted((one, other) => one - other));
    expect(boxes.get('a')?.x).toBe(boxes.get('b')?.x);
  });

  it('puts what is linked level with its neighbours', () => {
    const picture = estatePicture('up');
    expect(level(picture, 'client')).toBeCloseTo((level(picture, 'a') + level(picture, 'b')) / 2);
    expect(level(picture, 'host')).toBeCloseTo(level(picture, 'client'));
    expect(level(picture, 'bgw-1')).toBeCloseTo(level(picture, 'client'));
  });

  it('gives no room to columns without nodes', () => {
    const { nodes, ...rest } = estatePicture('up');
    const noHost = { ...rest, nodes: nodes.filter(({ kind }) => kind !== 'host' && kind !== 'device') };
    expect(layout(noHost).width).toBeLessThan(layout(estatePicture('up')).width);
    expect(textsOf(topologySvg(noHost, 'en'))).not.toContain('Hosting zone');
  });
});

describe('any picture', () => {
  it('is well-formed, with nothing in it but what pictures have', () => {
    fc.assert(
      fc.property(anyPicture, fc.constantFrom('en', 'zh'), (picture, language) => {
        expect(strange(topologySvg(picture, language))).toEqual([]);
      }),
    );
  });

  it('becomes pixels', async () => {
    const rendered = async (picture: Picture) => {
      const image = await png(topologySvg(picture, 'zh'));
      expect(image.readUInt32BE(16)).toBe(Math.ceil(layout(picture).width) * 1.5);
    };
    await fc.assert(fc.asyncProperty(anyPicture, rendered), { numRuns: 10 });
  });

  it('is the same every time', () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        expect(topologySvg(structuredClone(picture), 'zh')).toBe(topologySvg(picture, 'zh'));
      }),
    );
  });

  it('has every node once, inside its frame, and none on another', () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        const { boxes, width, top, bottom } = layout(picture);
        expect(new Set(boxes.keys())).toEqual(new Set(picture.nodes.map(({ id }) => id)));
        const all = [...boxes.values()];
        for (const box of all) {
          expect(box.x).toBeGreaterThan(0);
          expect(box.x + box.width).toBeLessThan(width);
          expect(box.y).toBeGreaterThanOrEqual(top);
          expect(box.y + box.height).toBeLessThanOrEqual(bottom);
          const touching = all.filter(
            (other) =>
              other !== box &&
              other.chip === box.chip &&
              box.x < other.x + other.width &&
              other.x < box.x + box.width &&
              box.y < other.y + other.height &&
              other.y < box.y + box.height,
          );
          expect(touching).toEqual([]);
        }
      }),
    );
  });
});
