/** Knows what happens to a call before and after its method: outage, faults, tokens, scopes and pace. */
import type { Core } from './core.ts';
import { type JsonObject, textOf } from './json.ts';
import { methods } from './methods/index.ts';
import { type Method, refuse } from './methods/method.ts';

/** What goes back over HTTP; `hang` never answers, `cut` drops the connection. */
export type CallAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Record<string, string>;
      readonly body: JsonObject;
    }
  | { readonly kind: 'hang' | 'cut' };

export interface WebApi {
  /** While true, every call gets HTTP 503 and nothing is carried out. */
  outage(down: boolean): void;
  /** @param authorization value of that header, "Bearer xoxb-…". */
  call(name: string, authorization: string | undefined, raw: JsonObject): CallAnswer;
}

export function createWebApi(core: Core): WebApi {
  let down = false;

  function answer(name: string, body: JsonObject, status = 200, headers: Record<string, string> = {}): CallAnswer {
    const error = textOf(body.error);
    core.journal.note({ kind: 'call', method: name, ok: body.ok === true, ...(error === undefined ? {} : { error }) });
    const scopes = { 'x-oauth-scopes': core.scopes.join(',') };
    return { kind: 'answer', status, headers: { ...scopes, ...headers }, body };
  }

  function tooMany(name: string, retryAfterSeconds: number): CallAnswer {
    return answer(name, refuse('ratelimited'), 429, { 'retry-after': String(retryAfterSeconds) });
  }

  function carryOut(method: Method, token: string | undefined, raw: JsonObject): CallAnswer {
    const barred = whyBarred(method, token, core);
    if (barred !== undefined) return answer(method.name, barred);
    const wait = method.tier === undefined ? 0 : core.rates.waitForCall(method.name, method.tier);
    if (wait > 0) return tooMany(method.name, wait);
    const result = method.run(raw, core);
    if ('retryAfterSeconds' in result) return tooMany(method.name, Number(result.retryAfterSeconds));
    return answer(method.name, result);
  }

  return {
    outage(value) {
      down = value;
    },
    call(name, authorization, raw) {
      if (down) return answer(name, refuse('service_unavailable'), 503);
      const method = methods.get(name);
      if (method === undefined) return answer(name, refuse('unknown_method', { req_method: name }));
      const fault = core.faults.forCall(name);
      if (fault?.kind === 'tooMany') return tooMany(name, fault.retryAfterSeconds);
      if (fault?.kind === 'broken') return answer(name, refuse('internal_error'), 500);
      if (fault?.kind === 'hang') return { kind: 'hang' };
      const token = authorization?.replace(/^Bearer /i, '') ?? textOf(raw.token);
      const done = carryOut(method, token, raw);
      return fault?.kind === 'loseAnswer' ? { kind: 'cut' } : done;
    },
  };
}

/** Slack's refusal of this token for this method, or undefined. */
function whyBarred(method: Method, token: string | undefined, core: Core): JsonObject | undefined {
  if (method.token === 'none') return undefined;
  if (token === undefined || token === '') return refuse('not_authed');
  const { bot, app } = core.tokens;
  if (token !== bot && token !== app) return refuse('invalid_auth');
  if (token !== core.tokens[method.token]) return refuse('not_allowed_token_type');
  if (method.scope === undefined || core.scopes.includes(method.scope)) return undefined;
  return refuse('missing_scope', { needed: method.scope, provided: core.scopes.join(',') });
}
