/** The SDK's dispatcher with every event Hostline listens to. Reads no event. */
import { EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk';
import type { Clock, Telemetry } from '../../app/ports.ts';
import { larkLogger } from './logger.ts';
import { tokenCache } from './token-cache.ts';

/** @param hear gets header and event side by side; what it returns is the callback's answer. */
export function dispatcher(
  hear: (event: unknown) => Promise<object | undefined>,
  clock: Clock,
  telemetry: Telemetry,
): EventDispatcher {
  return new EventDispatcher({
    cache: tokenCache(clock),
    logger: larkLogger(telemetry),
    loggerLevel: LoggerLevel.error,
  }).register({
    'im.message.receive_v1': hear,
    'application.bot.menu_v6': hear,
    'card.action.trigger': hear,
  });
}
