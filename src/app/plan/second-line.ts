/** The part of a plan that adds a second line: ordered by the decider, then taken as built, with the next free VLAN and pairs. */
import { refused } from '../../engine/core.ts';
import type { TenantEvent } from '../../engine/tenant/messages.ts';
import type { Connection, TenantState } from '../../engine/tenant/model.ts';
import { nextPairs, nextVlan } from '../../engine/tenant/network/address-plan.ts';
import type { AddressPair, Vif } from '../../engine/tenant/network/model.ts';
import { t } from '../text/phrase.ts';
import { idOf } from '../verbs/thing-act.ts';
import type { Asked, PartRule } from './plan.ts';

/** Stand for the things until they are there. */
const line = 'conn-plan';
const interfaceId = 'vif-plan';
const longestName = 32;

/** The first free name after the one there is. */
function nameAfter(name: string, held: readonly string[]): string {
  const at = (count: number) => `${name.slice(0, longestName - `-${count}`.length)}-${count}`;
  let count = 2;
  while (held.includes(at(count))) count += 1;
  return at(count);
}

/** What engineers and the cashier do until a line is in service. */
function built({ actor, at }: Asked['facts']): readonly TenantEvent[] {
  const by = actor.person;
  return [
    { type: 'connection.approved', connection: line, by },
    { type: 'construction.started', connection: line, round: 1, promised: [], from: 'link-debugging' },
    { type: 'construction.completed', connection: line },
    { type: 'connection.activated', connection: line, from: at, to: at },
  ];
}

function interfaceOn(vif: Vif, name: string, vlan: number, pairs: readonly [AddressPair, AddressPair]) {
  const { gateway, customerAsn, keyPrint, healthCheck } = vif;
  const key = keyPrint === undefined ? {} : { keyPrint };
  return {
    do: 'create-vif',
    id: interfaceId,
    name,
    connection: line,
    gateway,
    vlan,
    customerAsn,
    pairs,
    healthCheck,
    ...key,
  } as const;
}

const namesIn = (things: Readonly<Record<string, { readonly name: string }>>) =>
  Object.values(things).map(({ name }) => name);

function ends(state: TenantState, word: string | undefined) {
  const id = idOf(state, 'vif', 'vif', word);
  if (typeof id !== 'string') return id;
  const vif = state.vifs[id];
  const first: Connection | undefined = vif && state.connections[vif.connection];
  return vif && first ? { vif, first } : refused('unknown-thing', { field: 'vif', value: id });
}

export const secondLine: PartRule = ({ args, state, facts }) => {
  if (args['second-line'] !== 'yes') return undefined;
  const found = ends(state, args.vif);
  if ('ok' in found) return found;
  const { vif, first } = found;
  if (!vif.device) return refused('plan-no-device', { field: 'vif', value: vif.name });
  const pairs = nextPairs(state, vif.gateway);
  const vlan = nextVlan(state, line);
  if (!pairs || vlan === undefined) return refused('no-free-address', { field: 'vif', value: vif.name });
  const { region, port } = first;
  const name = nameAfter(first.name, namesIn(state.connections));
  const { since: _since, sides: _sides, ...rest } = vif.device;
  const [{ customerIp: primary }, { customerIp: secondary }] = pairs;
  const device = { ...rest, vlan, addresses: [primary, secondary] } as const;
  return {
    region,
    gateway: vif.gateway,
    what: [t('plan.second-line', { name, vlan, primary, secondary })],
    changes: [
      {
        log: 'tenant',
        command: { do: 'order', connection: line, fields: { name, region, port, autoPay: false }, again: true },
      },
      { log: 'site', region, command: { do: 'reserve', connection: line, spec: port } },
      { log: 'assumed', events: built(facts) },
      { log: 'tenant', command: interfaceOn(vif, nameAfter(vif.name, namesIn(state.vifs)), vlan, pairs) },
      { log: 'tenant', command: { do: 'set-device', id: interfaceId, device } },
    ],
    step: { verb: 'order', args: { name, region, port } },
    note: t('card.plan-order'),
  };
};
