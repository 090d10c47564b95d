/** One command over HTTP: the same verb, by the same person, through the same ear. The Idempotency-Key names the delivery. */
import { randomUUID } from 'node:crypto';
import type { Heard } from '../../app/ports.ts';
import { t } from '../../app/text/phrase.ts';
import { sayRefusal } from '../../app/text/refusal.ts';
import { verbs } from '../../app/verbs/index.ts';
import { nearest } from '../../app/verbs/parse.ts';
import { typedArgs, type Verb } from '../../app/verbs/spec.ts';
import { type Result, refusal, resultOf } from './answers.ts';
import type { ApiDoor, ApiRequest } from './door.ts';
import { type CommandBody, commandBody, idempotencyKey } from './wire.ts';

export async function command(request: ApiRequest, door: ApiDoor): Promise<Result> {
  const { identity, language = 'en' } = request;
  const parsed = commandBody.safeParse(parseJson(request.body));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const problem = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
    return refusal(t('api.malformed', { problem }), language);
  }
  const body = parsed.data;
  const verb = verbs.find((row) => row.name === body.verb);
  const stray = verb && strayArgument(verb, body);
  if (stray) return refusal(stray, language);
  const key = request.idempotencyKey;
  if (key === undefined ? verb?.changes === true : !idempotencyKey.safeParse(key).success)
    return refusal(t('api.idempotency-key-missing', { verb: body.verb }), language);
  const delivery = `api-${identity.user}-${key === undefined ? randomUUID() : door.digest(key).slice(0, 32)}`;
  const clash = key === undefined ? undefined : await sentBefore(door, delivery, body);
  if (clash) return refusal(clash, language);
  const heard = await door.ear.hear({ delivery, identity, profile: { outsider: false }, what: whatOf(body) });
  return resultOf(heard.answer, request.language ?? heard.language);
}

/** A misspelt argument would silently do something else than was meant. */
function strayArgument(verb: Verb, { args }: CommandBody) {
  const known = typedArgs(verb).map((arg) => arg.name);
  const stray = Object.keys(args).find((name) => !known.includes(name));
  if (stray === undefined) return undefined;
  const near = nearest(stray, known).join(' / ') || '–';
  return sayRefusal({ code: 'unknown-flag', field: stray, value: stray, values: { verb: verb.name, near } });
}

/** Why this key may not be used for this body; the same body again passes, and the ear knows its delivery. */
async function sentBefore({ deliveries, digest }: ApiDoor, delivery: string, body: CommandBody) {
  const mark = `${delivery}-request`;
  const print = digest(JSON.stringify([body.verb, sorted(body.args), body.resource ?? null, body.revision ?? null]));
  const before = await deliveries.begin(mark);
  if (before === 'pending') return t('api.in-progress');
  if (before === undefined) await deliveries.finish(mark, print);
  return before !== undefined && before.answer !== print ? t('api.idempotency-key-reused') : undefined;
}

const sorted = (args: CommandBody['args']) => Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1));

function whatOf({ verb, args, resource, revision }: CommandBody): Heard['what'] {
  const word = (value: string | number | boolean) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : `${value}`);
  return {
    kind: 'submitted',
    verb,
    values: Object.fromEntries(Object.entries(args).map(([name, value]) => [name, word(value)])),
    ...(resource === undefined ? {} : { resource }),
    ...(revision === undefined ? {} : { revision }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
