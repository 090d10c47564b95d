import { webApi } from '@slack/bolt';
import { expect, it } from 'vitest';
import { OutcomeUnknown, RateLimited, Undeliverable } from '../../../src/app/ports.ts';
import { outcomeOf } from '../../../src/bot/slack/outcome.ts';

const platform = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error });
const status = (code: number) => new webApi.WebAPIHTTPError(code, 'x', {});

it.each<[string, Error, unknown]>([
  // failure                         what it means
  ['429 with Retry-After', new webApi.WebAPIRateLimitedError(7), new RateLimited(7000)],
  ['429 without', status(429), new RateLimited(30_000)],
  ['ratelimited', platform('ratelimited'), new RateLimited(30_000)],
  ['timeout', new webApi.WebAPIRequestError(new Error('timeout')), OutcomeUnknown],
  ['500', status(500), OutcomeUnknown],
  ['503', status(503), OutcomeUnknown],
  ['408', status(408), OutcomeUnknown],
  ['internal_error', platform('internal_error'), OutcomeUnknown],
  ['fatal_error', platform('fatal_error'), OutcomeUnknown],
  ['channel_not_found', platform('channel_not_found'), Undeliverable],
  ['message_not_found', platform('message_not_found'), Undeliverable],
  ['cant_update_message', platform('cant_update_message'), Undeliverable],
  ['is_archived', platform('is_archived'), Undeliverable],
  ['invalid_blocks', platform('invalid_blocks'), Undeliverable],
  ['msg_blocks_too_long', platform('msg_blocks_too_long'), Undeliverable],
  ['not_in_channel', platform('not_in_channel'), Undeliverable],
])('%s', (_, failure, meaning) => {
  const found = outcomeOf(failure);
  if (meaning instanceof RateLimited)
    expect(found).toMatchObject({ name: 'RateLimited', retryAfterMs: meaning.retryAfterMs });
  else expect(found).toBeInstanceOf(meaning);
});

it.each([platform('invalid_auth'), platform('missing_scope'), status(403), new Error('other')])(
  '%s is refused for certain and stays as it is',
  (failure) => {
    expect(outcomeOf(failure)).toBe(failure);
  },
);
