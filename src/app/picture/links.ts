/** Draws links: a curve between two cards, its state as colour, dashes and mark, its words beside it. Places no card. */
import type { Language } from '../text/phrase.ts';
import { at, type Curve, levelCurve, type Point, pathOf, straight } from './curve.ts';
import { type Box, type Layout, middle } from './layout.ts';
import { colour, fontSize, healthLook, silentLook } from './look.ts';
import { badge } from './marks.ts';
import type { Picture, PictureLink } from './model.ts';
import { write } from './writing.ts';
import { element, type Markup } from './xml.ts';

export interface PlacedLink {
  readonly link: PictureLink;
  /** From the left end to the right end. */
  readonly curve: Curve;
  /** Node ids of the two ends, in the curve's direction. */
  readonly from: string;
  readonly to: string;
}

interface Ends {
  readonly link: PictureLink;
  readonly left: Box;
  readonly right: Box;
}

function endsOf(picture: Picture, { boxes }: Layout): readonly Ends[] {
  return picture.links.flatMap((link): Ends[] => {
    const [a, b] = [boxes.get(link.a), boxes.get(link.b)];
    if (!a || !b || a === b) return [];
    return a.x <= b.x ? [{ link, left: a, right: b }] : [{ link, left: b, right: a }];
  });
}

/** Links on one side of a card start apart, in the order of their other ends. */
function port(box: Box, own: Ends, rivals: readonly Ends[], side: 'left' | 'right'): Point {
  const other = side === 'left' ? 'right' : 'left';
  const sorted = rivals.filter((ends) => ends[side] === box).sort((a, b) => middle(a[other]) - middle(b[other]));
  const share = (sorted.indexOf(own) + 1) / (sorted.length + 1);
  const spread = Math.min(box.height * 0.7, 14 * (sorted.length + 1));
  return { x: side === 'left' ? box.x + box.width : box.x, y: middle(box) + (share - 0.5) * spread };
}

export function placeLinks(picture: Picture, placed: Layout): readonly PlacedLink[] {
  const all = endsOf(picture, placed);
  return all.map((ends) => {
    const { link, left, right } = ends;
    const [from, to] = [left.node.id, right.node.id];
    if (left.x + left.width >= right.x) {
      const x = left.x + left.width / 2;
      return { link, from, to, curve: straight({ x, y: middle(left) }, { x, y: middle(right) }) };
    }
    return { link, from, to, curve: levelCurve(port(left, ends, all, 'left'), port(right, ends, all, 'right')) };
  });
}

const lookOf = ({ health }: PictureLink) => (health ? healthLook[health] : silentLook);

export function line({ link, curve }: PlacedLink): Markup {
  const { colour: stroke, dashes } = lookOf(link);
  return element('path', {
    d: pathOf(curve),
    fill: 'none',
    stroke,
    'stroke-width': link.health ? 2.4 : 1.8,
    ...(dashes !== 'none' && { 'stroke-dasharray': dashes }),
    'stroke-linecap': 'round',
  });
}

/** Words stand above a link that falls to the right and below one that rises: outside of a pair. */
export function words({ link, curve }: PlacedLink, language: Language): readonly Markup[] {
  const [start, , , end] = curve;
  const below = start.y > end.y + 1;
  const nearest = below ? start.y + 20 : start.y - 9;
  const lines = [link.label, link.note].flatMap((phrase) => (phrase === undefined ? [] : [phrase]));
  const first = below ? nearest : nearest - (lines.length - 1) * 17;
  const { health } = link;
  return lines.map((phrase, index) =>
    write(phrase, language, {
      x: (start.x + end.x) / 2,
      y: first + index * 17,
      room: end.x - start.x - 28,
      size: fontSize.small,
      anchor: 'middle',
      fill: phrase === link.note && health ? healthLook[health].colour : colour.ink,
    }),
  );
}

export function stateMark({ link, curve }: PlacedLink): readonly Markup[] {
  if (!link.health) return [];
  const { x, y } = at(curve, 0.5);
  const { mark, colour: fill } = healthLook[link.health];
  return [badge(mark, fill, x, y, 0.85)];
}
