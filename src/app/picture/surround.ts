/** Draws what stands around the network: title, zones with column headings, legend, and what became of the packet. */
import type { Language } from '../text/phrase.ts';
import { say } from '../text/phrase.ts';
import type { Layout, PlacedColumn } from './layout.ts';
import { colour, fontSize, healthLook, size, type Zone } from './look.ts';
import { badge, chevron } from './marks.ts';
import type { Health, Path, Picture } from './model.ts';
import { widthOf } from './width.ts';
import { word } from './words.ts';
import { fitted, write } from './writing.ts';
import { element, type Markup } from './xml.ts';

export function titles(picture: Picture, width: number, language: Language): readonly Markup[] {
  const room = width - 2 * size.margin;
  const x = size.margin;
  return [
    write(picture.title, language, { x, y: 30, room, size: fontSize.title, bold: true }),
    ...(picture.subtitle === undefined
      ? []
      : [write(picture.subtitle, language, { x, y: 51, room, size: fontSize.small, fill: colour.quiet })]),
  ];
}

function zone(own: Zone, columns: readonly PlacedColumn[], layout: Layout, language: Language): readonly Markup[] {
  const [first, last] = [columns[0], columns.at(-1)];
  if (!first || !last) return [];
  const [x, y] = [first.x - size.zonePadding, layout.top - size.zoneHead + 4];
  const width = last.x + last.width + size.zonePadding - x;
  const height = layout.bottom - y + size.zonePadding;
  return [
    element('rect', { x, y, width, height, rx: 14, fill: own.fill, stroke: own.edge }),
    write(word(own.word, language), language, {
      x: first.x,
      y: y + 20,
      room: width,
      size: fontSize.small,
      bold: true,
      fill: colour.quiet,
    }),
    ...columns.map((column) =>
      write(word(column.word, language), language, {
        x: column.x,
        y: y + 39,
        room: column.width,
        size: fontSize.small,
        fill: colour.quiet,
      }),
    ),
  ];
}

export function zones(layout: Layout, language: Language): readonly Markup[] {
  const kinds = [...new Set(layout.columns.map((column) => column.zone))];
  return kinds.flatMap((own) =>
    zone(
      own,
      layout.columns.filter((column) => column.zone === own),
      layout,
      language,
    ),
  );
}

interface Sample {
  readonly text: string;
  readonly signs: (x: number, y: number) => readonly Markup[];
}

function healthSample(health: Health, language: Language): Sample {
  const { colour: stroke, dashes, mark } = healthLook[health];
  return {
    text: word(health, language),
    signs: (x, y) => [
      element('path', {
        d: `M${x} ${y} H${x + 40}`,
        stroke,
        'stroke-width': 2.4,
        'stroke-linecap': 'round',
        ...(dashes !== 'none' && { 'stroke-dasharray': dashes }),
      }),
      badge(mark, stroke, x + 20, y, 0.7),
    ],
  };
}

function packetSample(language: Language): Sample {
  return {
    text: word('packet', language),
    signs: (x, y) => [
      element('path', {
        d: `M${x + 3} ${y} H${x + 37}`,
        stroke: colour.packetBand,
        'stroke-width': 11,
        'stroke-linecap': 'round',
      }),
      chevron(x + 21, y, 0),
    ],
  };
}

/** Only what this picture shows is explained. */
function samplesOf(picture: Picture, language: Language): readonly Sample[] {
  const seen = new Set([...picture.links, ...picture.nodes].map(({ health }) => health));
  return [
    ...(['up', 'warn', 'down'] as const).filter((health) => seen.has(health)).map((one) => healthSample(one, language)),
    ...(picture.path ? [packetSample(language)] : []),
  ];
}

function legend(picture: Picture, width: number, y: number, language: Language): readonly Markup[] {
  let x: number = size.margin;
  const drawn: Markup[] = [];
  for (const { text, signs } of samplesOf(picture, language)) {
    drawn.push(
      ...signs(x, y),
      write(text, language, { x: x + 49, y: y + 4.5, room: width, size: fontSize.small, fill: colour.quiet }),
    );
    x += 49 + widthOf(text, fontSize.small) + 26;
  }
  if (picture.leftOut === undefined || picture.leftOut <= 0) return drawn;
  const more = word('left-out', language, { count: String(picture.leftOut) });
  const last = { x: width - size.margin, y: y + 4.5, room: width, size: fontSize.small, fill: colour.quiet };
  return [...drawn, write(more, language, { ...last, anchor: 'end' })];
}

/** The end of the journey as a sentence. */
export function verdictOf(path: Path, language: Language): string {
  return path.result === 'delivered'
    ? word('delivered', language)
    : word('broken', language, { cause: say(path.cause, language) });
}

function verdict(path: Path, width: number, y: number, language: Language): readonly Markup[] {
  const { mark, colour: fill } = healthLook[path.result === 'delivered' ? 'up' : 'down'];
  const room = width - 2 * size.margin - 36;
  return [
    badge(mark, fill, size.margin + 11, y, 0.95),
    write(fitted(verdictOf(path, language), language, room), language, {
      x: size.margin + 30,
      y: y + 5.3,
      room,
      fill,
      bold: true,
    }),
  ];
}

/** @returns what stands below the network, and where it ends. */
export function footer(
  picture: Picture,
  layout: Layout,
  language: Language,
): { markup: readonly Markup[]; bottom: number } {
  let y = layout.bottom + size.zonePadding;
  const markup: Markup[] = [];
  if (picture.path) {
    y += size.footerRow;
    markup.push(...verdict(picture.path, layout.width, y - 8, language));
  }
  const row = legend(picture, layout.width, y + size.footerRow - 8, language);
  return row.length === 0
    ? { markup, bottom: y + size.margin }
    : { markup: [...markup, ...row], bottom: y + size.footerRow + size.margin };
}
