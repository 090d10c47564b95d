/** Cards over VPCs, gateways and interfaces: one thing in detail, or the list of a kind. */
import type { Vpc } from '../../engine/tenant/network/model.ts';
import type { DirectoryEntry } from '../ports.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import type { ThingKind } from '../things.ts';
import type { Card } from './model.ts';

const showVerb: Readonly<Record<ThingKind, string>> = {
  connection: 'show',
  vpc: 'vpc',
  gateway: 'gateway',
  attachment: 'vpc',
  vif: 'vif',
  quota: 'quota',
  drill: 'drill show',
};

export function thingsCard(kind: ThingKind, entries: readonly DirectoryEntry[]): Card {
  const title = named('thing', kind);
  const rows = entries.map((entry) => ({
    title: t('card.row', { name: entry.name, id: entry.id }),
    detail: stateWords(kind, entry),
    tone:
      entry.state === 'Down' ? ('bad' as const) : entry.state === 'Active' ? ('good' as const) : ('waiting' as const),
    button: { label: t('button.show'), verb: showVerb[kind], args: { [kind]: entry.id } },
  }));
  return {
    id: `${kind}s`,
    revision: 0,
    tone: 'neutral',
    title,
    summary: title,
    blocks: [{ kind: 'items', rows, empty: t('card.none') }],
  };
}

function stateWords(kind: ThingKind, { state, region }: DirectoryEntry): Phrase {
  if (kind === 'vif') return named('vif-state', state);
  return kind === 'drill' ? named('drill-state', state) : named('region', region);
}

export function vpcCard(vpc: Vpc): Card {
  const title = t('card.gateway', { name: vpc.name, region: named('region', vpc.region) });
  const rows: { label: Phrase; value: Phrase }[] = [
    { label: t('card.id'), value: vpc.id },
    { label: t('arg.cidr'), value: vpc.cidr },
    ...vpc.subnets.map((subnet) => ({
      label: t('card.vpc-subnet', { name: subnet.name }),
      value: t('card.vpc-subnet-value', {
        cidr: subnet.cidr,
        table: vpc.routeTables.find((table) => table.id === subnet.routeTable)?.name ?? subnet.routeTable,
      }),
    })),
    ...vpc.instances.map((instance) => ({
      label: t('card.vpc-instance', { name: instance.name }),
      value: t('card.vpc-instance-value', {
        address: instance.address,
        ranges: instance.allowFrom.length > 0 ? [...instance.allowFrom] : ['–'],
      }),
    })),
    ...vpc.routeTables.map((table) => ({ label: t('card.vpc-table', { name: table.name }), value: tableValue(table) })),
  ];
  return {
    id: vpc.id,
    revision: vpc.revision,
    tone: 'neutral',
    title,
    summary: title,
    blocks: [{ kind: 'facts', rows }],
  };
}

function tableValue(table: Vpc['routeTables'][number]): Phrase {
  const rules = table.rules.map((rule) => `${rule.destination} → ${rule.gateway}`);
  const propagated = table.propagations.map((row) => `${row.scope.join(', ')} ⇐ ${row.gateway}`);
  return [...rules, ...propagated].join('; ') || '–';
}
