/** Draws why a destination is reached or not: the route each hop uses, why every other lost, and the smallest fix. */
import {
  diagnose,
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

export interface Question {
  /** Id of the instance asked from. */
  readonly instance: string;
  readonly destination: string;
  /** Interface the answer's diagnosis is about. */
  readonly vif: string | undefined;
}

export function whyCard(twin: Twin, question: Question): Card {
  const source = instanceName(twin, question.instance);
  const hops = why(twin, question.instance, question.destination);
  const diagnosis =
    question.vif === undefined
      ? undefined
      : diagnose(twin, question.vif, { instance: question.instance, host: question.destination });
  const title = t('card.why', { source, destination: question.destination });
  const fix = typedFix(diagnosis?.first?.fix, twin.tenant);
  const verdict: Block[] =
    diagnosis === undefined
      ? []
      : [
          {
            kind: 'text',
            text: diagnosis.first ? t('card.why-broken', { cause: causePhrase(diagnosis.first) }) : t('card.why-ok'),
          },
          ...(fix === undefined ? [] : [{ kind: 'note', text: t('card.test-fix', { command: fix }) } as const]),
        ];
  return {
    id: 'why',
    revision: twin.tenant.version,
    tone: diagnosis?.pass === true ? 'good' : 'bad',
    title,
    summary: title,
    blocks: [
      ...verdict,
      { kind: 'items', rows: hops.map((hop) => row(twin, hop)), empty: t('card.none') },
      { kind: 'note', text: t('card.simulated') },
    ],
  };
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
