/** Calls a sandbox's Web API with plain fetch, to see the bare wire; holds no assertion. */
import {
  type SandboxOptions,
  type SlackSandbox,
  startSlackSandbox,
  unlimited,
} from '../../../src/sandbox/slack/index.ts';
import { isObject, type JsonObject } from '../../../src/sandbox/slack/json.ts';
import { secrets } from './bolt.ts';

/** A sandbox nobody listens to, without rate limits unless given. */
export function startBare(options: Partial<SandboxOptions> = {}): Promise<SlackSandbox> {
  return startSlackSandbox({ ...secrets, pace: unlimited, ...options });
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: JsonObject;
}

/** One call as a form, objects as JSON inside it, like the SDK does; `as: 'json'` sends JSON instead. */
export async function call(
  slack: SlackSandbox,
  method: string,
  args: JsonObject = {},
  { token = secrets.botToken, as = 'form' }: { token?: string; as?: 'form' | 'json' } = {},
): Promise<Answer> {
  const fields = Object.entries(args).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const body = as === 'json' ? JSON.stringify(args) : new URLSearchParams(fields as [string, string][]).toString();
  const contentType = as === 'json' ? 'application/json; charset=utf-8' : 'application/x-www-form-urlencoded';
  const authorization: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` };
  const headers = { 'content-type': contentType, ...authorization };
  return post(`${slack.apiUrl}${method}`, body, headers);
}

export async function post(url: string, body: string, headers: Record<string, string>): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', headers, body });
  const value: unknown = await response.json();
  return { status: response.status, headers: response.headers, body: isObject(value) ? value : {} };
}

/** The body of a call, as most rows only look at that. */
export async function answer(slack: SlackSandbox, method: string, args: JsonObject = {}): Promise<JsonObject> {
  return (await call(slack, method, args)).body;
}
