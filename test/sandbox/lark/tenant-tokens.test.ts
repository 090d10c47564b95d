/** When a tenant access token is good, and when asking again gives a new one. */
import { expect, it } from 'vitest';
import { manualClock } from '../../../src/sandbox/clock.ts';
import { createIds } from '../../../src/sandbox/lark/ids.ts';
import { createTenantTokens } from '../../../src/sandbox/lark/tenant-tokens.ts';

const minute = 60_000;

// biome-ignore format: aligned rows
it.each([
  ['at once',                        0,             true,  true,  7200],
  ['with half an hour to live',      90 * minute,   true,  true,  1800],
  ['with less',                      90 * minute + 1, false, true,  7200],
  ['just before its end',            120 * minute - 1, false, true, 7200],
  ['at its end',                     120 * minute,  false, false, 7200],
])('asked for again %s', (_name, milliseconds, same, good, expiresInSeconds) => {
  const clock = manualClock(0);
  const tokens = createTenantTokens(createIds('seed'), clock);
  const first = tokens.issue();
  clock.advance(milliseconds);
  const second = tokens.issue();
  expect(second.token === first.token).toBe(same);
  expect(second.expiresInSeconds).toBe(expiresInSeconds);
  expect(tokens.isGood(first.token)).toBe(good);
  expect(tokens.isGood(second.token)).toBe(true);
  tokens.revoke();
  expect(tokens.isGood(second.token)).toBe(false);
});
