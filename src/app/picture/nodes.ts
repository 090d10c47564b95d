/** Draws the cards of nodes, the chips inside them, and the labels between bundled ones. Places nothing. */
import type { Language } from '../text/phrase.ts';
import { type Box, type Layout, middle } from './layout.ts';
import { colour, fontSize, healthLook, size } from './look.ts';
import { badge, icon } from './marks.ts';
import type { Bundle } from './model.ts';
import { widthOf } from './width.ts';
import { word } from './words.ts';
import { fitted, write } from './writing.ts';
import { element, type Markup } from './xml.ts';

function texts({ node, ...box }: Box, language: Language): readonly Markup[] {
  const chip = box.height === size.chip;
  const [x, room] = [box.x + size.padding, box.width - 2 * size.padding];
  const [first, second] = chip ? [box.y + 18, box.y + 35] : [box.y + 29, box.y + 47];
  const sublabel = node.missing ? word('missing', language) : node.sublabel;
  return [
    write(node.label, language, { x, y: first, room, size: chip ? fontSize.small : fontSize.label, bold: !chip }),
    ...(sublabel === undefined
      ? []
      : [write(sublabel, language, { x, y: second, room, size: fontSize.small, fill: colour.quiet })]),
  ];
}

/** @param travelled whether the traced packet came here. */
export function card(box: Box, language: Language, travelled: boolean): Markup {
  const { node, x, y, width, height } = box;
  const chip = height === size.chip;
  const look = node.health && healthLook[node.health];
  const stroke = look && node.health !== 'up' ? look.colour : travelled ? colour.packet : colour.edge;
  return element('g', {}, [
    element('rect', {
      x,
      y,
      width,
      height,
      rx: chip ? 7 : 10,
      fill: chip ? colour.chip : colour.card,
      stroke,
      'stroke-width': travelled || look ? 1.8 : 1.2,
      ...(node.missing && { 'stroke-dasharray': '5 4' }),
    }),
    ...texts(box, language),
    ...(chip ? [] : [icon(node.kind, x + 20, y, travelled ? colour.packet : colour.quiet)]),
    ...(look ? [badge(look.mark, look.colour, x + width - 14, y, 0.9)] : []),
  ]);
}

/** A pill in the middle of the bundle's nodes; none when fewer than two of them are there. */
export function bundleLabel(bundle: Bundle, { boxes }: Layout, language: Language): readonly Markup[] {
  const members = bundle.nodes.flatMap((id) => boxes.get(id) ?? []);
  const [first, last] = [members[0], members.at(-1)];
  if (!first || !last || first === last) return [];
  const text = fitted(bundle.label, language, first.width - 18, fontSize.small);
  const width = Math.min(first.width, widthOf(text, fontSize.small) + 18);
  const [x, y] = [first.x + first.width / 2, (middle(first) + middle(last)) / 2];
  return [
    element('rect', { x: x - width / 2, y: y - 11, width, height: 22, rx: 11, fill: '#e3ebf6' }),
    write(text, language, { x, y: y + 4.7, room: first.width, size: fontSize.small, anchor: 'middle' }),
  ];
}
