/** Draws a virtual interface: its addresses, its two BGP sessions, the customer's device, the last test. */
import type { RosterState } from '../../engine/roster/model.ts';
import type { Mover } from '../../engine/tenant/lifecycle.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import type { SessionSeen, TestSeen, Vif } from '../../engine/tenant/network/model.ts';
import { vifMovesFor } from '../../engine/tenant/network/vif-lifecycle.ts';
import { type Phrase, type Said, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import { alarmBlocks } from './alarms.ts';
import type { Block, Button, Card, StepRow, Tone } from './model.ts';

export interface VifView {
  readonly state: TenantState;
  readonly roster: RosterState;
  readonly movers: readonly Mover[];
}

function tone(vif: Vif): Tone {
  if (vif.state === 'Down') return 'bad';
  if (vif.state === 'Active') return vif.sessions.every((session) => session.up) ? 'good' : 'waiting';
  return vif.state === 'Deleted' ? 'neutral' : 'waiting';
}

export function vifCard(vif: Vif, view: VifView): Card {
  const state = named('vif-state', vif.state);
  const buttons = buttonsOf(vif, view.movers);
  return {
    id: vif.id,
    revision: vif.revision,
    tone: tone(vif),
    title: t('card.title', { name: vif.name, state }),
    summary: t('card.vif-summary', { name: vif.name, id: vif.id, state }),
    blocks: [
      ...alarmBlocks(view.state, vif.id),
      { kind: 'facts', rows: facts(vif, view) },
      { kind: 'steps', rows: sessionRows(vif) },
      ...testBlocks(vif.test),
      ...hints(vif),
      ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
    ],
  };
}

function facts(vif: Vif, view: VifView): { label: Phrase; value: Phrase }[] {
  const connection = view.state.connections[vif.connection];
  const gateway = view.state.gateways[vif.gateway];
  return [
    { label: t('card.id'), value: vif.id },
    { label: t('thing.connection'), value: connection?.name ?? vif.connection },
    { label: t('thing.gateway'), value: gateway?.name ?? vif.gateway },
    { label: t('card.vlan'), value: String(vif.vlan) },
    { label: t('card.asn'), value: t('card.asn-value', { customer: vif.customerAsn, cloud: 64_512 }) },
    { label: t('card.key'), value: vif.keyPrint === undefined ? t('flag.no') : t('card.key-set') },
    ...vif.pairs.map((pair, index) => ({
      label: index === 0 ? t('card.primary') : t('card.secondary'),
      value: t('card.pair', { customer: pair.customerIp, cloud: pair.cloudIp }),
    })),
    ...(vif.device
      ? [
          {
            label: t('card.device'),
            value: t('card.device-value', {
              vlan: vif.device.vlan,
              asn: vif.device.asn,
              ranges: vif.device.announces.length > 0 ? vif.device.announces : ['–'],
            }),
          },
        ]
      : []),
  ];
}

function sessionRows(vif: Vif): StepRow[] {
  if (vif.sessions.length === 0) return [{ label: t('card.sessions-none'), status: 'waiting' }];
  return vif.sessions.map((session) => ({
    label: t('card.session', { router: session.router }),
    status: session.up ? 'done' : vif.state === 'Pending' ? 'now' : 'failed',
    detail: sessionDetail(session),
  }));
}

function sessionDetail(session: SessionSeen): Phrase {
  return session.up ? t('card.session-up') : named('cause', session.cause ?? 'unknown');
}

function testBlocks(test: TestSeen | undefined): Block[] {
  if (!test) return [];
  const title = {
    running: t('card.test-running'),
    passed: t('card.test-passed', { at: { at: test.at } }),
    failed: t('card.test-failed', { at: { at: test.at } }),
  }[test.state];
  const rows = test.steps.map((step): StepRow => {
    const label = named('probe', step.check);
    return step.pass ? { label, status: 'done' } : { label, status: 'failed', detail: causePhrase(step) };
  });
  const fix: Block[] =
    test.state === 'failed' && test.fix !== undefined
      ? [{ kind: 'note', text: t('card.test-fix', { command: test.fix }) }]
      : [];
  return [{ kind: 'rule' }, { kind: 'text', text: title }, { kind: 'steps', rows }, ...fix];
}

/** A cause with the values that prove it, such as which VLAN each side has. */
export function causePhrase(step: { cause?: string; values?: Readonly<Record<string, string | number>> }): Phrase {
  const cause = named('cause', step.cause ?? 'unknown');
  const values = Object.entries(step.values ?? {});
  if (values.length === 0) return cause;
  return t('card.cause-values', {
    cause,
    values: values.map(([name, value]) => t('card.cause-value', { name: named('value', name), value })),
  });
}

function hints(vif: Vif): Block[] {
  if (vif.state === 'Pending' && !vif.device) return [{ kind: 'note', text: t('card.vif-next', { id: vif.id }) }];
  const up = vif.sessions.filter((session) => session.up).length;
  return vif.state === 'Active' && up < vif.sessions.length ? [{ kind: 'note', text: t('card.no-redundancy') }] : [];
}

interface Row {
  readonly command: string;
  readonly verb: string;
  readonly label: Said;
  readonly style?: Button['style'];
  readonly sure?: Said;
  readonly when?: (vif: Vif) => boolean;
}

const rows: readonly Row[] = [
  { command: 'set-device', verb: 'device config', label: t('button.config') },
  { command: 'set-device', verb: 'check', label: t('button.check') },
  {
    command: 'set-device',
    verb: 'device set',
    label: t('button.device-set'),
    style: 'primary',
    when: (vif) => vif.device === undefined,
  },
  {
    command: 'start-test',
    verb: 'test',
    label: t('button.test'),
    style: 'primary',
    when: (vif) => vif.test?.state !== 'running',
  },
  {
    command: 'reveal-key',
    verb: 'key',
    label: t('button.key'),
    when: (vif) => vif.keyPrint !== undefined && vif.keyRevealedTo === undefined,
  },
  { command: 'delete-vif', verb: 'vif delete', label: t('button.delete'), style: 'danger', sure: t('sure.vif-delete') },
];

function buttonsOf(vif: Vif, movers: readonly Mover[]): Button[] {
  return rows
    .filter((row) =>
      vifMovesFor(vif.state, row.command).some((move) => move.by.some((mover) => movers.includes(mover))),
    )
    .filter((row) => row.when?.(vif) ?? true)
    .map(({ verb, label, style, sure }) => ({
      label,
      verb,
      args: { vif: vif.id },
      ...(style ? { style } : {}),
      ...(sure ? { confirm: { title: t('sure.title'), text: sure } } : {}),
    }));
}
