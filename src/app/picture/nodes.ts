/** Draws the cards of nodes, the chips inside them, and the labels between bundled ones. Places nothing. */
import type { Language } from '../text/phrase.ts';
import type { Box, Layout } from './layout.ts';
import { colour, fontSize, healthLook, size } from './look.ts';
import { badge, icon, iconRadius } from './marks.ts';
import type { Bundle } from './model.ts';
import { widthOf } from './width.ts';
import { word } from './words.ts';
import { fitted, write } from './writing.ts';
import { element, type Markup } from './xml.ts';

function texts({ node, chip, ...box }: Box, language: Language): readonly Markup[] {
  const [x, room] = [box.x + size.padding, box.width - 2 * size.padding];
  const sublabel = node.missing ? word('missing', language) : node.sublabel;
  const alone = sublabel === undefined ? 8 : 0;
  const [first, second] = chip ? [box.y + 18, box.y + 35] : [box.y + 29, box.y + 47];
  return [
    write(node.label, language, {
      x,
      y: first + alone,
      room,
      size: chip ? fontSize.small : fontSize.label,
      bold: !chip,
    }),
    ...(sublabel === undefined
      ? []
      : [write(sublabel, language, { x, y: second, room, size: fontSize.small, fill: colour.quiet })]),
  ];
}

/** @param travelled whether the traced packet came here. */
export function card(box: Box, language: Language, travelled: boolean): Markup {
  const { node, chip, x, y, width, height } = box;
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

/** A pill between the bundle's first two nodes; none when fewer are there. */
export function bundleLabel(bundle: Bundle, { boxes }: Layout, language: Language): readonly Markup[] {
  const [above, below] = bundle.nodes.flatMap((id) => boxes.get(id) ?? []).sort((a, b) => a.y - b.y);
  if (!above || !below || above === below) return [];
  const text = fitted(bundle.label, language, above.width - 2 * size.padding, fontSize.small);
  const width = widthOf(text, fontSize.small) + 2 * size.padding;
  const x = above.x + above.width / 2;
  // The lower card's icon stands out of it.
  const y = (above.y + above.height + below.y - iconRadius) / 2;
  return [
    element('rect', { x: x - width / 2, y: y - 11, width, height: 22, rx: 11, fill: colour.pill }),
    write(text, language, { x, y: y + 4.7, room: above.width, size: fontSize.small, anchor: 'middle' }),
  ];
}
