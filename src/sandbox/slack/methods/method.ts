/** Knows how one Web API method is written down and how its arguments are read; knows no method. */
import { z } from 'zod';
import type { Core } from '../core.ts';
import { type Json, type JsonObject, parseJson } from '../json.ts';
import type { Tier } from '../rates.ts';

export interface Method {
  readonly name: string;
  /** Which token it wants; `none` for a method anybody may call. */
  readonly token: 'bot' | 'app' | 'none';
  readonly scope: string | undefined;
  readonly tier: Tier | undefined;
  /** Answers with `ok: true` and more, or `ok: false` and `error`; a `retryAfterSeconds` becomes HTTP 429. */
  run(raw: JsonObject, core: Core): MethodAnswer;
}

export type MethodAnswer = JsonObject | { readonly retryAfterSeconds: number };

interface Definition<S extends z.ZodObject> {
  readonly name: string;
  readonly args: S;
  readonly token?: Method['token'];
  readonly scope?: string;
  readonly tier?: Tier;
  readonly run: (args: z.output<S>, core: Core) => MethodAnswer;
}

export function method<S extends z.ZodObject>(definition: Definition<S>): Method {
  return {
    name: definition.name,
    token: definition.token ?? 'bot',
    scope: definition.scope,
    tier: definition.tier,
    run(raw, core) {
      const parsed = definition.args.safeParse(raw);
      return parsed.success ? definition.run(parsed.data, core) : invalidArguments(parsed.error, raw);
    },
  };
}

export function refuse(error: string, more: JsonObject = {}): JsonObject {
  return { ok: false, error, ...more };
}

export function refuseArguments(messages: readonly string[]): JsonObject {
  return refuse('invalid_arguments', { response_metadata: { messages: messages.map((one) => `[ERROR] ${one}`) } });
}

function invalidArguments(error: z.ZodError, raw: JsonObject): JsonObject {
  return refuseArguments(
    error.issues.map((issue) => {
      const [name] = issue.path;
      const missing = typeof name === 'string' && raw[name] === undefined;
      return missing ? `missing required field: ${name}` : `${issue.message} [json-pointer:/${issue.path.join('/')}]`;
    }),
  );
}

/** An array or object, sent as JSON or as JSON inside a form field. Unreadable text becomes null. */
export const json = z.unknown().transform((value): Json | undefined => {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? (parseJson(value) ?? null) : (parseJson(JSON.stringify(value)) ?? null);
});

export const text = z.string();
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0'])])
  .transform((value) => value === true || value === 'true' || value === '1');
export const count = z.coerce.number().int().positive();

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string;
}

/** One page of a list. A cursor is the position to go on from, in base64 like Slack's; undefined for a bad one. */
export function pageOf<T>(all: readonly T[], limit: number, cursor: string | undefined): Page<T> | undefined {
  const position = cursor === undefined || cursor === '' ? '0' : Buffer.from(cursor, 'base64').toString('utf8');
  if (!/^\d+$/.test(position)) return undefined;
  const from = Number(position);
  const next = from + limit;
  const nextCursor = next < all.length ? Buffer.from(String(next)).toString('base64') : '';
  return { items: all.slice(from, next), nextCursor };
}
