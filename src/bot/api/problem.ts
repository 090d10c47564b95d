/** Says no the way programs read it (RFC 9457): a status, the refusal's code, field and value, and what would pass. */
import { type Language, type Phrase, type Said, say, type Value } from '../../app/text/phrase.ts';
import type { Problem, Wrong } from './wire.ts';

/** Codes whose status is not 422. What a person may not see is not found: nothing is learned from the difference. */
const statuses: Readonly<Record<string, number>> = {
  'not-found': 404,
  method: 405,
  unauthorized: 401,
  malformed: 400,
  oversized: 413,
  'too-many-requests': 429,
  'idempotency-key-missing': 400,
  'in-progress': 409,
  broken: 500,
  'not-linked': 401,
  outsider: 403,
  'not-your-role': 403,
  'chat-only': 403,
  'own-request': 403,
  'own-request-lent': 403,
  'code-needed': 403,
  'enrol-first': 403,
  locked: 429,
  'nudged-already': 429,
  'too-fast': 429,
  'too-many-guesses': 429,
  stale: 409,
  'not-now': 409,
  'not-due': 409,
  'nothing-to-decide': 409,
  'nothing-to-pay': 409,
  'nothing-to-retry': 409,
  'payment-under-way': 409,
};

export function statusOf(code: string): number {
  return statuses[code] ?? (code.startsWith('unknown-') && code !== 'unknown-flag' ? 404 : 422);
}

const spoken = (value: Value, language: Language): string =>
  typeof value === 'string' ? value : say({ key: 'card.person-name', values: { who: value } }, language);

function fieldOf(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && 'key' in value ? value.key.replace(/^arg\./, '') : undefined;
}

interface Parts {
  readonly code: string;
  readonly detail: string;
  readonly field?: string;
  readonly value?: string;
  readonly fix: string;
}

function partsOf(phrase: Phrase, language: Language): Parts {
  const detail = say(phrase, language);
  if (typeof phrase === 'string') return { code: 'refused', detail, fix: detail };
  const { key, values = {} } = phrase satisfies Said;
  const field = fieldOf(values.field);
  const { value, expect } = values;
  return {
    code: key.replace(/^(refusal|api)\./, ''),
    detail,
    ...(field === undefined ? {} : { field }),
    ...(value === undefined ? {} : { value: spoken(value, language) }),
    fix: expect === undefined ? detail : spoken(expect, language),
  };
}

export function problemOf(phrase: Phrase, language: Language): Problem {
  const parts = partsOf(phrase, language);
  const { code } = parts;
  return { type: `urn:hostline:refusal:${code}`, title: code, status: statusOf(code), ...parts };
}

/** Several fields at once, as a form shows them. */
export function problemsOf(errors: Readonly<Record<string, Phrase>>, language: Language): Problem {
  const all = Object.entries(errors).map(([field, phrase]): Wrong & { detail: string } => ({
    ...partsOf(phrase, language),
    field,
  }));
  const [first] = all;
  const code = first?.code ?? 'refused';
  const detail = all.map((row) => row.detail).join(' ');
  return {
    type: `urn:hostline:refusal:${code}`,
    title: code,
    status: statusOf(code),
    detail,
    code,
    ...(first ? { field: first.field } : {}),
    ...(first?.value === undefined ? {} : { value: first.value }),
    fix: first?.fix ?? detail,
    errors: all.map(({ detail: _detail, ...wrong }) => wrong),
  };
}
