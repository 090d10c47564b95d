/** The verb that explains one source and one destination: finds both ends among the tenant's things and asks the twin. */
import { refused } from '../../engine/core.ts';
import { parseAddress } from '../../engine/network/index.ts';
import { mendingsFor } from '../../engine/proposal/index.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import type { Instance, Vif } from '../../engine/tenant/network/model.ts';
import { addressIn } from '../../engine/tenant/network/ranges.ts';
import { diagnose, twinOf } from '../../engine/twin/index.ts';
import { clientNode, hostNode } from '../../engine/twin/names.ts';
import { type End, whyCard } from '../cards/why.ts';
import type { Answer } from '../ports.ts';
import { groundOf } from '../proof.ts';
import { t } from '../text/phrase.ts';
import { sayRefusal } from '../text/refusal.ts';
import { text } from './args.ts';
import { said, tenantFacts } from './connection-act.ts';
import type { KnownCall, Verb } from './spec.ts';
import { ownTenant } from './thing-act.ts';

type Refused = ReturnType<typeof refused>;

/** In the cloud, or behind the customer's device. */
type Place =
  | { readonly side: 'cloud'; readonly instance: Instance }
  | { readonly side: 'customer'; readonly host: string; readonly vif: Vif | undefined };

const liveVifs = (state: TenantState): readonly Vif[] =>
  Object.values(state.vifs).filter((vif) => vif.state !== 'Deleted' && vif.state !== 'Deleting');

const instancesIn = (state: TenantState): readonly Instance[] =>
  Object.values(state.vpcs).flatMap((vpc) => vpc.instances);

/** The interface a host is behind: tests ping it there, or its range is announced there; else any. */
function vifFor(state: TenantState, host: string): Vif | undefined {
  const live = liveVifs(state);
  return (
    live.find(({ device }) => device?.host === host) ??
    live.find(({ device }) => device?.announces.some((range) => addressIn(range, host))) ??
    live[0]
  );
}

/** Names before addresses; an address of an instance is that instance. */
function placeOf(state: TenantState, field: string, word: string): Place | Refused {
  const is = ({ id, name }: { readonly id: string; readonly name: string }) => id === word || name === word;
  const instance = instancesIn(state).find((row) => is(row) || row.address === word);
  if (instance) return { side: 'cloud', instance };
  const vif = liveVifs(state).find(is);
  if (vif?.device) return { side: 'customer', host: vif.device.host, vif };
  if (vif) return refused('plan-no-device', { field, value: vif.name });
  return parseAddress(word) === undefined
    ? refused('bad-field', { field, value: word, values: { expect: 'ends' } })
    : { side: 'customer', host: word, vif: vifFor(state, word) };
}

function endOf(place: Place): End {
  if (place.side === 'cloud') {
    const { id, address, name } = place.instance;
    return { node: id, address, name };
  }
  const { host, vif } = place;
  if (!vif) return { node: host, address: host, name: host };
  const node = vif.device ? hostNode(vif.id, host) : clientNode(vif.id);
  return { node, address: host, name: t('card.customer-host', { host, name: vif.name }) };
}

/** As if there were a host with this address: tests ping one address, people ask about any. */
function withHost(state: TenantState, place: Place): TenantState {
  if (place.side === 'cloud' || !place.vif?.device || place.vif.device.host === place.host) return state;
  const vif: Vif = { ...place.vif, device: { ...place.vif.device, host: place.host } };
  return { ...state, vifs: { ...state.vifs, [vif.id]: vif } };
}

function ends(state: TenantState, args: KnownCall['args']): readonly [Place, Place] | Refused {
  // One word is the destination; without a source the first instance asks.
  const [from, to] =
    args.destination === undefined ? [args.from, args.source] : [args.source ?? args.from, args.destination];
  const target = placeOf(state, 'destination', to ?? '');
  if ('ok' in target) return target;
  const [first] = instancesIn(state);
  if (from === undefined && !first) return refused('unknown-thing', { field: 'from', value: '' });
  const source =
    from === undefined && first ? ({ side: 'cloud', instance: first } as const) : placeOf(state, 'source', from ?? '');
  if ('ok' in source) return source;
  return source.side === 'customer' && target.side === 'customer'
    ? refused('why-one-side', { value: source.host, values: { other: target.host } })
    : [source, target];
}

async function explain(call: KnownCall): Promise<Answer> {
  const { world, journal, person, args } = call;
  const owned = await ownTenant(world, journal, person);
  if ('ok' in owned) return said('bad', sayRefusal(owned.refusal));
  const found = ends(owned.state, args);
  if ('ok' in found) return said('bad', sayRefusal(found.refusal));
  const [source, target] = found;
  const state = [source, target].reduce(withHost, owned.state);
  const { sites } = await groundOf(journal, state);
  const twin = twinOf(state, sites);
  const cloud = found.find((place) => place.side === 'cloud');
  const customer = found.find((place) => place.side === 'customer');
  const question = { from: endOf(source), to: endOf(target) };
  if (!cloud || !customer?.vif) return { kind: 'card', card: whyCard(twin, question) };
  const ping = { vif: customer.vif.id, instance: cloud.instance.id, host: customer.host };
  const diagnosis = diagnose(twin, ping.vif, ping);
  const facts = await tenantFacts(world, journal, owned.tenant, { person: person.id, movers: person.roles }, undefined);
  const mendings = diagnosis && !diagnosis.pass ? mendingsFor(twin, ping, facts) : undefined;
  return { kind: 'card', card: whyCard(twin, { ...question, diagnosis, mendings }) };
}

export const whyVerb: Verb = {
  name: 'why',
  summary: 'verb.why',
  roles: ['customer'],
  changes: false,
  formWhenBare: true,
  args: [
    text('source', 'arg.source', { positional: true, expect: 'expect.ends' }),
    text('destination', 'arg.destination', { positional: true, expect: 'expect.ends' }),
    text('from', 'arg.from', { typedOnly: true, expect: 'expect.thing' }),
  ],
  run: explain,
};
