/**
 * The SDK's client with a timeout and its own token. Calls come back as their answer or throw what their failure
 * means; nothing but a refused token is ever repeated here. Knows no endpoint.
 */
import { Client, defaultHttpInstance, type HttpInstance, LoggerLevel } from '@larksuiteoapi/node-sdk';
import type { Clock, Telemetry } from '../../app/ports.ts';
import { type JsonObject, objectOf, parseJson } from '../json.ts';
import { textWithin } from '../sent-files.ts';
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
  /** A body that is no JSON, as it comes in. Throws as `call`. */
  download(call: Pick<Call, 'path' | 'params'>): Promise<Body>;
}

export type Body = AsyncIterable<Uint8Array>;

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

type Tried<T> = { readonly body: T } | { readonly failure: Failure; readonly cause: unknown };

const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
/** More than any refusal of Lark's. */
const refusalBytes = 4096;

/** Of a download that was refused the refusal comes as a stream, too. */
async function withRefusal(error: unknown): Promise<unknown> {
  const response = objectOf(objectOf(error)?.response);
  if (response === undefined || !isBody(response.data)) return error;
  const read = await textWithin(response.data, refusalBytes);
  const { status, headers } = response;
  return { isAxiosError: true, response: { status, headers, data: read.ok ? parseJson(read.text) : undefined } };
}

export function larkClient(app: App, clock: Clock, telemetry: Telemetry): LarkClient {
  const cache = tokenCache(clock);
  const client = new Client({
    ...app,
    cache,
    httpInstance: httpInstance(),
    logger: larkLogger(telemetry),
    loggerLevel: LoggerLevel.warn,
  });

  async function attempt({ method, path, params = {}, body, multipart }: Call): Promise<Tried<JsonObject>> {
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

  async function attemptDownload({ path, params = {} }: Pick<Call, 'path' | 'params'>): Promise<Tried<Body>> {
    try {
      const body: unknown = await client.request({
        method: 'GET',
        url: `/open-apis${path}`,
        params,
        responseType: 'stream',
      });
      return isBody(body) ? { body } : { failure: { status: 200 }, cause: undefined };
    } catch (error) {
      const failure = failureOf(await withRefusal(error));
      if (failure === undefined) throw error;
      return { failure, cause: undefined };
    }
  }

  /** Once more with a new token where the old one is refused. */
  async function surely<T>(attempt: () => Promise<Tried<T>>): Promise<T> {
    let tried = await attempt();
    if ('failure' in tried && tried.failure.code === badTokenCode) {
      telemetry.count('lark_token_refused');
      cache.forget();
      tried = await attempt();
    }
    if ('failure' in tried) throw outcomeOf(tried.failure, tried.cause);
    return tried.body;
  }

  return {
    call: (call) => surely(() => attempt(call)),
    download: (call) => surely(() => attemptDownload(call)),
  };
}
