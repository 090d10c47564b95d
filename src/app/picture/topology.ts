/** A picture of a network as SVG: pure, the same for the same picture. Measures no text itself and renders no pixels. */
import { type Language, say } from '../text/phrase.ts';
import { type Box, layout } from './layout.ts';
import { line, placeLinks, stateMark, words } from './links.ts';
import { colour, fontFamily } from './look.ts';
import type { Picture } from './model.ts';
import { bundleLabel, card } from './nodes.ts';
import { packet } from './packet.ts';
import { footer, titles, verdictOf, zones } from './surround.ts';
import { element, type Markup } from './xml.ts';

/** One well-formed SVG element without scripts, references or outside resources; sizes in pixels. */
export function topologySvg(picture: Picture, language: Language): string {
  const placed = layout(picture);
  const links = placeLinks(picture, placed);
  const { bands, rails, signs, travelled } = packet(picture.path, { layout: placed, links });
  const { markup: below, bottom } = footer(picture, placed, language);
  const { width } = placed;
  const boxes = [...placed.boxes.values()];
  const cardOf = (box: Box): Markup => card(box, language, travelled.has(box.node.id));
  // From back to front.
  const layers: readonly Markup[] = [
    element('title', {}, say(picture.title, language)),
    ...(picture.path ? [element('desc', {}, verdictOf(picture.path, language))] : []),
    element('rect', { width, height: bottom, fill: colour.paper }),
    ...titles(picture, width, language),
    ...zones(placed, language),
    ...bands,
    ...links.map(line),
    ...links.flatMap((link) => words(link, language)),
    ...boxes.filter(({ chip }) => !chip).map(cardOf),
    ...rails,
    ...boxes.filter(({ chip }) => chip).map(cardOf),
    ...picture.bundles.flatMap((bundle) => bundleLabel(bundle, placed, language)),
    ...links.flatMap(stateMark),
    ...signs,
    ...below,
  ];
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(bottom)}`,
      width: Math.ceil(width),
      height: Math.ceil(bottom),
      'font-family': fontFamily,
      role: 'img',
      'xml:lang': language === 'zh' ? 'zh-CN' : 'en',
    },
    layers,
  );
  return svg.svg;
}
