/** Sizes, colours and columns of a picture, as tables. Draws and places nothing. */
import type { Health, NodeKind } from './model.ts';
import type { Word } from './words.ts';

/** Listed first in the SVG; the renderer brings only this one. */
export const fontFamily = 'Noto Sans SC, sans-serif';
export const fontSize = { title: 20, label: 15, small: 13 } as const;

export const colour = {
  paper: '#ffffff',
  ink: '#0f172a',
  quiet: '#526075',
  edge: '#b9c4d3',
  card: '#ffffff',
  chip: '#f4f7fb',
  pill: '#dfe8f5',
  packet: '#2563eb',
  packetBand: '#bfd3fc',
} as const;

/** Each state has a colour, a line of its own and a mark of its own: none stands for another in grey. */
export const healthLook: Readonly<
  Record<Health, { readonly colour: string; readonly dashes: string; readonly mark: 'check' | 'warning' | 'cross' }>
> = {
  up: { colour: '#15803d', dashes: 'none', mark: 'check' },
  warn: { colour: '#a34a06', dashes: '9 5', mark: 'warning' },
  down: { colour: '#c21f1f', dashes: '2 5', mark: 'cross' },
};
export const silentLook = { colour: '#8493a8', dashes: 'none' } as const;

export interface Zone {
  readonly word: Word;
  readonly fill: string;
  readonly edge: string;
}
const cloud: Zone = { word: 'cloud', fill: '#f0f6ff', edge: '#d3e3f8' };
const hostingZone: Zone = { word: 'hosting-zone', fill: '#f7f5ef', edge: '#e6dfcd' };

export interface Column {
  readonly kind: NodeKind;
  readonly word: Word;
  readonly zone: Zone;
  readonly width: number;
  /** Room for links and their labels, left of the column. */
  readonly gapBefore: number;
}

/** From left to right; a column without nodes takes no room. */
export const columns: readonly Column[] = [
  { kind: 'vpc', word: 'vpc', zone: cloud, width: 172, gapBefore: 0 },
  { kind: 'gateway', word: 'gateway', zone: cloud, width: 132, gapBefore: 52 },
  { kind: 'line-router', word: 'line-router', zone: cloud, width: 124, gapBefore: 52 },
  { kind: 'device', word: 'device', zone: hostingZone, width: 134, gapBefore: 156 },
  { kind: 'host', word: 'host', zone: hostingZone, width: 128, gapBefore: 34 },
];

export const size = {
  margin: 16,
  /** Between a zone's border and its cards. */
  zonePadding: 14,
  /** Zone name and column headings. */
  zoneHead: 62,
  titleHeight: 58,
  minWidth: 640,
  card: 58,
  chip: 44,
  chipGap: 8,
  /** Right of the chips in a VPC's card: where a packet leaves it. */
  rail: 24,
  padding: 10,
  cardGap: 42,
  /** Between nodes of one bundle: room for its label. */
  bundleGap: 50,
  footerRow: 34,
} as const;
