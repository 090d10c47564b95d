/** Reads what people press, choose and submit on cards and forms. Calls nothing. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { readClick } from './click.ts';
import { delivery, externalOf, identityOf, type Reader, type Where } from './inbound.ts';
import { cardUsed } from './payload.ts';
import { readSubmitName, readValues } from './submission.ts';

type CardUsed = z.infer<typeof cardUsed>;

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

function whereOf({ operator, context }: CardUsed): Where {
  return {
    user: operator.open_id,
    direct: false,
    ...(context.open_chat_id && { room: context.open_chat_id }),
    ...(context.open_message_id && { card: context.open_message_id }),
  };
}

/** Card, element, person, and the click's own token: two clicks differ, one that is handed over twice does not. */
function deliveryOf(kind: string, used: CardUsed): string {
  const { action, context, operator, token } = used;
  const { name, value, option, input_value, form_value } = action;
  const entered = digest({ name, value, option, input_value, form_value });
  return delivery(kind, context.open_message_id, entered, operator.open_id, token);
}

function heardOf(kind: string, used: CardUsed) {
  const { context, operator, tenant_key: tenant } = used;
  return {
    delivery: deliveryOf(kind, used),
    identity: identityOf(operator.open_id, operator.tenant_key, tenant),
    ...externalOf(operator.tenant_key, tenant),
    ...(context.open_chat_id && { room: context.open_chat_id }),
    ...(context.open_message_id && { message: context.open_message_id }),
  };
}

export const readCard: Reader = (event) => {
  const { data: used } = cardUsed.safeParse(event);
  if (used === undefined) return undefined;
  const { action } = used;
  const submitted = readSubmitName(action.name ?? '');
  if (submitted !== undefined) {
    const { verb, resource, revision, fixed } = submitted;
    const entered = readValues(action.form_value);
    return {
      kind: 'submission',
      heard: {
        ...heardOf('submit', used),
        what: {
          kind: 'submitted',
          verb,
          values: { ...fixed, ...entered },
          ...(resource !== undefined && { resource }),
          ...(revision !== undefined && { revision }),
        },
      },
      where: whereOf(used),
      values: entered,
    };
  }
  const click = readClick({ value: action.value, entered: action.option ?? action.input_value ?? undefined });
  if (click === undefined) return { kind: 'outdated', delivery: deliveryOf('outdated', used) };
  return {
    kind: 'click',
    heard: { ...heardOf('click', used), what: { kind: 'clicked', ...click } },
    where: whereOf(used),
  };
};
