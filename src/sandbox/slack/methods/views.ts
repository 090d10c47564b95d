/** Knows the views.* methods: trigger ids, hashes and the modal stack; judges no payload and fills in no form. */
import { z } from 'zod';
import type { Core } from '../core.ts';
import { fitView } from '../fit-view.ts';
import type { JsonObject } from '../json.ts';
import { sizeLimits } from '../limits.ts';
import type { View } from '../records.ts';
import { viewOnWire } from '../wire.ts';
import { json, type Method, method, refuse, refuseArguments, text } from './method.ts';

function shown(core: Core, view: View): JsonObject {
  return { ok: true, view: viewOnWire(view, core.workspace.identity) };
}

const open = method({
  name: 'views.open',
  tier: 4,
  args: z.object({ trigger_id: text, view: json }),
  run(args, core) {
    const fit = fitView(args.view, 'modal', core.views);
    if (!fit.ok) return fit.refusal;
    const exchanged = core.triggers.exchange(args.trigger_id);
    if (!exchanged.ok) return refuse(exchanged.error);
    return shown(core, core.views.open(exchanged.trigger.person, fit.payload));
  },
});

const push = method({
  name: 'views.push',
  tier: 4,
  args: z.object({ trigger_id: text, view: json }),
  run(args, core) {
    const fit = fitView(args.view, 'modal', core.views);
    if (!fit.ok) return fit.refusal;
    const exchanged = core.triggers.exchange(args.trigger_id);
    if (!exchanged.ok) return refuse(exchanged.error);
    const { person, viewId } = exchanged.trigger;
    const from = viewId === undefined ? undefined : core.views.find(viewId);
    if (from?.type !== 'modal') {
      return refuseArguments([
        "must match the `type` of the root view whose stack we're pushing onto [json-pointer:/view/type]",
      ]);
    }
    if (core.views.stackOf(person).length >= sizeLimits.modalStack) return refuse('push_limit_reached');
    const pushed = core.views.push(person, fit.payload);
    return pushed === undefined ? refuse('not_found') : shown(core, pushed);
  },
});

const update = method({
  name: 'views.update',
  tier: 4,
  args: z.object({ view_id: text.optional(), external_id: text.optional(), hash: text.optional(), view: json }),
  run(args, core) {
    const { view_id: id, external_id: external } = args;
    if ((id === undefined) === (external === undefined)) {
      return refuseArguments(['must provide exactly one of view_id or external_id']);
    }
    const view = id === undefined ? core.views.findExternal(external ?? '') : core.views.find(id);
    if (view === undefined) return refuse('not_found');
    const fit = fitView(args.view, view.type, core.views, view.id);
    if (!fit.ok) return fit.refusal;
    if (args.hash !== undefined && args.hash !== view.hash) return refuse('hash_conflict');
    const updated = core.views.update(view.id, fit.payload);
    return updated === undefined ? refuse('not_found') : shown(core, updated);
  },
});

const publish = method({
  name: 'views.publish',
  tier: 4,
  args: z.object({ user_id: text, hash: text.optional(), view: json }),
  run(args, core) {
    const person = core.workspace.people().find((one) => one.id === args.user_id && one.isBot !== true);
    if (person === undefined) return refuseArguments(['invalid `user_id` [json-pointer:/user_id]']);
    const home = core.views.homeOf(person.id);
    const fit = fitView(args.view, 'home', core.views, home?.id);
    if (!fit.ok) return fit.refusal;
    if (args.hash !== undefined && home !== undefined && args.hash !== home.hash) return refuse('hash_conflict');
    return shown(core, core.views.publish(person.id, fit.payload));
  },
});

export const viewMethods: readonly Method[] = [open, push, update, publish];
