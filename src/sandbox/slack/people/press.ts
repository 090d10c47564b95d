/** Knows what happens when a person clicks, chooses or searches in a message or view; submits no form. */
import { elementShapes } from '../blocks/element-shapes.ts';
import { elementsIn, type Placed } from '../blocks/find.ts';
import { worded } from '../blocks/problem.ts';
import { walkObject } from '../blocks/walk.ts';
import type { Core } from '../core.ts';
import type { Deliveries } from '../deliveries.ts';
import { type Entered, stateValueOf } from '../form.ts';
import { type JsonObject, objectsOf, shown } from '../json.ts';
import { actionPayload, type Place, suggestionPayload } from '../payloads.ts';
import type { FormValues, Person } from '../records.ts';
import { channelOf, personOf, type Seen, type Settled, still, watch } from './seen.ts';

/** Which element: its action id alone, or with the block or the button's value when several share the id. */
export type Target = string | { readonly actionId: string; readonly blockId?: string; readonly value?: string };
/** A message, or the id of a view. */
export type Spot = string | { readonly channel: string; readonly ts: string };

export interface Press {
  /** A `value` no button carries any more is sent all the same: the person clicked on an older drawing. */
  click(person: string, channel: string, ts: string, target: Target): Promise<Seen>;
  clickInView(person: string, viewId: string, target: Target): Promise<Seen>;
  /** Chooses in a menu, checkbox group or picker: option values, ids or dates. */
  select(person: string, channel: string, ts: string, target: Target, chosen: Entered): Promise<Seen>;
  selectInView(person: string, viewId: string, target: Target, chosen: Entered): Promise<Seen>;
  /** Types into an external select; `options` of the answer are what the app offers. */
  suggest(person: string, spot: Spot, actionId: string, query: string): Promise<Seen>;
  /** The options an external select showed last. */
  offered(spotId: string, actionId: string): readonly JsonObject[];
}

export function createPress(core: Core, deliveries: Deliveries): Press {
  const chosenIn = new Map<string, FormValues>();
  const offers = new Map<string, readonly JsonObject[]>();

  const offered = (spotId: string, actionId: string) => offers.get(`${spotId}/${actionId}`) ?? [];

  async function send(person: Person, place: Place, action: JsonObject): Promise<Seen> {
    const payload = actionPayload(core, person, place, action, chosenIn.get(idOf(place)) ?? {});
    const seen = await watch(core, person, () => deliveries.deliver('interactive', payload));
    if (place.kind === 'view') return seen;
    const message = core.workspace.findMessage(place.channel.id, place.message.ts);
    return message === undefined ? seen : { ...seen, message };
  }

  function press(personName: string, spot: Spot, target: Target): Promise<Seen> {
    const person = personOf(core, personName);
    const place = placeOf(core, person, spot);
    const { block, element } = buttonIn(place, target);
    const { type, action_id, text, value, style } = element;
    return send(person, place, { type, action_id, block_id: block.block_id, text, value, style });
  }

  async function choose(personName: string, spot: Spot, target: Target, chosen: Entered): Promise<Seen> {
    const person = personOf(core, personName);
    const place = placeOf(core, person, spot);
    const { block, element } = found(place, target);
    const actionId = shown(element.action_id);
    const blockId = shown(block.block_id);
    const value = stateValueOf(element, chosen, offered(idOf(place), actionId));
    if (element.type !== 'overflow') keep(place, { [blockId]: { [actionId]: value } });
    const silent = block.type === 'input' && block.dispatch_action !== true;
    if (silent) return still(core, person, {});
    return send(person, placeOf(core, person, spot), { ...value, action_id: actionId, block_id: blockId });
  }

  function keep(place: Place, values: FormValues): void {
    if (place.kind === 'view') core.views.enter(place.view.id, merged(place.view.values, values));
    else chosenIn.set(idOf(place), merged(chosenIn.get(idOf(place)) ?? {}, values));
  }

  return {
    click: (person, channel, ts, target) => press(person, { channel, ts }, target),
    clickInView: press,
    select: (person, channel, ts, target, chosen) => choose(person, { channel, ts }, target, chosen),
    selectInView: choose,
    suggest(personName, spot, actionId, query) {
      const person = personOf(core, personName);
      const place = placeOf(core, person, spot);
      const { block, element } = found(place, actionId);
      const least = Number(element.min_query_length ?? 3);
      if (query.length < least) return Promise.resolve(still(core, person, { options: [] }));
      const payload = suggestionPayload(core, person, place, { action_id: actionId, block_id: block.block_id }, query);
      const settle = (body: JsonObject) => {
        const settled = offerIn(body);
        offers.set(`${idOf(place)}/${actionId}`, settled.options ?? []);
        return settled;
      };
      return watch(core, person, () => deliveries.deliver('interactive', payload), settle);
    },
    offered,
  };
}

