/** Small signs drawn as paths: the font has no check marks, crosses or arrows. Knows no picture. */
import { colour } from './look.ts';
import type { NodeKind } from './model.ts';
import { type Attributes, element, type Markup } from './xml.ts';

/** On a square from -10 to 10. */
const marks = {
  check: 'M-5 0.5 L-1.5 4 L5 -4',
  cross: 'M-4 -4 L4 4 M4 -4 L-4 4',
  warning: 'M0 -5.5 L0 1 M0 4.6 L0 5',
} as const;
export type Mark = keyof typeof marks;
const radius = 10;

const lines: Attributes = { fill: 'none', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' };

/** A filled disc with a white sign; a warning is a triangle, so that the outlines differ too. */
export function badge(mark: Mark, fill: string, x: number, y: number, scale = 1): Markup {
  const outline: Attributes = { fill, stroke: colour.paper, 'stroke-width': 1.6, 'stroke-linejoin': 'round' };
  const ground =
    mark === 'warning'
      ? element('path', { d: 'M0 -11.5 L12 9.5 L-12 9.5 Z', ...outline })
      : element('circle', { r: radius, ...outline });
  return element('g', { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale})` }, [
    ground,
    element('path', { d: marks[mark], ...lines, stroke: colour.paper, 'stroke-width': 2.2 }),
  ]);
}

export function chevron(x: number, y: number, degrees: number): Markup {
  const turned = `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${degrees.toFixed(1)})`;
  return element('path', {
    d: 'M-4 -5 L3 0 L-4 5',
    transform: turned,
    ...lines,
    stroke: colour.packet,
    'stroke-width': 2.4,
  });
}

/** One icon per kind of node, on the same square. */
const icons: Readonly<Record<NodeKind, string>> = {
  instance: 'M-6 -5 H6 V3 H-6 Z M-3 6 H3 M0 3 V6',
  vpc: 'M-5 5 A3.6 3.6 0 0 1 -5.4 -2 A5.4 5.4 0 0 1 4.6 -3 A4 4 0 0 1 5 5 Z',
  gateway: 'M-6 6 V-1 A6 6 0 0 1 6 -1 V6 M-6 6 H-2.4 V0 A2.4 2.4 0 0 1 2.4 0 V6 H6',
  'line-router': 'M-6.5 -2.5 H5.5 M2.5 -5.5 L5.8 -2.5 L2.5 0.5 M6.5 3.5 H-5.5 M-2.5 0.5 L-5.8 3.5 L-2.5 6.5',
  device: 'M-7 -4 H7 V4 H-7 Z M-4 0 H-3.9 M0 0 H0.1 M4 0 H4.1',
  host: 'M-5 -6.5 H5 V-1 H-5 Z M-5 1 H5 V6.5 H-5 Z M-2 -3.7 H-1.9 M-2 3.8 H-1.9',
};

export const iconRadius = 12.5;

export function icon(kind: NodeKind, x: number, y: number, stroke: string): Markup {
  return element('g', { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` }, [
    element('circle', { r: iconRadius, fill: colour.card, stroke, 'stroke-width': 1.2 }),
    element('path', { d: icons[kind], ...lines, stroke, 'stroke-width': 1.6 }),
  ]);
}
