/** The pages of the API as a table. Knows no token and no status code. */
import type { DirectoryEntry } from '../../app/ports.ts';
import { t } from '../../app/text/phrase.ts';
import { sayRefusal } from '../../app/text/refusal.ts';
import { type Result, refusal } from './answers.ts';
import { command } from './commands.ts';
import type { ApiDoor, ApiRequest } from './door.ts';
import { openApi } from './openapi.ts';
import { entriesQuery, thingsQuery } from './wire.ts';

interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  /** Read by everybody, without a token. */
  readonly open?: true;
  readonly answer: (request: ApiRequest, door: ApiDoor) => Promise<Result>;
}

export const routes: readonly Route[] = [
  { method: 'POST', path: /^\/api\/v1\/commands$/, answer: command },
  { method: 'GET', path: /^\/api\/v1\/me$/, answer: me },
  { method: 'GET', path: /^\/api\/v1\/things$/, answer: things },
  { method: 'GET', path: /^\/api\/v1\/things\/[^/]+$/, answer: thing },
  { method: 'GET', path: /^\/api\/v1\/entries$/, answer: entries },
  { method: 'GET', path: /^\/api\/v1\/openapi\.json$/, open: true, answer: async () => ({ answer: openApi() }) },
];

async function me({ identity, language = 'en' }: ApiRequest, { reading }: ApiDoor): Promise<Result> {
  const found = await reading.me(identity);
  if (!found) return refusal(t('api.unauthorized'), language);
  const { id, name, roles, tenant, language: own } = found.person;
  const tokenValidUntil = new Date(found.validUntil).toISOString();
  const answer = { person: id, name, language: own, roles, tokenValidUntil };
  return { answer: tenant === undefined ? answer : { ...answer, tenant } };
}

async function things({ identity, url, language = 'en' }: ApiRequest, { reading }: ApiDoor): Promise<Result> {
  const query = thingsQuery.safeParse(Object.fromEntries(url.searchParams));
  if (!query.success) return badQuery(query.error.issues[0], language);
  const found = await reading.things(identity, query.data.kind, query.data.limit);
  return { answer: { things: found.map(drawn) } };
}

async function thing({ identity, url, language = 'en' }: ApiRequest, { reading }: ApiDoor): Promise<Result> {
  const id = safeDecoded(url.pathname.split('/').at(-1) ?? '');
  const found = await reading.thing(identity, id);
  return found
    ? { answer: drawn(found) }
    : refusal(sayRefusal({ code: 'unknown-thing', field: 'thing', value: id }), language);
}

async function entries({ identity, url, language = 'en' }: ApiRequest, { reading }: ApiDoor): Promise<Result> {
  const query = entriesQuery.safeParse(Object.fromEntries(url.searchParams));
  if (!query.success) return badQuery(query.error.issues[0], language);
  const { tenant, after, limit } = query.data;
  const page = await reading.entries(identity, tenant, after, limit);
  if (page) return { answer: page };
  return refusal(sayRefusal({ code: 'unknown-tenant', field: 'tenant', value: tenant ?? '' }), language);
}

function badQuery(issue: { path: PropertyKey[]; message: string } | undefined, language: 'en' | 'zh'): Result {
  const problem = `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? ''}`;
  return refusal(t('api.malformed', { problem }), language);
}

function drawn({ dueAt, alarmed: _alarmed, ...entry }: DirectoryEntry) {
  return dueAt === undefined ? entry : { ...entry, dueAt: new Date(dueAt).toISOString() };
}

function safeDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
