/** What changed since a proof was drawn: the wish, the network underneath, or what the change would do. In words for the refused click. */
import type { Datum } from '../engine/core.ts';
import type { Ground, Proof, Proposal } from '../engine/proposal/index.ts';
import { proposalsOn, prove, shifted, shownDigits } from '../engine/proposal/index.ts';
import type { TenantState } from '../engine/tenant/model.ts';
import { cutLines, departureLines, nameIn } from './cards/proof.ts';
import { siteAt, tenantAt } from './history.ts';
import type { Journal } from './journal.ts';
import { digestOf, groundOf, readToken } from './proof.ts';
import { type Phrase, t } from './text/phrase.ts';
import { argumentFor, named } from './text/refusal.ts';
import type { World } from './world.ts';

const shown = 5;

/** The proposal on another ground; undefined where it was none there. */
export type Propose = (ground: Ground, now: Proof) => Proposal | undefined;

const waiting: Propose = ({ tenant }, { proposal: { subject, key } }) =>
  proposalsOn(tenant, subject).find((row) => row.key === key);

/** The same proposal as it was when the token was drawn; undefined for a token that says no versions. */
async function asDrawn(
  world: Pick<World, 'entropy'>,
  journal: Journal,
  tenant: string,
  token: string,
  now: Proof,
  propose: Propose,
): Promise<Proof | undefined> {
  const { at } = readToken(token);
  if (!at) return undefined;
  const state = await tenantAt(journal, tenant, at.tenant);
  const { sites } = await groundOf(journal, state);
  const { region } = now.proposal;
  const ground = { tenant: state, sites: { ...sites, [region]: await siteAt(journal, region, at.site) } };
  const proposal = propose(ground, now);
  return proposal && prove(proposal, ground, digestOf(world));
}

const word = (value: Datum | undefined): string =>
  typeof value === 'object' ? value.join(', ') : String(value ?? '–');

function editedFields(old: Proof, now: Proof, state: TenantState): readonly Phrase[] {
  const [before, after] = [old.proposal.wish, now.proposal.wish];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => word(before[field]) !== word(after[field]))
    .map((field) =>
      t('proof.changed-field', {
        field: named('arg', argumentFor(field)),
        from: nameIn(state, word(before[field])),
        to: nameIn(state, word(after[field])),
      }),
    );
}

function underneath(old: Proof, now: Proof, state: TenantState): readonly Phrase[] {
  const lines = [
    ...departureLines(shifted(old, now), state),
    ...now.figures.flatMap((figure) => {
      const was = old.figures.find(({ name }) => name === figure.name);
      const moved = was && (was.before !== figure.before || was.limit !== figure.limit);
      return moved
        ? [t('proof.figure', { name: named('figure', figure.name), before: was.before, after: figure.before })]
        : [];
    }),
  ];
  return lines.length > 0 ? [t('proof.changed-underneath', { changes: cutLines(lines, shown) })] : [];
}

/** One phrase for the refused click. */
export async function whatChanged(
  world: Pick<World, 'entropy'>,
  journal: Journal,
  tenant: string,
  token: string,
  now: Proof,
  propose: Propose = waiting,
): Promise<Phrase> {
  const state = await journal.load('tenant', tenant);
  const old = await asDrawn(world, journal, tenant, token, now, propose);
  const changes = old ? [...editedFields(old, now, state), ...underneath(old, now, state)] : [];
  const hash = now.now.hash.slice(0, shownDigits);
  return t('proof.changed', { changes: changes.length > 0 ? changes : [t('proof.changed-unknown', { hash })] });
}
