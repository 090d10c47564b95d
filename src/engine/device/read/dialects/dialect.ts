/** What a dialect's file provides: how its text is taken apart, what its lines mean, and a few habits of its devices. */
import type { Draft } from '../draft.ts';
import type { Row } from '../match.ts';
import type { Lexed, Statement } from '../statement.ts';

export interface Dialect {
  readonly lex: (text: string) => Lexed;
  readonly rows: readonly Row[];
  /** Puts a statement into the shape the rows expect, such as without the instance it stands in. */
  readonly shape?: (statement: Statement) => Statement['levels'];
  /** After the last line: facts that several lines give together. */
  readonly finish?: (draft: Draft) => void;
  /** A VLAN interface's number, from its name; undefined for any other interface. */
  readonly sviVlan?: (name: string) => number | undefined;
  /** The physical port below an interface. */
  readonly portOf: (name: string) => string;
  /** The VLAN that a name alone tells. */
  readonly nameVlan?: (name: string) => number | undefined;
  /**
   * Whether a session carries IPv4 without a word about it. `unless-family`: only where no part on IPv4 exists.
   */
  readonly activation: 'default' | 'unless-family' | 'explicit';
  /** Where announced ranges come from: network statements, or any route of the table that the policy lets out. */
  readonly origin: 'statements' | 'table';
  /** Whether every policy named must let a range pass, or the first that decides. */
  readonly chain: 'all' | 'first';
  /** What a policy says to a range that none of its clauses decides; `next` asks the following policy. */
  readonly undecided: 'deny' | 'next';
  /** Without a policy nothing of its own leaves, or nothing comes in. */
  readonly silent: { readonly import: 'permit' | 'deny'; readonly export: 'permit' | 'deny' };
  /** The part on IPv4 stands under each neighbour. */
  readonly familyPerPeer: boolean;
  /** The line that takes another back. */
  readonly undo: (words: string) => string;
  /** Words that show this dialect, with their weight. */
  readonly signs: readonly (readonly [RegExp, number])[];
}
