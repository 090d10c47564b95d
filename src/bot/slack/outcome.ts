/** What a failed Web API call means for whoever sends: carried out or not, worth repeating or not. Calls nothing. */
import { webApi } from '@slack/bolt';
import { OutcomeUnknown, RateLimited, Undeliverable } from '../../app/ports.ts';

/** Slack will never accept this message or view in this place. */
const undeliverable: ReadonlySet<string> = new Set([
  'as_user_not_supported',
  'block_mismatch',
  'cannot_dm_bot',
  'cannot_find_message',
  'cannot_reply_to_message',
  'cant_update_message',
  'channel_not_found',
  'duplicate_channel_not_found',
  'edit_window_closed',
  'ekm_access_denied',
  'invalid_arguments',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_users',
  'is_archived',
  'is_inactive',
  'message_not_found',
  'metadata_too_large',
  'method_not_supported_for_channel_type',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'not_enabled',
  'not_in_channel',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_locked',
  'thread_not_found',
  'user_disabled',
  'user_not_found',
  'user_not_in_channel',
  'users_not_found',
  'view_too_large',
]);

/** Slack failed inside: the call may have been carried out. */
const unknown: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'timeout',
]);

const rateLimited: ReadonlySet<string> = new Set(['message_limit_exceeded', 'rate_limited', 'ratelimited']);
/** Where Slack names no wait. */
const defaultWaitMs = 30_000;

/**
 * The port's error for a failed call: `RateLimited`, `OutcomeUnknown` or `Undeliverable`. Any other refusal (a token
 * revoked, a scope missing) is returned as it is: certainly not carried out, and worth repeating once mended.
 */
export function outcomeOf(error: unknown): unknown {
  if (error instanceof webApi.WebAPIRateLimitedError) return new RateLimited(error.retryAfter * 1000);
  if (error instanceof webApi.WebAPIRequestError) return new OutcomeUnknown(error.message, { cause: error });
  if (error instanceof webApi.WebAPIHTTPError) return outcomeOfStatus(error);
  if (error instanceof webApi.WebAPIPlatformError) return outcomeOfCode(error);
  return error;
}

function outcomeOfStatus(error: webApi.WebAPIHTTPError): unknown {
  if (error.statusCode === 429) return new RateLimited(defaultWaitMs);
  const refused = error.statusCode >= 400 && error.statusCode < 500 && error.statusCode !== 408;
  return refused ? error : new OutcomeUnknown(error.message, { cause: error });
}

function outcomeOfCode(error: webApi.WebAPIPlatformError): unknown {
  const code = error.data.error;
  if (rateLimited.has(code)) return new RateLimited(defaultWaitMs);
  if (unknown.has(code)) return new OutcomeUnknown(code, { cause: error });
  if (undeliverable.has(code)) return new Undeliverable(code, { cause: error });
  return error;
}

/** Runs one call and throws what its failure means. */
export async function outcome<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw outcomeOf(error);
  }
}
