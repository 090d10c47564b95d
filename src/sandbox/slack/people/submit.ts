/** Knows what happens when a person submits or closes a modal, and what the app may answer; presses no button. */
import { elementsIn } from '../blocks/find.ts';
import type { Core } from '../core.ts';
import type { Deliveries } from '../deliveries.ts';
import { fitView } from '../fit-view.ts';
import { type Entered, refusedFields, stateValueOf } from '../form.ts';
import { isObject, type JsonObject, objectOf, objectsOf, shown, textOf } from '../json.ts';
import { closedPayload, submissionPayload } from '../payloads.ts';
import type { FormValues, View } from '../records.ts';
import type { Press } from './press.ts';
import { personOf, type Seen, type Settled, still, watch } from './seen.ts';

/** By block id and action id, or flat by action id. */
export type Entries = Readonly<Record<string, Entered>>;

export interface Submit {
  /** Fills in the fields and submits; `refused` when a required field stays empty. */
  submit(person: string, viewId: string, entries?: Entries): Promise<Seen>;
  /** `all` closes the whole stack, as the cross in the corner does. */
  closeView(person: string, viewId: string, all?: boolean): Promise<Seen>;
}

export function createSubmit(core: Core, deliveries: Deliveries, press: Press): Submit {
  /** @throws Error when the view is not the one on top of that person's screen. */
  function topView(personId: string, viewId: string): View {
    const top = core.views.stackOf(personId).at(-1);
    if (top?.id !== viewId) throw new Error(`${viewId} is not the modal on top`);
    return top;
  }

  return {
    async submit(personName, viewId, entries = {}) {
      const person = personOf(core, personName);
      const values = valuesIn(topView(person.id, viewId), entries, press);
      const view = core.views.enter(viewId, values) ?? topView(person.id, viewId);
      const errors = refusedFields(view);
      if (Object.keys(errors).length > 0) return still(core, person, { status: 'refused', errors });
      const payload = submissionPayload(core, person, view);
      return watch(
        core,
        person,
        () => deliveries.deliver('interactive', payload),
        (body) => settle(core, view, body),
      );
    },
    async closeView(personName, viewId, all = false) {
      const person = personOf(core, personName);
      const view = topView(person.id, viewId);
      const clear = all || view.payload.clear_on_close === true;
      const closed = core.views.close(viewId, clear).filter((one) => one.payload.notify_on_close === true);
      if (closed.length === 0) return still(core, person, {});
      const [first] = await Promise.all(
        closed.map((one) =>
          watch(core, person, () => deliveries.deliver('interactive', closedPayload(core, person, one, clear))),
        ),
      );
      return first ?? still(core, person, {});
    },
  };
}

/** What the app's answer to a submission does to the modal. */
function settle(core: Core, view: View, body: JsonObject): Settled {
  const failed = (error: string): Settled => ({ status: 'failed', error });
  switch (body.response_action) {
    case undefined:
      core.views.close(view.id);
      return {};
    case 'clear':
      core.views.close(view.id, true);
      return {};
    case 'errors': {
      const errors = Object.entries(objectOf(body.errors)).map(([id, words]) => [id, shown(words)] as const);
      const inputs = objectsOf(view.payload.blocks).filter((block) => block.type === 'input');
      const known = errors.every(([id]) => inputs.some((block) => block.block_id === id));
      return known && errors.length > 0 ? { errors: Object.fromEntries(errors) } : failed('invalid_errors');
    }
    case 'update':
    case 'push': {
      const update = body.response_action === 'update';
      const fit = fitView(body.view, 'modal', core.views, update ? view.id : undefined);
      if (!fit.ok) return failed(textOf(fit.refusal.error) ?? 'invalid_arguments');
      const shownView = update ? core.views.update(view.id, fit.payload) : core.views.push(view.person, fit.payload);
      return shownView === undefined ? failed('push_limit_reached') : {};
    }
    default:
      return failed('invalid_response_action');
  }
}

/** @throws Error for an entry that fits no field of the view. */
function valuesIn(view: View, entries: Entries, press: Press): FormValues {
  const fields = elementsIn(objectsOf(view.payload.blocks));
  const values: Record<string, Record<string, JsonObject>> = {};
  const enter = (blockId: string | undefined, actionId: string, entered: Entered) => {
    const field = fields.find(
      ({ block, element }) => element.action_id === actionId && (blockId ?? block.block_id) === block.block_id,
    );
    if (field === undefined) throw new Error(`the view has no field ${actionId}`);
    const value = stateValueOf(field.element, entered, press.offered(view.id, actionId));
    const id = shown(field.block.block_id);
    values[id] = Object.assign(values[id] ?? { ...view.values[id] }, { [actionId]: value });
  };
  for (const [name, entered] of Object.entries(entries)) {
    const inBlock = fields.filter(({ block }) => block.block_id === name).map(({ element }) => element.action_id);
    // An option object may be entered, too: it has no action id among its keys.
    const nested = isObject(entered) && Object.keys(entered).every((key) => inBlock.includes(key));
    if (nested) for (const [actionId, one] of Object.entries(entered)) enter(name, actionId, one ?? null);
    else enter(undefined, name, entered);
  }
  return values;
}
