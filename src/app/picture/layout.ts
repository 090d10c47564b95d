/** Where every node of a picture stands: columns from left to right, each node level with its neighbours. Draws nothing. */
import { type Column, columns, size } from './look.ts';
import type { Picture, PictureNode } from './model.ts';

export interface Box {
  readonly node: PictureNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Small, and drawn on the card it lies in. */
  readonly chip: boolean;
}

export interface PlacedColumn extends Column {
  readonly x: number;
}

export interface Layout {
  /** By node id; nodes inside a node are placed too. */
  readonly boxes: ReadonlyMap<string, Box>;
  readonly columns: readonly PlacedColumn[];
  /** Of the columns, with margins. */
  readonly width: number;
  /** Where the cards begin and end. */
  readonly top: number;
  readonly bottom: number;
}

export const middle = (box: Box): number => box.y + box.height / 2;

/** Line routers first: they are the most, and everything else stands level with what it is linked to. */
const order = ['line-router', 'device', 'host', 'gateway', 'vpc'] as const;

interface Plan {
  readonly nodes: ReadonlyMap<string, PictureNode>;
  readonly inside: ReadonlyMap<string, readonly PictureNode[]>;
  readonly neighbours: ReadonlyMap<string, readonly string[]>;
  readonly bundleOf: ReadonlyMap<string, number>;
}

function listed(rows: Iterable<readonly [string, string]>): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const [key, value] of rows) lists.set(key, [...(lists.get(key) ?? []), value]);
  return lists;
}

function planOf(picture: Picture): Plan {
  const nodes = new Map<string, PictureNode>();
  for (const node of picture.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node);
  const inside = new Map<string, PictureNode[]>();
  for (const node of nodes.values()) {
    const parent = nodes.get(node.inside ?? '');
    if (node.kind === 'instance' && parent?.kind === 'vpc')
      inside.set(parent.id, [...(inside.get(parent.id) ?? []), node]);
  }
  const neighbours = listed(
    picture.links.flatMap(({ a, b }): [string, string][] => [
      [a, b],
      [b, a],
    ]),
  );
  const bundleOf = new Map(picture.bundles.flatMap((bundle, index) => bundle.nodes.map((id) => [id, index])));
  return { nodes, inside, neighbours, bundleOf };
}

function heightOf(node: PictureNode, plan: Plan): number {
  const chips = plan.inside.get(node.id)?.length ?? 0;
  return size.card + chips * (size.chip + size.chipGap) + (chips > 0 ? size.padding - size.chipGap : 0);
}

/** A lone instance stands where VPCs stand. */
function columnOf(node: PictureNode, plan: Plan): string | undefined {
  if (node.kind !== 'instance') return node.kind;
  const parent = plan.nodes.get(node.inside ?? '');
  return parent?.kind === 'vpc' ? undefined : 'vpc';
}

interface Wish {
  readonly node: PictureNode;
  readonly height: number;
  /** Middle of its placed neighbours. */
  readonly level?: number;
}

/** Places one column's nodes near their wishes without overlap, the column as a whole moved to where they lean. */
function settle(wishes: readonly Wish[], gap: (above: Wish, below: Wish) => number): Map<string, number> {
  const sorted = wishes
    .map((wish, index) => ({ wish, index }))
    .sort((a, b) => (a.wish.level ?? Infinity) - (b.wish.level ?? Infinity) || a.index - b.index)
    .map(({ wish }) => wish);
  const tops: { wish: Wish; y: number }[] = [];
  for (const wish of sorted) {
    const above = tops.at(-1);
    const free = above === undefined ? -Infinity : above.y + above.wish.height + gap(above.wish, wish);
    const wanted = wish.level === undefined ? -Infinity : wish.level - wish.height / 2;
    const y = Math.max(free, wanted);
    tops.push({ wish, y: Number.isFinite(y) ? y : 0 });
  }
  const pushed = tops.flatMap(({ wish, y }) => (wish.level === undefined ? [] : [y + wish.height / 2 - wish.level]));
  const lean = pushed.length === 0 ? 0 : (Math.max(...pushed) + Math.min(...pushed)) / 2;
  return new Map(tops.map(({ wish, y }) => [wish.node.id, y - lean]));
}

/** Top of each node outside others; the highest is at 0. */
function topsOf(plan: Plan): ReadonlyMap<string, number> {
  const tops = new Map<string, number>();
  const centre = (id: string): number[] => {
    const [node, top] = [plan.nodes.get(id), tops.get(id)];
    return node === undefined || top === undefined ? [] : [top + heightOf(node, plan) / 2];
  };
  const gap = (above: Wish, below: Wish): number => {
    const bundle = plan.bundleOf.get(above.node.id);
    return bundle !== undefined && bundle === plan.bundleOf.get(below.node.id) ? size.bundleGap : size.cardGap;
  };
  for (const kind of order) {
    const wishes = [...plan.nodes.values()]
      .filter((node) => columnOf(node, plan) === kind)
      .map((node): Wish => {
        const levels = (plan.neighbours.get(node.id) ?? []).flatMap(centre);
        const level = levels.reduce((sum, each) => sum + each, 0) / levels.length;
        return { node, height: heightOf(node, plan), ...(levels.length > 0 && { level }) };
      });
    for (const [id, top] of settle(wishes, gap)) tops.set(id, top);
  }
  const highest = Math.min(...tops.values());
  return new Map([...tops].map(([id, top]) => [id, top - highest]));
}

function placeColumns(used: ReadonlySet<string>): { placed: PlacedColumn[]; width: number } {
  const placed: PlacedColumn[] = [];
  let x = size.margin + size.zonePadding;
  for (const column of columns.filter(({ kind }) => used.has(kind))) {
    if (placed.length > 0) x += column.gapBefore;
    placed.push({ ...column, x });
    x += column.width;
  }
  return { placed, width: x + size.zonePadding + size.margin };
}

/** Every node once, whatever the picture; links to nowhere pull nothing. */
export function layout(picture: Picture): Layout {
  const plan = planOf(picture);
  const tops = topsOf(plan);
  const used = new Set([...plan.nodes.values()].map((node) => columnOf(node, plan) ?? ''));
  const { placed, width } = placeColumns(used);
  const top = size.titleHeight + size.zoneHead;
  const boxes = new Map<string, Box>();
  for (const node of plan.nodes.values()) {
    const column = placed.find(({ kind }) => kind === columnOf(node, plan));
    if (!column) continue;
    const box: Box = {
      node,
      x: column.x,
      y: top + (tops.get(node.id) ?? 0),
      width: column.width,
      height: heightOf(node, plan),
      chip: false,
    };
    boxes.set(node.id, box);
    (plan.inside.get(node.id) ?? []).forEach((chip, index) => {
      boxes.set(chip.id, {
        node: chip,
        chip: true,
        x: box.x + size.padding,
        y: box.y + size.card + index * (size.chip + size.chipGap),
        width: box.width - size.padding - size.rail,
        height: size.chip,
      });
    });
  }
  const bottom = Math.max(top, ...[...boxes.values()].map((box) => box.y + box.height));
  return { boxes, columns: placed, width: Math.max(width, size.minWidth), top, bottom };
}
