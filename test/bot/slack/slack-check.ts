/** Asks the sandbox's Block Kit checker, the one that answers for Slack, what it would refuse. */
import type { HomeView, ModalView } from '@slack/types';
import type { Message } from '../../../src/bot/slack/card.ts';
import { checkBlocks, checkView } from '../../../src/sandbox/slack/blocks/check.ts';
import type { Json } from '../../../src/sandbox/slack/json.ts';

/** As the wire would carry it: undefined members are gone. */
function onTheWire(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

export function problemsOf(drawn: Message | ModalView | HomeView) {
  return 'type' in drawn ? checkView(onTheWire(drawn)) : checkBlocks(onTheWire(drawn.blocks));
}
