/** Knows whether Slack would take a view payload, and in which words it refuses; opens nothing. */
import { checkView } from './blocks/check.ts';
import { worded } from './blocks/problem.ts';
import { isObject, type Json, type JsonObject, textOf } from './json.ts';
import { sizeLimits } from './limits.ts';
import type { View } from './records.ts';
import type { Views } from './views.ts';

export type FitView =
  | { readonly ok: true; readonly payload: JsonObject }
  | { readonly ok: false; readonly refusal: JsonObject };

/** @param inPlaceOf id of the view it is to replace, which may keep its external_id. */
export function fitView(view: Json | undefined, type: View['type'], views: Views, inPlaceOf?: string): FitView {
  const refuse = (error: string): FitView => ({ ok: false, refusal: { ok: false, error } });
  const object = isObject(view) ? view : {};
  const wrong = checkView(object, '/view').map(worded);
  const stray = wrong.length === 0 && object.type !== type;
  const messages = stray
    ? ["must match the `type` of the root view whose stack we're pushing onto [json-pointer:/view/type]"]
    : wrong;
  if (messages.length > 0) {
    const response_metadata = { messages: messages.map((one) => `[ERROR] ${one}`) };
    return { ok: false, refusal: { ok: false, error: 'invalid_arguments', response_metadata } };
  }
  if (Buffer.byteLength(JSON.stringify(object)) > sizeLimits.viewBytes) return refuse('view_too_large');
  const external = textOf(object.external_id) ?? '';
  const holder = external === '' ? undefined : views.findExternal(external);
  if (holder !== undefined && holder.id !== inPlaceOf) return refuse('duplicate_external_id');
  return { ok: true, payload: object };
}
