/** Draws a drill: what it cuts, what was foretold and what was seen, the time left, and at the end the report. */

import type { Proof } from '../../engine/proposal/index.ts';
import { type DrillState, drillMovesFor } from '../../engine/tenant/drill/lifecycle.ts';
import { cutsLastPath, type Drill, type DrillLosses, type DrillTarget } from '../../engine/tenant/drill/model.ts';
import type { Mover } from '../../engine/tenant/lifecycle.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import { tokenOf } from '../proof.ts';
import { type Phrase, type Said, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import { alarmBlocks } from './alarms.ts';
import type { Block, Button, Card, Tone } from './model.ts';
import { cutLines, departureLines, proofBlocks, standingLines } from './proof.ts';

export interface DrillView {
  readonly state: TenantState;
  readonly movers: readonly Mover[];
  readonly now: number;
  readonly proofs?: readonly Proof[];
}

const tones: Readonly<Record<DrillState, Tone>> = {
  Approving: 'waiting',
  Scheduled: 'waiting',
  Running: 'bad',
  Restoring: 'waiting',
  Completed: 'good',
  Refused: 'bad',
  Cancelled: 'neutral',
};
/** Longer lists say little more. */
const listed = 8;
const minuteMs = 60_000;

export function targetPhrase(target: DrillTarget, state: TenantState): Said {
  switch (target.kind) {
    case 'session':
      return t('drill-target.session', { name: state.vifs[target.vif]?.name ?? target.vif, router: target.router });
    case 'line':
      return t('drill-target.line', { name: state.connections[target.connection]?.name ?? target.connection });
    case 'line-router':
      return t('drill-target.line-router', { router: target.router });
  }
}

export function effectPhrase(losses: DrillLosses, seconds: number): Said {
  return t('card.drill-effect', {
    sessions: losses.sessions.length,
    lost: losses.prefixes.length + losses.pings.length,
    single: losses.redundancy.length,
    seconds,
  });
}

export const few = (words: readonly string[]): string =>
  words.length > listed ? `${words.slice(0, listed).join(', ')} … +${words.length - listed}` : words.join(', ');

export function drillCard(drill: Drill, view: DrillView): Card {
  const state = named('drill-state', drill.state);
  const [proof] = view.proofs ?? [];
  const buttons = buttonsOf(drill, view.movers, proof);
  return {
    id: drill.id,
    revision: drill.revision,
    tone: tones[drill.state],
    title: t('card.title', { name: drill.name, state }),
    summary: t('card.drill-summary', { id: drill.id, state }),
    blocks: [
      ...alarmBlocks(view.state, drill.id),
      { kind: 'facts', rows: facts(drill, view) },
      ...notes(drill, view.state),
      ...(proof ? proofBlocks(proof, view.state) : []),
      ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
    ],
  };
}

type Row = { label: Phrase; value: Phrase };

function facts(drill: Drill, { state, now }: DrillView): Row[] {
  const { forecast, seen, endsAt, restoredAt, restoredFor } = drill;
  const running = drill.state === 'Running' && endsAt !== undefined;
  return [
    { label: t('card.drill-target'), value: targetPhrase(drill.target, state) },
    {
      label: t('card.drill-when'),
      value: t('card.drill-when-value', { at: { at: drill.startedAt ?? drill.startAt }, minutes: drill.minutes }),
    },
    ...(running
      ? [
          {
            label: t('card.drill-left'),
            value: t('card.drill-left-value', {
              at: { at: endsAt },
              minutes: Math.max(0, Math.ceil((endsAt - now) / minuteMs)),
            }),
          },
        ]
      : []),
    {
      // What holds now is the proof's to say.
      label: drill.state === 'Approving' ? t('card.drill-predicted-asked') : t('card.drill-predicted'),
      value: effectPhrase(forecast.losses, forecast.convergenceSeconds),
    },
    ...(drill.startedAt === undefined
      ? []
      : [
          {
            label: t('card.drill-observed'),
            value: seen ? effectPhrase(seen.losses, seen.convergenceSeconds) : t('card.drill-observed-not'),
          },
        ]),
    ...(restoredAt !== undefined && restoredFor !== undefined
      ? [
          {
            label: t('card.drill-restored'),
            value: t('card.drill-restored-value', { at: { at: restoredAt }, why: named('restored', restoredFor) }),
          },
        ]
      : []),
    { label: t('card.drill-score'), value: t('card.drill-score-value', { score: forecast.resilience.score }) },
  ];
}

function notes(drill: Drill, state: TenantState): Block[] {
  const { forecast, changed, voidedFor, missing, reason } = drill;
  const lost = [...forecast.losses.prefixes, ...forecast.losses.pings];
  const moved = changed ? departureLines(changed, state) : [];
  const gone = missing && standingLines(missing, state);
  const note = (text: Phrase): Block => ({ kind: 'note', text });
  return [
    ...(cutsLastPath(forecast) ? [note(t('card.drill-lost', { lost: few(lost) }))] : []),
    ...(voidedFor === undefined ? [] : [note(t('card.drill-voided', { why: named('voided', voidedFor) }))]),
    ...(reason === undefined ? [] : [note(reason)]),
    ...(moved.length > 0 ? [note(t('card.drill-changed', { changes: cutLines(moved, listed) }))] : []),
    ...report(drill),
    ...(gone === undefined
      ? []
      : [
          note(
            gone.length > 0 ? t('card.drill-missing', { missing: cutLines(gone, listed) }) : t('card.drill-all-back'),
          ),
        ]),
    note(weaknesses(drill)),
  ];
}

const same = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((word) => right.includes(word));

function report({ forecast: { losses }, seen }: Drill): Block[] {
  if (!seen) return [];
  const kept = (['prefixes', 'pings', 'redundancy', 'sessions'] as const).every((row) =>
    same(losses[row], seen.losses[row]),
  );
  return [{ kind: 'text', text: kept ? t('card.drill-as-predicted') : t('card.drill-otherwise') }];
}

function weaknesses({ forecast }: Drill): Said {
  const items = forecast.resilience.weaknesses.slice(0, listed).map(({ kind, id, prefixes: count }): Phrase => {
    if (kind === 'line') return t('weakness.line', { id, count });
    return kind === 'device' ? t('weakness.device', { id, count }) : t('weakness.line-router', { id, count });
  });
  return items.length > 0 ? t('card.drill-weak', { items }) : t('card.drill-strong');
}

interface ButtonRow {
  readonly command: string;
  readonly verb: string;
  readonly label: Said;
  readonly style?: Button['style'];
  readonly sure?: Said;
}
const rows: readonly ButtonRow[] = [
  {
    command: 'approve-drill',
    verb: 'drill approve',
    label: t('button.drill-approve'),
    style: 'primary',
    sure: t('sure.drill-approve'),
  },
  { command: 'refuse-drill', verb: 'drill refuse', label: t('button.drill-refuse'), style: 'danger' },
  { command: 'stop-drill', verb: 'drill stop', label: t('button.drill-stop'), style: 'danger' },
  { command: 'cancel-drill', verb: 'drill cancel', label: t('button.drill-cancel') },
];

function buttonsOf(drill: Drill, movers: readonly Mover[], proof: Proof | undefined): Button[] {
  return rows
    .filter(({ command }) =>
      drillMovesFor(drill.state, command).some(({ by }) =>
        by.some((mover) => mover !== 'system' && movers.includes(mover)),
      ),
    )
    .map(({ command, verb, label, style, sure }) => ({
      label,
      verb,
      revision: drill.revision,
      args: { drill: drill.id, ...(proof && command === 'approve-drill' ? { proof: tokenOf(proof) } : {}) },
      ...(style ? { style } : {}),
      ...(sure ? { confirm: { title: t('sure.title'), text: sure } } : {}),
    }));
}
