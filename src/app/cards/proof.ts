/** Draws a proof: what a change brings and breaks, whom else it touches, and the hash that binds an approval to it. */
import type { Figure, Proof, Standing } from '../../engine/proposal/index.ts';
import { type Departure, shownDigits } from '../../engine/proposal/index.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import type { Difference } from '../../engine/twin/index.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import type { Block } from './model.ts';

/** More lines than these say little more; the rest is counted. */
export const proofLinesAtMost = 12;

/** Ids in a proof as the tenant knows the things. */
export function nameIn(state: TenantState, id: string): string {
  const { vifs, attachments, gateways, vpcs, connections } = state;
  const known = vifs[id] ?? attachments[id] ?? gateways[id] ?? connections[id];
  if (known) return known.name;
  for (const vpc of Object.values(vpcs)) {
    const table = vpc.routeTables.find((row) => row.id === id);
    if (table) return `${vpc.name}/${table.name}`;
    const instance = vpc.instances.find((row) => row.id === id);
    if (instance) return instance.name;
  }
  return id;
}

export function cutLines(lines: readonly Phrase[], most = proofLinesAtMost): readonly Phrase[] {
  return lines.length <= most ? lines : [...lines.slice(0, most), t('proof.more', { count: lines.length - most })];
}

const causeOf = (cause: string | undefined): Phrase =>
  cause === undefined ? '' : t('proof.cause', { cause: named('cause', cause) });

/** What breaks comes first: it must not be what is cut. */
export function differenceLines({ sessions, routes, probes }: Difference, state: TenantState): readonly Phrase[] {
  const name = (id: string) => nameIn(state, id);
  const lines = [
    ...sessions.map(({ up, router, vif, cause }) => ({
      bad: !up,
      line: up
        ? t('proof.up', { router, name: name(vif) })
        : t('proof.down', { router, name: name(vif), cause: causeOf(cause) }),
    })),
    ...probes.map(({ pass, host, instance, cause }) => ({
      bad: !pass,
      line: pass
        ? t('proof.ping', { instance: name(instance), host })
        : t('proof.no-ping', { instance: name(instance), host, cause: causeOf(cause) }),
    })),
    ...routes.map(({ inEffect, table, destination, nextHop, reason }) => {
      const values = { table: name(table), destination, via: name(nextHop) };
      return {
        bad: !inEffect,
        line: inEffect ? t('proof.in', values) : t('proof.out', { ...values, reason: named('loss', reason ?? 'gone') }),
      };
    }),
  ];
  return lines.toSorted((left, right) => Number(right.bad) - Number(left.bad)).map(({ line }) => line);
}

function figureLine({ name, before, after, limit }: Figure): Phrase {
  const values = { name: named('figure', name), before, after };
  return limit === undefined ? t('proof.figure', values) : t('proof.figure-limit', { ...values, limit });
}

/** Rows of a standing in words, for what is told after the fact. */
export function standingLines({ sessions, routes, pings }: Standing, state: TenantState): readonly Phrase[] {
  const name = (id: string) => nameIn(state, id);
  return [
    ...sessions.map(({ vif, router }) => t('proof.session', { name: name(vif), router })),
    ...pings.map(({ instance, host }) => t('proof.reach', { instance: name(instance), host })),
    ...routes.map(({ table, destination, nextHop }) =>
      t('proof.route', { table: name(table), destination, via: name(nextHop) }),
    ),
  ];
}

/** What came and went, in words; what is gone first. */
export function departureLines({ gained, lost }: Departure, state: TenantState): readonly Phrase[] {
  return [
    ...standingLines(lost, state).map((what) => t('proof.is-gone', { what })),
    ...standingLines(gained, state).map((what) => t('proof.is-there', { what })),
  ];
}

const counts = ({ start, end }: Pick<Proof, 'start' | 'end'>) => ({
  sessions: start.sessions.length,
  routes: start.routes.length,
  pings: start.pings.length,
  sessionsAfter: end.sessions.length,
  routesAfter: end.routes.length,
  pingsAfter: end.pings.length,
});

/** Everything a proof says but its title and its hash; a plan says the same. */
export function proofBody(proof: Proof, state: TenantState): readonly Block[] {
  const changes = differenceLines(proof.difference, state);
  const others =
    proof.others.length === 0
      ? t('proof.others-none')
      : t('proof.others', { count: proof.others.length, lines: proof.others.slice(0, 5) });
  const lines = changes.length > 0 ? cutLines(changes) : [t('proof.nothing')];
  return [
    ...lines.map((text) => ({ kind: 'note', text }) as const),
    { kind: 'note', text: t('proof.standing', counts(proof)) },
    ...proof.figures.map((figure) => ({ kind: 'note', text: figureLine(figure) }) as const),
    { kind: 'note', text: others },
  ];
}

/** @param what names the proposal where a card carries several. */
export function proofBlocks(proof: Proof, state: TenantState, what?: Phrase): readonly Block[] {
  const title = what === undefined ? t('proof.title') : t('proof.title-of', { what });
  return [
    { kind: 'rule' },
    { kind: 'text', text: title },
    ...proofBody(proof, state),
    { kind: 'note', text: t('proof.hash', { hash: proof.now.hash.slice(0, shownDigits) }) },
  ];
}
