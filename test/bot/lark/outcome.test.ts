import { expect, it } from 'vitest';
import { OutcomeUnknown, RateLimited, Undeliverable } from '../../../src/app/ports.ts';
import { type Failure, failureOf, LarkRefusal, outcomeOf } from '../../../src/bot/lark/outcome.ts';

type Kind = typeof OutcomeUnknown | typeof Undeliverable | typeof RateLimited | typeof LarkRefusal;

it.each<[string, Failure, Kind]>([
  ['no answer', {}, OutcomeUnknown],
  ['a server error', { status: 500, code: 2200 }, OutcomeUnknown],
  ['a gateway’s error', { status: 502 }, OutcomeUnknown],
  ['a timeout said by a gateway', { status: 408 }, OutcomeUnknown],
  ['an internal error said with 200', { status: 200, code: 2200 }, OutcomeUnknown],
  ['a first try still at work', { status: 400, code: 230_049 }, OutcomeUnknown],
  ['a recalled message', { status: 400, code: 230_011 }, Undeliverable],
  ['a message older than 14 days', { status: 400, code: 230_031 }, Undeliverable],
  ['a chat without the bot', { status: 400, code: 230_002 }, Undeliverable],
  ['a card Lark does not take', { status: 400, code: 230_099 }, Undeliverable],
  ['a person out of reach', { status: 200, code: 230_013 }, Undeliverable],
  ['a missing scope', { status: 400, code: 99_991_672 }, LarkRefusal],
  ['a status without a code', { status: 403 }, LarkRefusal],
  ['too many for the app', { status: 429, code: 99_991_400 }, RateLimited],
  ['too many, said with 400', { status: 400, code: 99_991_400 }, RateLimited],
  ['too many to one chat', { status: 400, code: 230_020 }, RateLimited],
])('%s', (_, failure, kind) => {
  expect(outcomeOf(failure)).toBeInstanceOf(kind);
});

it.each<[Failure, number]>([
  [{ status: 429, code: 99_991_400, resetSeconds: 7 }, 7000],
  [{ status: 400, code: 230_020 }, 1000],
  [{ status: 429 }, 30_000],
])('%j waits %i ms', (failure, waitMs) => {
  expect(outcomeOf(failure)).toEqual(new RateLimited(waitMs));
});

it.each<[string, unknown, Failure | undefined]>([
  ['no call', new Error('x'), undefined],
  ['no answer', { isAxiosError: true, code: 'ECONNABORTED' }, {}],
  [
    'a refusal',
    { isAxiosError: true, response: { status: 400, data: { code: 230_011, msg: 'recalled' }, headers: {} } },
    { status: 400, code: 230_011, msg: 'recalled' },
  ],
  [
    'a limit with its reset',
    { isAxiosError: true, response: { status: 429, data: '', headers: { 'x-ogw-ratelimit-reset': '12' } } },
    { status: 429, resetSeconds: 12 },
  ],
  [
    'a reset that is none',
    { isAxiosError: true, response: { status: 429, data: '', headers: { 'x-ogw-ratelimit-reset': 'soon' } } },
    { status: 429 },
  ],
])('%s is read from what the client throws', (_, thrown, failure) => {
  expect(failureOf(thrown)).toEqual(failure);
});
