/**
 * The SDK's client with a timeout and its own token. Calls come back as their answer or throw what their failure
 * means; nothing but a refused token is ever repeated here. Knows no endpoint.
 */
import { Client, defaultHttpInstance, type HttpInstance, LoggerLevel } from '@larksuiteoapi/node-sdk';
import type { Clock, Telemetry } from '../../app/ports.ts';
import { type JsonObject, objectOf } from '../json.ts';
import { larkLogger } from './logger.ts';
import { badTokenCode, type Failure, failureOf, outcomeOf } from './outcome.ts';
import { tokenCache } from './token-cache.ts';

export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Files go as `multipart/form-data`. */
  readonly multipart?: boolean;
}

export interface LarkClient {
  /** The answer's body. Throws `RateLimited`, `OutcomeUnknown`, `Undeliverable` or `LarkRefusal`. */
  call(call: Call): Promise<JsonObject>;
}

export interface App {
  readonly appId: string;
  readonly appSecret: string;
  /** Without a trailing slash. */
  readonly domain: string;
}

const timeoutMs = 5000;

/** Waits for an answer no longer than `timeoutMs`; the SDK's own instance waits for ever. */
export function httpInstance(): HttpInstance {
  const http = defaultHttpInstance.create({ timeout: timeoutMs });
  // The SDK expects bodies, not responses.
  http.interceptors.response.use((response) => response.data as typeof response);
  return http as HttpInstance;
}

type Tried = { readonly body: JsonObject } | { readonly failure: Failure; readonly cause: unknown };

export function larkClient(app: App, clock: Clock, telemetry: Telemetry): LarkClient {
  const cache = tokenCache(clock);
  const client = new Client({
    ...app,
    cache,
    httpInstance: httpInstance(),
    logger: larkLogger(telemetry),
    loggerLevel: LoggerLevel.warn,
  });

  async function attempt({ method, path, params = {}, body, multipart }: Call): Promise<Tried> {
    try {
      const answer: unknown = await client.request({
        method,
        url: `/open-apis${path}`,
        params,
        ...(body && { data: body }),
        ...(multipart && { headers: { 'Content-Type': 'multipart/form-data' } }),
      });
      const read = objectOf(answer) ?? {};
      const { code, msg } = read;
      // A refusal is often HTTP 200.
      if (code === 0) return { body: read };
      const failure = {
        status: 200,
        ...(typeof code === 'number' && { code }),
        msg: typeof msg === 'string' ? msg : '',
      };
      return { failure, cause: undefined };
    } catch (error) {
      const failure = failureOf(error);
      if (failure === undefined) throw error;
      return { failure, cause: error };
    }
  }

  return {
    async call(call) {
      let tried = await attempt(call);
      if ('failure' in tried && tried.failure.code === badTokenCode) {
        telemetry.count('lark_token_refused');
        cache.forget();
        tried = await attempt(call);
      }
      if ('failure' in tried) throw outcomeOf(tried.failure, tried.cause);
      return tried.body;
    },
  };
}
