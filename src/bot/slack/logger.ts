/** Bolt's log lines as telemetry. Debug lines are dropped: they hold what people wrote and what tokens allow. */
import { type Logger, LogLevel } from '@slack/bolt';
import type { Telemetry } from '../../app/ports.ts';

const secrets = /xox[a-z]-[\w-]+|xapp-[\w-]+|ticket=[\w-]+/g;

export function slackLogger(telemetry: Telemetry): Logger {
  const write =
    (level: 'debug' | 'warn' | 'error') =>
    (...parts: unknown[]) =>
      telemetry.log(level, 'slack_sdk', { text: parts.map(String).join(' ').replace(secrets, '[secret]') });
  return {
    debug: () => undefined,
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
