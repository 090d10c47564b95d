/** Draws what is wrong with a configuration: the line, what, why, and the lines that mend it. Judges nothing and shows no secret. */
import type { ConfigFinding } from '../../engine/device/index.ts';
import type { CheckedConfig, SessionReport } from '../../engine/twin/index.ts';
import { findingPhrases } from '../text/finding.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import type { Block, Card, StepRow } from './model.ts';

/** More than these nobody mends at once; the most important come first. */
const longestFindings = 10;
const longestFix = 30;
const longestUnread = 12;

export interface ConfigCheckView {
  readonly vif: { readonly id: string; readonly name: string };
  readonly revision: number;
  readonly checked: CheckedConfig;
  readonly sessions: readonly SessionReport[];
  /** Whether the twin uses the device from now on, or why not. */
  readonly outcome: Phrase;
}

function findingBlocks(finding: ConfigFinding): readonly Block[] {
  const { what, why } = findingPhrases(finding);
  const text =
    finding.line === undefined
      ? t('check.after-line', { line: finding.after ?? 0, what })
      : t('check.at-line', { line: finding.line, what });
  const shown = finding.fix.slice(0, longestFix);
  return [
    { kind: 'text', text },
    { kind: 'note', text: why },
    ...(shown.length > 0
      ? [{ kind: 'code' as const, text: [...shown, ...(shown.length < finding.fix.length ? ['…'] : [])].join('\n') }]
      : []),
  ];
}

function sessionRow({ up, finding }: SessionReport, index: number): StepRow {
  const label = t('check.session', { number: index + 1 });
  if (up) return { label, status: 'done', detail: t('card.session-up') };
  return { label, status: 'failed', detail: named('cause', finding?.cause ?? 'session') };
}

function unreadNote({ lines: { unread } }: CheckedConfig): readonly Block[] {
  if (unread.length === 0) return [];
  const rows = unread.slice(0, longestUnread).map(({ line, text }) => t('check.unread-line', { line, text }));
  const lines = unread.length > rows.length ? [...rows, `… (${unread.length})`] : rows;
  return [{ kind: 'note', text: t('check.unread', { lines }) }];
}

export function configCheckCard({ vif, revision, checked, sessions, outcome }: ConfigCheckView): Card {
  const { findings, lines, unchecked, vendor } = checked;
  const title =
    findings.length === 0
      ? t('check.title-clean', { name: vif.name })
      : t('check.title', { name: vif.name, count: findings.length });
  const more = findings.length - longestFindings;
  return {
    id: 'check',
    revision,
    tone: findings.some(({ severity }) => severity === 'broken') ? 'bad' : findings.length > 0 ? 'waiting' : 'good',
    title,
    summary: title,
    blocks: [
      {
        kind: 'facts',
        rows: [
          { label: t('check.vendor'), value: vendor },
          {
            label: t('check.lines'),
            value: t('check.lines-value', { total: lines.total, unread: lines.unread.length }),
          },
        ],
      },
      { kind: 'steps', rows: sessions.map(sessionRow) },
      ...findings.slice(0, longestFindings).flatMap(findingBlocks),
      ...(more > 0 ? [{ kind: 'note' as const, text: t('check.more', { count: more }) }] : []),
      ...unchecked.map((what): Block => ({ kind: 'note', text: { key: `check.unchecked.${what}` } })),
      ...unreadNote(checked),
      { kind: 'note', text: outcome },
    ],
  };
}
