/** Knows what happens to a call before and after its endpoint: outage, faults, tokens and pace. */
import { type Answer, type Call, type Endpoint, refuse, tooFast } from './api/endpoint.ts';
import { matchEndpoint } from './api/index.ts';
import { codes } from './codes.ts';
import type { Core } from './core.ts';

/** What goes back over HTTP; `hang` never answers, `cut` drops the connection. */
export type CallAnswer = (Answer & { readonly kind: 'answer' }) | { readonly kind: 'hang' | 'cut' };

export interface OpenApi {
  /** While true, every call gets HTTP 503 and nothing is carried out. */
  outage(down: boolean): void;
  /** Makes every tenant access token bad from now on. */
  revokeTokens(): void;
  /** @param authorization value of that header, "Bearer t-…". */
  call(verb: string, path: string, authorization: string | undefined, call: Omit<Call, 'params'>): CallAnswer;
}

export function createOpenApi(core: Core): OpenApi {
  let down = false;

  function carryOut(endpoint: Endpoint, token: string | undefined, call: Call): Answer {
    if (!endpoint.guarded) return endpoint.run(call, core);
    if (token === undefined) return refuse(codes.noToken);
    if (!core.tenantTokens.isGood(token)) return refuse(codes.badToken);
    const wait = core.rates.forCall(endpoint.name);
    return wait === undefined ? endpoint.run(call, core) : tooFast(codes.tooFast, wait);
  }

  function faulty(endpoint: Endpoint, token: string | undefined, call: Call): CallAnswer {
    const answer = (given: Answer): CallAnswer => ({ kind: 'answer', ...given });
    const fault = core.faults.forCall(endpoint.name);
    switch (fault?.kind) {
      case 'tooMany':
        return answer(tooFast(codes.tooFast, { limit: 0, resetSeconds: fault.retryAfterSeconds }));
      case 'broken':
        return answer(refuse(codes.broken));
      case 'hang':
        return { kind: 'hang' };
      default: {
        const done = carryOut(endpoint, token, call);
        return fault?.kind === 'loseAnswer' ? { kind: 'cut' } : answer(done);
      }
    }
  }

  function noted(method: string, answer: CallAnswer): CallAnswer {
    const status = answer.kind === 'answer' ? answer.status : 0;
    const code = answer.kind === 'answer' ? Number(answer.body.code ?? 0) : -1;
    core.journal.note({ kind: 'call', method, status, code });
    return answer;
  }

  return {
    outage(value) {
      down = value;
    },
    revokeTokens: () => core.tenantTokens.revoke(),
    call(verb, path, authorization, call) {
      const found = matchEndpoint(verb, path);
      const method = found?.endpoint.name ?? `${verb} ${path}`;
      if (down) return noted(method, { kind: 'answer', ...refuse({ ...codes.broken, status: 503 }) });
      if (found === undefined) return noted(method, { kind: 'answer', ...refuse(codes.noSuchPath) });
      const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
      return noted(method, faulty(found.endpoint, token, { ...call, params: found.params }));
    },
  };
}
