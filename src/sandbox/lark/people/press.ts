/** Knows what happens when a person operates a card and what the app's answer does to it; writes no message. */
import { isObject, type Json, type JsonObject, objectOf, textOf } from '../../slack/json.ts';
import { cardBytes, checkCard } from '../card/check.ts';
import type { Core } from '../core.ts';
import type { Deliveries } from '../deliveries.ts';
import type { Reply } from '../envelope.ts';
import { cardLimits } from '../limits.ts';
import { knownIn } from '../message-content.ts';
import { actionAct } from '../payloads.ts';
import type { Message, Person, Toast } from '../records.ts';
import { chosen, clicked, submitted, type Target, targetIn, type Values } from './operate.ts';
import { callbackErrors, messageOf, personOf, type Seen, watch, wrongCardError } from './seen.ts';

export interface Press {
  /**
   * Clicks a button by its name, text or callback value. A value no button carries any more is sent all the same
   * with `stale`: the person clicked on an older drawing.
   */
  click(person: string, messageId: string, target: Target, stale?: 'stale'): Promise<Seen>;
  /** Chooses in a menu, picker or checker outside a form, or types into an input. */
  select(person: string, messageId: string, target: Target, value: Json): Promise<Seen>;
  /** Fills in the form around a button and presses it; `refused` when a required field stays empty. */
  submitForm(person: string, messageId: string, button: Target, values?: Values): Promise<Seen>;
}

export function createPress(core: Core, deliveries: Deliveries): Press {
  const { workspace, cardTokens } = core;

  const cardOf = (person: Person, message: Message): JsonObject => {
    if (message.msg_type !== 'interactive') throw new Error(`${message.message_id} is no card`);
    return workspace.contentFor(person, message);
  };

  async function send(person: Person, message: Message, action: JsonObject): Promise<Omit<Seen, 'messages'>> {
    const token = cardTokens.issue(message.message_id);
    const reply = await deliveries.deliver('callback', actionAct(core, person, message, action, token));
    const seen = settle(core, person, message, reply);
    cardTokens.open(token);
    return { ...seen, message };
  }

  return {
    click(personName, messageId, target, stale) {
      const person = personOf(core, personName);
      const message = messageOf(core, person, messageId);
      const action =
        stale === undefined
          ? clicked(targetIn(cardOf(person, message), target, isClickable))
          : { tag: 'button', value: target };
      return watch(core, person, () => send(person, message, action));
    },
    select(personName, messageId, target, value) {
      const person = personOf(core, personName);
      const message = messageOf(core, person, messageId);
      const found = targetIn(cardOf(person, message), target, (tag) => !isClickable(tag));
      const silent = found.within.some(({ tag }) => tag === 'form') || isSilent(found.tag, found.element);
      const action = chosen(found, person, value);
      return watch(core, person, async () => (silent ? { status: 'kept' } : send(person, message, action)));
    },
    submitForm(personName, messageId, button, values = {}) {
      const person = personOf(core, personName);
      const message = messageOf(core, person, messageId);
      const card = cardOf(person, message);
      const { action, missing } = submitted(card, targetIn(card, button, isClickable), values);
      return watch(core, person, async () =>
        missing.length > 0 ? { status: 'refused', missing, message } : send(person, message, action),
      );
    },
  };
}

function isClickable(tag: string): boolean {
  return tag === 'button' || tag === 'interactive_container';
}

/** A checker without behaviors is only ticked on the screen. */
function isSilent(tag: string, element: JsonObject): boolean {
  return tag === 'checker' && element.behaviors === undefined;
}

/** The answer to a callback: a toast, a card in place of the old one, both, or neither. */
function settle(core: Core, person: Person, message: Message, reply: Reply): Omit<Seen, 'messages'> {
  if (!reply.ok) return { status: 'failed', error: callbackErrors[reply.reason] };
  const { toast, card, ...strange } = reply.body;
  const wrongToast = toast !== undefined && !isObject(toast);
  if (Object.keys(strange).length > 0 || wrongToast) return { status: 'failed', error: callbackErrors.answer };
  const fresh = card === undefined ? undefined : cardIn(core, card);
  if (fresh === 'wrong') return { status: 'failed', error: wrongCardError };
  if (fresh !== undefined) {
    const update_time = Math.floor(core.clock.now());
    core.workspace.change(message.message_id, { content: fresh, update_time, personal: {} });
  }
  const shownToast = toast === undefined ? undefined : toastFor(core, person, objectOf(toast));
  return {
    status: 'answered',
    ...(shownToast === undefined ? {} : { toast: shownToast }),
    ...(fresh === undefined ? {} : { card: fresh }),
  };
}

/** Only cards written out as JSON: there are no templates here. */
function cardIn(core: Core, given: Json): JsonObject | 'wrong' {
  const { type, data } = objectOf(given);
  if (type !== 'raw' || !isObject(data)) return 'wrong';
  return checkCard(data, knownIn(core)).length > 0 || cardBytes(data) > cardLimits.bytes ? 'wrong' : data;
}

function toastFor(core: Core, person: Person, toast: JsonObject): Toast | undefined {
  const content = textOf(objectOf(toast.i18n)[person.language]) ?? textOf(toast.content);
  return content === undefined ? undefined : core.workspace.toast(person, textOf(toast.type) ?? 'info', content);
}
