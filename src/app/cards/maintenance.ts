/** Draws who loses what: the impact of a failure, a maintenance before it is announced, and one that is. */
import { type Failure, type FleetImpact, failureName } from '../../engine/fleet/index.ts';
import type { RosterState } from '../../engine/roster/model.ts';
import type { Maintenance, MaintenancePart } from '../../engine/site/index.ts';
import { partOf } from '../fleet.ts';
import { who } from '../people.ts';
import { type Phrase, type Said, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import type { Block, Button, Card, ItemRow, Tone } from './model.ts';

/** More rows than anyone reads; the counts are whole. */
const rowsAtMost = 20;

function partRow(part: MaintenancePart): ItemRow {
  const detail = t('card.impact-detail', {
    lost: part.lostCount,
    single: part.redundancyCount,
    sessions: part.sessionCount,
  });
  return {
    title: t('card.impact-row', { tenant: part.tenant, level: named('level', part.level) }),
    detail: part.lost.length > 0 ? t('card.list', { items: [detail, part.lost.join(', ')] }) : detail,
    tone: part.level === 'reach' ? 'bad' : part.level === 'redundancy' ? 'waiting' : 'neutral',
  };
}

function partBlocks(parts: readonly MaintenancePart[]): Block[] {
  const more = parts.length - rowsAtMost;
  return [
    { kind: 'items', rows: parts.slice(0, rowsAtMost).map(partRow), empty: t('card.impact-none') },
    ...(more > 0 ? [{ kind: 'note', text: t('card.impact-more', { count: more }) } as const] : []),
  ];
}

function impactBlocks({ counts, affected }: FleetImpact): Block[] {
  const { tenants, reach, redundancy, sessions } = counts;
  return [
    { kind: 'text', text: t('card.impact-counts', { tenants, reach, redundancy, sessions }) },
    ...partBlocks(affected.map(partOf)),
  ];
}

export function impactCard(impact: FleetImpact): Card {
  const title = t('card.impact', { target: failureName(impact.failure), region: named('region', impact.region) });
  return { id: 'impact', revision: 0, tone: 'neutral', title, summary: title, blocks: impactBlocks(impact) };
}

export interface Draft {
  readonly failure: Failure;
  readonly from: number;
  readonly to: number;
  readonly reason: string;
  /** Arguments that announce exactly this. */
  readonly args: Readonly<Record<string, string>>;
}

const windowRow = ({ from, to }: { from: number; to: number }) => ({
  label: t('card.maintenance-window'),
  value: t('card.maintenance-window-value', { from: { at: from }, to: { at: to } }),
});

/** What operations see before anybody else sees anything. */
export function draftCard(draft: Draft, impact: FleetImpact, changed: boolean): Card {
  const title = t('card.maintenance-draft', { target: failureName(draft.failure) });
  const announce: Button = {
    label: t('button.maintenance-announce'),
    verb: 'maintenance announce',
    args: draft.args,
    style: 'primary',
    confirm: { title: t('sure.title'), text: t('sure.maintenance-announce') },
  };
  return {
    id: 'maintenance',
    revision: 0,
    tone: 'waiting',
    title,
    summary: title,
    blocks: [
      ...(changed ? [{ kind: 'text', text: t('card.maintenance-changed') } as const] : []),
      { kind: 'facts', rows: [windowRow(draft), { label: t('card.reason'), value: draft.reason }] },
      ...impactBlocks(impact),
      { kind: 'buttons', buttons: [announce] },
    ],
  };
}

const toneOf = ({ state }: Maintenance): Tone =>
  state === 'Running' ? 'bad' : state === 'Announced' ? 'waiting' : 'neutral';

function heading(one: Maintenance): Said {
  return t('card.maintenance', {
    id: one.id,
    target: failureName(one.target),
    state: named('maintenance-state', one.state),
  });
}

export function maintenanceCard(one: Maintenance, roster: RosterState): Card {
  const title = heading(one);
  const about = { revision: one.revision, args: { maintenance: one.id } };
  const buttons: Button[] =
    one.state === 'Announced' || one.state === 'Running'
      ? [
          { label: t('button.maintenance-extend'), verb: 'maintenance extend', ...about },
          {
            label: one.state === 'Running' ? t('button.maintenance-end') : t('button.maintenance-cancel'),
            verb: 'maintenance cancel',
            style: 'danger',
            ...about,
          },
        ]
      : [];
  return {
    id: one.id,
    revision: one.revision,
    tone: toneOf(one),
    title,
    summary: title,
    blocks: [
      {
        kind: 'facts',
        rows: [
          windowRow(one),
          { label: t('card.reason'), value: one.reason },
          { label: t('card.maintenance-by'), value: t('card.person-name', { who: who(roster, one.by) }) },
        ],
      },
      ...partBlocks(one.predicted),
      ...(one.observed
        ? [{ kind: 'text', text: t('card.maintenance-happened') } as const, ...partBlocks(one.observed)]
        : []),
      ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
    ],
  };
}

/** What a tenant sees of it: the window, and its own part as foretold and as it was. */
export function maintenancePartCard(one: Maintenance, tenant: string): Card {
  const title = heading(one);
  const rows = [
    windowRow(one),
    { label: t('card.reason'), value: one.reason },
    { label: t('card.maintenance-for-you'), value: partPhrase(foretold(one, tenant)) },
    ...(one.observed ? [{ label: t('card.maintenance-came'), value: partPhrase(seen(one, tenant)) }] : []),
    ...(one.endedAt === undefined
      ? []
      : [{ label: t('card.maintenance-ended'), value: t('card.maintenance-at', { at: { at: one.endedAt } }) }]),
  ];
  return {
    id: one.id,
    revision: one.revision,
    tone: toneOf(one),
    title,
    summary: title,
    blocks: [{ kind: 'facts', rows }],
  };
}

export const seen = ({ observed = [] }: Maintenance, tenant: string) => observed.find((part) => part.tenant === tenant);
export const foretold = ({ predicted }: Maintenance, tenant: string) =>
  predicted.find((part) => part.tenant === tenant);

/** Tenants that were told, or found, to be affected. */
export function concerned({ predicted, observed = [] }: Maintenance): readonly MaintenancePart[] {
  const found = observed.filter(({ tenant }) => !predicted.some((part) => part.tenant === tenant));
  return [...predicted, ...found];
}

export function maintenancesCard(all: readonly Maintenance[]): Card {
  const title = t('card.maintenances');
  const rows = all.map(
    (one): ItemRow => ({
      title: heading(one),
      detail: windowRow(one).value,
      tone: toneOf(one),
      button: { label: t('button.show'), verb: 'maintenance show', args: { maintenance: one.id } },
    }),
  );
  return {
    id: 'maintenances',
    revision: 0,
    tone: 'neutral',
    title,
    summary: title,
    blocks: [{ kind: 'items', rows, empty: t('card.none') }],
  };
}

/** A tenant's own part in a sentence; others' are never in it. */
export function partPhrase(part: MaintenancePart | undefined): Phrase {
  switch (part?.level) {
    case 'reach':
      return t('part.reach', { lost: part.lost.join(', '), count: part.lostCount });
    case 'redundancy':
      return t('part.redundancy', { count: part.redundancyCount });
    case 'sessions':
      return t('part.sessions', { count: part.sessionCount });
    default:
      return t('part.none');
  }
}