function idOf(place: Place): string {
  return place.kind === 'view' ? place.view.id : `${place.channel.id}/${place.message.ts}`;
}

/** @throws Error when that person has no such thing on the screen. */
function placeOf(core: Core, person: Person, spot: Spot): Place {
  if (typeof spot === 'string') {
    const view = core.views.find(spot);
    if (view?.person !== person.id) throw new Error(`${person.name} has no view ${spot} open`);
    return { kind: 'view', view };
  }
  const channel = channelOf(core, person, spot.channel);
  const message = core.workspace.findMessage(channel.id, spot.ts);
  if (message === undefined || !core.workspace.sees(person.id, message)) {
    throw new Error(`${person.name} sees no message ${spot.ts} in ${channel.name}`);
  }
  return { kind: 'message', channel, message };
}

function candidates(place: Place, target: Target): Placed[] {
  const { actionId, blockId } = typeof target === 'string' ? { actionId: target, blockId: undefined } : target;
  const blocks = place.kind === 'view' ? objectsOf(place.view.payload.blocks) : [...(place.message.blocks ?? [])];
  return elementsIn(blocks).filter(
    ({ block, element }) => element.action_id === actionId && (blockId === undefined || block.block_id === blockId),
  );
}

function found(place: Place, target: Target): Placed {
  const first = candidates(place, target)[0];
  if (first === undefined) throw new Error(`nothing there has the action id ${shownTarget(target)}`);
  return first;
}

function buttonIn(place: Place, target: Target): { block: JsonObject; element: JsonObject } {
  if (typeof target === 'string' || target.value === undefined) return found(place, target);
  const { actionId, blockId, value } = target;
  const exact = candidates(place, target).find(({ element }) => element.value === value);
  if (exact !== undefined) return exact;
  const text = { type: 'plain_text', text: actionId, emoji: true };
  const element = { type: 'button', action_id: actionId, text, value };
  return { block: { block_id: blockId ?? 'earlier-drawing' }, element };
}

function shownTarget(target: Target): string {
  return typeof target === 'string' ? target : target.actionId;
}

function merged(before: FormValues, fresh: FormValues): FormValues {
  const blocks = Object.entries(fresh).map(([id, values]) => [id, { ...before[id], ...values }]);
  return { ...before, ...Object.fromEntries(blocks) };
}

/** The app's offer is held to the limits of a static select; an empty one is fine. */
function offerIn(body: JsonObject): Settled {
  const { options, option_groups } = body;
  const flat = [...objectsOf(options), ...objectsOf(option_groups).flatMap((group) => objectsOf(group.options))];
  if (Array.isArray(options ?? option_groups) && flat.length === 0) return { options: [] };
  const shape = elementShapes.static_select ?? { fields: {} };
  const [wrong] = walkObject({ options, option_groups }, shape, '');
  return wrong === undefined ? { options: flat } : { status: 'failed', error: worded(wrong), options: [] };
}
