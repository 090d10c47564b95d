/**
 * The SDK's log lines as telemetry. Only its own words and errors' messages are kept: what it logs beside them holds
 * requests with secrets, tokens and what people wrote.
 */
import type { Logger } from '@larksuiteoapi/node-sdk';
import type { Telemetry } from '../../app/ports.ts';
import { objectOf } from '../json.ts';

const secrets = /\b[tu]-[A-Za-z0-9_-]{8,}|Bearer \S+|(?<=[?&](?:access_key|ticket|app_secret)=)[^&\s]+/g;

function wordsOf(part: unknown): string {
  if (typeof part === 'string') return part;
  if (Array.isArray(part)) return part.map(wordsOf).join(' ');
  const message = objectOf(part)?.message;
  return typeof message === 'string' ? message : `[${typeof part}]`;
}

export function larkLogger(telemetry: Telemetry): Logger {
  const write =
    (level: 'warn') =>
    (...parts: unknown[]) =>
      telemetry.log(level, 'lark_sdk', { text: wordsOf(parts).replace(secrets, '[secret]') });
  return {
    // Whoever called decides what a failure means, and says so; the SDK's own line is background.
    error: write('warn'),
    warn: write('warn'),
    info: () => undefined,
    debug: () => undefined,
    trace: () => undefined,
  };
}
