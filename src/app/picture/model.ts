/** What a picture of a network shows, as a plain value. Knows no coordinates, colours or SVG. */
import type { Phrase } from '../text/phrase.ts';

export const nodeKinds = ['instance', 'vpc', 'gateway', 'line-router', 'device', 'host'] as const;
export type NodeKind = (typeof nodeKinds)[number];

/** `up`: measured and working; `warn`: working but not as wanted, or still in the making; `down`: broken. */
export type Health = 'up' | 'warn' | 'down';

export interface PictureNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: Phrase;
  readonly sublabel?: Phrase;
  /** An instance lies in a VPC and is drawn in it. */
  readonly inside?: string;
  /** Absent: nothing is said about it. */
  readonly health?: Health;
  /** Nobody has described it yet: it is drawn as an outline. */
  readonly missing?: boolean;
}

export interface PictureLink {
  readonly id: string;
  /** Node ids. */
  readonly a: string;
  readonly b: string;
  /** Absent: nothing is said about it. */
  readonly health?: Health;
  readonly label?: Phrase;
  /** State in words, under the label. */
  readonly note?: Phrase;
}

/** Nodes that belong together, such as the two line routers of a tunnel; its label stands between them. */
export interface Bundle {
  readonly label: Phrase;
  readonly nodes: readonly string[];
}

/** Where a traced packet went, in order of travel. */
export type Path = { readonly nodes: readonly string[] } & (
  | { readonly result: 'delivered' }
  | {
      readonly result: 'broken';
      /** The node or link it could not pass; absent: the last node it reached. */
      readonly at?: { readonly node: string } | { readonly link: string };
      readonly cause: Phrase;
    }
);

export interface Picture {
  readonly title: Phrase;
  readonly subtitle?: Phrase;
  readonly nodes: readonly PictureNode[];
  readonly links: readonly PictureLink[];
  readonly bundles: readonly Bundle[];
  readonly path?: Path;
  /** How many things there are beyond those drawn. */
  readonly leftOut?: number;
}
