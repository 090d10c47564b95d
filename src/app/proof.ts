/** Proofs of what waits for an engineer: drawn on cards, brought to decisions as facts, and read back from a click. */
import type { Digest, Ground, Proof, ProofNow } from '../engine/proposal/index.ts';
import { agreedBy, proposalsOn, prove } from '../engine/proposal/index.ts';
import type { TenantCommand } from '../engine/tenant/messages.ts';
import type { TenantState } from '../engine/tenant/model.ts';
import type { Sites } from '../engine/twin/index.ts';
import type { Journal } from './journal.ts';
import { sitesOf } from './sites.ts';
import type { World } from './world.ts';

export async function groundOf(journal: Journal, tenant: TenantState): Promise<Ground> {
  return { tenant, sites: await sitesOf(journal, tenant) };
}

/** What was simulated on a state, by thing: rooms that show the same card show the same proofs. */
const simulated = new WeakMap<TenantState, Map<string, { readonly sites: Sites; readonly proofs: readonly Proof[] }>>();

const isSame = (one: Sites, other: Sites): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([region, site]) => other[region] === site);

/** A proof for each decision that waits on a thing. A simulation. */
export async function proofsOf(
  digest: Digest,
  journal: Journal,
  state: TenantState,
  subject: string,
): Promise<readonly Proof[]> {
  const proposals = proposalsOn(state, subject);
  if (proposals.length === 0) return [];
  const ground = await groundOf(journal, state);
  const known = simulated.get(state) ?? new Map();
  const before = known.get(subject);
  if (before && isSame(before.sites, ground.sites)) return before.proofs;
  const proofs = proposals.map((proposal) => prove(proposal, ground, digest));
  simulated.set(state, known.set(subject, { sites: ground.sites, proofs }));
  return proofs;
}

/** The fact a decision is bound to; nothing for commands that agree to nothing. */
export async function proofFact(
  world: Pick<World, 'entropy'>,
  journal: Journal,
  state: TenantState,
  command: TenantCommand,
): Promise<{ readonly proof?: ProofNow }> {
  const proposal = agreedBy(state, command);
  if (!proposal) return {};
  return { proof: prove(proposal, await groundOf(journal, state), digestOf(world)).now };
}

export const digestOf =
  ({ entropy }: Pick<World, 'entropy'>): Digest =>
  (text) =>
    entropy.digest(text);

/** What a button carries: the hash, and the versions it was computed on, so that a refusal can say what changed since. */
export const tokenOf = ({ now, at }: Proof): string => `${now.hash}.${at.tenant}.${at.site}`;

export interface Token {
  readonly hash: string;
  readonly at?: { readonly tenant: number; readonly site: number };
}

/** A typed word is the hash alone. */
export function readToken(word: string): Token {
  const [hash = '', tenant, site] = word.split('.');
  const at = { tenant: Number(tenant), site: Number(site) };
  return Number.isInteger(at.tenant) && Number.isInteger(at.site) && tenant !== undefined ? { hash, at } : { hash };
}

export const seenProof = (word: string | undefined): { readonly proof?: string } =>
  word === undefined ? {} : { proof: readToken(word).hash };
