/** Knows how one endpoint is written down, how its arguments are read and how it answers; knows no endpoint. */
import { z } from 'zod';
import type { Json, JsonObject } from '../../slack/json.ts';
import { bodyOf, type Refusal } from '../codes.ts';
import type { Core } from '../core.ts';
import type { Wait } from '../rates.ts';
import type { Upload } from '../upload.ts';

/** A request as endpoints see it. */
export interface Call {
  /** From the path: `:message_id`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: JsonObject;
  readonly body: JsonObject;
  readonly upload: Upload | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  /** A file in place of the body. */
  readonly bytes?: Uint8Array;
}

export interface Endpoint {
  /** As the SDK nests it: "im.message.create". */
  readonly name: string;
  readonly verb: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Whether it wants a tenant access token and counts against the app's pace. */
  readonly guarded: boolean;
  run(call: Call, core: Core): Answer;
}

interface Definition<S extends z.ZodObject> {
  readonly name: string;
  readonly verb: Endpoint['verb'];
  readonly path: string;
  readonly guarded?: false;
  /** Path, query and body (or form fields) in one. */
  readonly args: S;
  readonly run: (args: z.output<S>, core: Core, call: Call) => Answer;
}

export function endpoint<S extends z.ZodObject>(definition: Definition<S>): Endpoint {
  const { name, verb, path, args, guarded = true } = definition;
  return {
    name,
    verb,
    path,
    guarded,
    run(call, core) {
      const given = { ...call.query, ...call.upload?.fields, ...call.body, ...call.params };
      const parsed = args.safeParse(given);
      return parsed.success ? definition.run(parsed.data, core, call) : invalidFields(parsed.error);
    },
  };
}

export function done(data: JsonObject = {}): Answer {
  return { status: 200, body: { code: 0, msg: 'success', data } };
}

export function refuse(refusal: Refusal): Answer {
  return { status: refusal.status, body: bodyOf(refusal) };
}

/** A refusal with the headers that say when there is room again. */
export function tooFast(refusal: Refusal, { limit, resetSeconds }: Wait): Answer {
  const headers = { 'x-ogw-ratelimit-limit': String(limit), 'x-ogw-ratelimit-reset': String(resetSeconds) };
  return { ...refuse(refusal), headers };
}

function invalidFields(error: z.ZodError): Answer {
  const violations: Json[] = error.issues.map((issue) => ({
    field: issue.path.join('.'),
    description: issue.message,
  }));
  const body = { code: 99992402, msg: 'field validation failed', error: { field_violations: violations } };
  return { status: 400, body };
}

export const text = z.string().min(1);
/** Numbers come as text in a query. */
export const count = z.coerce.number().int().nonnegative();
