/** What an approval says of the proof it was made on. Shapes only; the proof itself is computed anew by whoever wants to see it. */

/** SHA-256 of a text, in hex. */
export type Digest = (text: string) => string;

/** Kept in the event: which proof was approved, and on which state of the site it stood. */
export interface ProofMark {
  /** SHA-256 in hex over the proposal, where it starts from and where it leads. */
  readonly hash: string;
  /** Version of the region's site log. The tenant's version is the entry's own, less one. */
  readonly site: number;
}

/** The proof as it is at the moment of a decision, a fact. */
export interface ProofNow extends ProofMark {
  /** It takes something away: nobody may agree without having seen it. */
  readonly harms: boolean;
}

/** Enough of a hash to name it; what a card shows and a person types. */
export const shownDigits = 12;

/** A typed or clicked word names this proof: the whole hash, or its first digits. */
export function names(word: string, hash: string): boolean {
  return word.length >= shownDigits && hash.startsWith(word.toLowerCase());
}
