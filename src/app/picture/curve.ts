/** Cubic curves between two points: their path, their points, their halves. Knows no picture. */

export interface Point {
  readonly x: number;
  readonly y: number;
}
/** Start, two control points, end (a cubic Bézier). */
export type Curve = readonly [Point, Point, Point, Point];

const between = (a: Point, b: Point, t: number): Point => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });

/** Leaves and arrives level, so that parallel links stay apart near their ends. */
export function levelCurve(from: Point, to: Point): Curve {
  const x = (from.x + to.x) / 2;
  return [from, { x, y: from.y }, { x, y: to.y }, to];
}

export function straight(from: Point, to: Point): Curve {
  return [from, between(from, to, 1 / 3), between(from, to, 2 / 3), to];
}

export function reversed([a, b, c, d]: Curve): Curve {
  return [d, c, b, a];
}

/** The part up to `t`, by de Casteljau's construction; its end is the point at `t`. */
export function upTo([a, b, c, d]: Curve, t: number): Curve {
  const [ab, bc, cd] = [between(a, b, t), between(b, c, t), between(c, d, t)];
  const [abc, bcd] = [between(ab, bc, t), between(bc, cd, t)];
  return [a, ab, abc, between(abc, bcd, t)];
}

/** Point and direction, in degrees, at `t`. */
export function at(curve: Curve, t: number): Point & { readonly degrees: number } {
  const [, , before, point] = upTo(curve, t);
  return { ...point, degrees: (Math.atan2(point.y - before.y, point.x - before.x) * 180) / Math.PI };
}

const shown = ({ x, y }: Point): string => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;

export function pathOf([a, b, c, d]: Curve): string {
  return `M${shown(a)} C${shown(b)} ${shown(c)} ${shown(d)}`;
}

export function polyline(points: readonly Point[]): string {
  return `M${points.map(shown).join(' L')}`;
}
