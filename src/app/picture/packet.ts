/** Draws where a traced packet went and where it stopped. Traces nothing itself. */
import { at, type Curve, type Point, pathOf, polyline, reversed, straight, upTo } from './curve.ts';
import { type Box, type Layout, middle } from './layout.ts';
import type { PlacedLink } from './links.ts';
import { colour, healthLook, size } from './look.ts';
import { badge, chevron } from './marks.ts';
import type { Path } from './model.ts';
import { element, type Markup } from './xml.ts';

interface Leg {
  readonly d: string;
  /** Inside a card, so above it. */
  readonly inside?: boolean;
  /** Absent: too short for an arrow. */
  readonly arrow?: Point & { readonly degrees: number };
}

export interface Drawn {
  /** Under the cards. */
  readonly bands: readonly Markup[];
  /** On the cards, under the chips in them. */
  readonly rails: readonly Markup[];
  /** Above them: direction and end. */
  readonly signs: readonly Markup[];
  /** Ids of nodes the packet came to. */
  readonly travelled: ReadonlySet<string>;
}

const legOf = (curve: Curve): Leg => ({ d: pathOf(curve), arrow: at(curve, 0.8) });

interface Place {
  readonly layout: Layout;
  readonly links: readonly PlacedLink[];
}

function linkBetween({ links }: Place, from: string, to: string): PlacedLink | undefined {
  return links.find((one) => (one.from === from && one.to === to) || (one.from === to && one.to === from));
}

/** In the direction of travel, when that starts at `from`. */
const directed = (placed: PlacedLink, from: string): Curve =>
  placed.from === from ? placed.curve : reversed(placed.curve);

/** Between a chip and the edge of the card it lies in, along the rail beside the chips. */
function rail(place: Place, chip: Box, card: Box, beyond: string | undefined): Leg {
  const link = beyond === undefined ? undefined : linkBetween(place, card.node.id, beyond);
  const edge = { x: card.x + card.width, y: link ? directed(link, card.node.id)[0].y : middle(card) };
  const x = edge.x - size.rail / 2;
  return {
    inside: true,
    d: polyline([{ x: chip.x + chip.width, y: middle(chip) }, { x, y: middle(chip) }, { x, y: edge.y }, edge]),
  };
}

function leg(place: Place, nodes: readonly string[], index: number): Leg | undefined {
  const [before, from, to, after] = [nodes[index - 1], nodes[index], nodes[index + 1], nodes[index + 2]];
  const [a, b] = [place.layout.boxes.get(from ?? ''), place.layout.boxes.get(to ?? '')];
  if (!a || !b || from === undefined || to === undefined || a === b) return undefined;
  if (a.node.inside === to) return rail(place, a, b, after);
  if (b.node.inside === from) return rail(place, b, a, before);
  const link = linkBetween(place, from, to);
  if (link) return legOf(directed(link, from));
  const centre = (box: Box): Point => ({ x: box.x + box.width / 2, y: middle(box) });
  return legOf(straight(centre(a), centre(b)));
}

function stopOf(path: Path): { node?: string; link?: string } {
  return path.result === 'broken' && path.at ? path.at : { node: path.nodes.at(-1) ?? '' };
}

/** How far the packet came: the nodes it reached, and the half of the link that stopped it. */
function journey(path: Path, place: Place): { reached: readonly string[]; last?: Curve } {
  const stop = stopOf(path);
  const known = path.nodes.filter((id) => place.layout.boxes.has(id));
  const broken = place.links.find(({ link }) => link.id === stop.link);
  const isEnd = (id: string | undefined): boolean => id !== undefined && (id === broken?.from || id === broken?.to);
  // Onto the broken link: the first of its ends whose next step, if there is one, is the other end.
  const index = broken
    ? known.findIndex((id, step) => isEnd(id) && (step === known.length - 1 || isEnd(known[step + 1])))
    : known.indexOf(stop.node ?? '');
  const from = known[index];
  if (from === undefined) return { reached: known };
  const reached = known.slice(0, index + 1);
  return broken ? { reached, last: upTo(directed(broken, from), 0.5) } : { reached };
}

function endSign(path: Path, place: Place): readonly Markup[] {
  const stop = stopOf(path);
  const { mark, colour: fill } = healthLook[path.result === 'delivered' ? 'up' : 'down'];
  const link = place.links.find((one) => one.link.id === stop.link);
  if (link) {
    const { x, y } = at(link.curve, 0.5);
    return [badge(mark, fill, x, y, 1.35)];
  }
  const box = place.layout.boxes.get(stop.node ?? '');
  return box ? [badge(mark, fill, box.x + box.width - 14, box.y, 1.25)] : [];
}

const band = ({ d }: Leg, cap: 'round' | 'butt'): Markup =>
  element('path', {
    d,
    fill: 'none',
    stroke: colour.packetBand,
    'stroke-width': 11,
    'stroke-linecap': cap,
    'stroke-linejoin': 'round',
  });

export function packet(path: Path | undefined, place: Place): Drawn {
  if (!path) return { bands: [], rails: [], signs: [], travelled: new Set() };
  const { reached, last } = journey(path, place);
  const legs: readonly Leg[] = [
    ...reached.slice(0, -1).flatMap((_, index) => leg(place, reached, index) ?? []),
    ...(last ? [{ d: pathOf(last) }] : []),
  ];
  const [rails, bands] = [legs.filter(({ inside }) => inside), legs.filter(({ inside }) => !inside)];
  const arrows = legs.flatMap(({ arrow }) => (arrow ? [chevron(arrow.x, arrow.y, arrow.degrees)] : []));
  return {
    bands: bands.map((one) => band(one, 'round')),
    rails: rails.map((one) => band(one, 'butt')),
    signs: [...arrows, ...endSign(path, place)],
    travelled: new Set(reached),
  };
}
