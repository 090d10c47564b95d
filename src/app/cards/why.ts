/** Draws why a destination is reached or not: the route each hop uses, why every other lost, and the smallest fix. */
import type { Mending, Mendings } from '../../engine/proposal/index.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import {
  type Diagnosis,
  type LostRoute,
  type NodeName,
  type Twin,
  type UsedRoute,
  type WhyHop,
  why,
} from '../../engine/twin/index.ts';
import { typedFix } from '../fix.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import type { Block, Card, ItemRow } from './model.ts';
import { causePhrase } from './vif.ts';

/** One end: a node of the simulation, its address, and its name for people. */
export interface End {
  readonly node: string;
  readonly address: string;
  readonly name: Phrase;
}

export interface Question {
  readonly from: End;
  readonly to: End;
  /** Of the ping between both; absent where both ends are in the cloud. */
  readonly diagnosis?: Diagnosis | undefined;
  /** For a ping that fails. */
  readonly mendings?: Mendings | undefined;
}

/** More than these are counted. */
const mendsAtMost = 4;

export function whyCard(twin: Twin, question: Question): Card {
  const { from, to, diagnosis, mendings } = question;
  const title = t('card.why', { source: from.name, destination: to.name });
  const [there, back] = [why(twin, from.node, to.address), why(twin, to.node, from.address)];
  const arrives = arrived(twin, from, to);
  const passes = diagnosis ? diagnosis.pass : arrives && arrived(twin, to, from);
  const cause = diagnosis?.first && causePhrase(diagnosis.first);
  const verdict = passes ? t('card.why-ok') : t('card.why-broken', { cause: cause ?? named('cause', 'no-path') });
  return {
    id: 'why',
    revision: twin.tenant.version,
    tone: passes ? 'good' : 'bad',
    title,
    summary: title,
    blocks: [
      { kind: 'text', text: verdict },
      ...(mendings ? mendBlocks(mendings, twin.tenant) : []),
      ...hopBlocks(twin, there, t('card.why-way')),
      // The way back matters where the way there is not what is broken.
      ...(!passes && arrives ? hopBlocks(twin, back, t('card.why-back')) : []),
      { kind: 'note', text: t('card.simulated') },
    ],
  };
}

const arrived = (twin: Twin, from: End, to: End): boolean => {
  const paths = twin.outcome.paths(from.node, to.address);
  return paths.length > 0 && paths.every(({ result }) => result === 'delivered');
};

const hopBlocks = (twin: Twin, hops: readonly WhyHop[], title: Phrase): readonly Block[] => [
  { kind: 'text', text: title },
  { kind: 'items', rows: hops.map((hop) => row(twin, hop)), empty: t('card.none') },
];

function mendBlocks({ single, together, untried }: Mendings, state: TenantState): readonly Block[] {
  const typed = (rows: readonly Mending[]): readonly Phrase[] => {
    const lines = rows.flatMap(({ fix, by }): [string, Phrase][] => {
      const command = typedFix(fix, state);
      return command === undefined ? [] : [[command, t('card.why-mend', { command, by: named('hands', by) })]];
    });
    return [...new Map(lines).values()];
  };
  const list = (title: Phrase, lines: readonly Phrase[]): readonly Block[] => [
    { kind: 'text', text: title },
    ...lines.map((text) => ({ kind: 'note', text }) as const),
  ];
  const [lines, steps] = [typed(single), typed(together)];
  const left = lines.length - mendsAtMost;
  const more = left > 0 ? [t('card.why-more', { count: left })] : [];
  if (lines.length > 0) return list(t('card.why-mends'), [...lines.slice(0, mendsAtMost), ...more]);
  const rest: readonly Block[] = untried > 0 ? [{ kind: 'note', text: t('card.why-untried', { count: untried }) }] : [];
  return steps.length > 0 && steps.length === together.length
    ? [...list(t('card.why-together'), steps), ...rest]
    : [{ kind: 'note', text: t('card.why-no-mend') }, ...rest];
}

function instanceName(twin: Twin, id: string): string {
  return (
    Object.values(twin.tenant.vpcs)
      .flatMap((vpc) => vpc.instances)
      .find((instance) => instance.id === id)?.name ?? id
  );
}

/** A node of the simulation as the tenant knows it. */
export function nodePhrase(twin: Twin, name: NodeName): Phrase {
  const { tenant } = twin;
  switch (name.kind) {
    case 'gateway':
      return t('card.node', { kind: t('thing.gateway'), name: tenant.gateways[name.id]?.name ?? name.id });
    case 'vpc':
      return t('card.node', { kind: t('thing.vpc'), name: tenant.vpcs[name.id]?.name ?? name.id });
    case 'table':
      return t('card.node', {
        kind: t('arg.table'),
        name: tenant.vpcs[name.vpc]?.routeTables.find((table) => table.id === name.id)?.name ?? name.id,
      });
    case 'instance':
      return t('card.node', { kind: t('arg.instance'), name: instanceName(twin, name.id) });
    case 'line-router':
      return t('card.node', { kind: t('thing.line-router'), name: name.id });
    case 'client':
      return t('card.node', { kind: t('card.device'), name: tenant.vifs[name.vif]?.name ?? name.vif });
    case 'host':
      return t('card.node', { kind: t('arg.host'), name: name.id });
  }
}

function row(twin: Twin, hop: WhyHop): ItemRow {
  const node = nodePhrase(twin, hop.name);
  const used = hop.used.map((route) => routePhrase(twin, route));
  const lost = hop.lost.map((route) => lostPhrase(twin, route));
  const title = used.length > 0 ? t('card.hop', { node, routes: used }) : node;
  return {
    title,
    tone: used.length > 0 ? 'good' : 'neutral',
    ...(lost.length > 0 ? { detail: t('card.list', { items: lost }) } : {}),
  };
}

function thingName(twin: Twin, id: string): string {
  const { vifs, attachments, gateways } = twin.tenant;
  return vifs[id]?.name ?? attachments[id]?.name ?? gateways[id]?.name ?? id;
}

function routePhrase(twin: Twin, route: UsedRoute): Phrase {
  return t('card.route', { destination: route.destination, via: route.via.map((id) => thingName(twin, id)) });
}

function lostPhrase(twin: Twin, route: LostRoute): Phrase {
  return t('card.hop-lost', {
    route: routePhrase(twin, route),
    reason: named('loss', route.reason),
    clause: route.clause,
  });
}
