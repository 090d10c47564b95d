/** Proposals' door: what waits for agreement, what agreeing would do, and the hash that binds the two. */

export { drillIn, drillProposal } from './drill.ts';
export { type Digest, names, type ProofMark, type ProofNow, shownDigits } from './mark.ts';
export { type Mending, type Mendings, mendingsFor } from './mend.ts';
export { applied, type Figure, type Ground, outcomeIn, type Proof, type Proposal, prove } from './proposal.ts';
export type { Hands } from './remedies.ts';
export {
  type Departure,
  departure,
  isSame,
  type Passage,
  type Standing,
  shifted,
  standingOf,
  takesAway,
} from './standing.ts';
export { type Change, type Tried, tryOut } from './trial.ts';
export { agreedBy, proposalsOn, subjectsWaiting } from './waiting.ts';
