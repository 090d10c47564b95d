/** What a person can do where blocks are drawn: on a message, on a view, or nothing at all. Draws nothing. */

import type { JsonObject, PageFile } from '../../sandbox/page/wire.ts';
import { act } from '../line.ts';
import { objectOf, objectsOf, textOf } from '../parts/json.ts';
import type { Option } from '../parts/picker.tsx';

export type Entry = string | readonly string[] | null;
/** What may stand in a form. */
export type Filled = Entry | PageFile;

export interface Hands {
  press(block: JsonObject, element: JsonObject): Promise<unknown>;
  choose(block: JsonObject, element: JsonObject, chosen: Entry): Promise<unknown>;
  suggest(actionId: string, query: string): Promise<readonly Option[]>;
  /** Fields of a form: what stands in them, and how it changes. Absent where nothing is filled in. */
  readonly form?: FormHands;
}

export interface FormHands {
  readonly values: Readonly<Record<string, Filled>>;
  readonly errors: Readonly<Record<string, string>>;
  enter(blockId: string, entry: Filled): void;
}

const onOf = (block: JsonObject, element: JsonObject) => ({
  actionId: textOf(element.action_id),
  blockId: textOf(block.block_id),
  ...(typeof element.value === 'string' ? { value: element.value } : {}),
});

function optionsIn(found: readonly JsonObject[] | undefined): readonly Option[] {
  return objectsOf(found).map((option) => ({
    value: textOf(option.value),
    label: textOf(objectOf(option.text).text),
  }));
}

export function messageHands(room: string, ts: string): Hands {
  return {
    press: (block, element) => act({ do: 'slack-click', room, ts, on: onOf(block, element) }),
    choose: (block, element, chosen) => act({ do: 'slack-choose', room, ts, on: onOf(block, element), chosen }),
    async suggest(actionId, query) {
      const { options } = await act({ do: 'slack-suggest', spot: { channel: room, ts }, actionId, query });
      return optionsIn(options);
    },
  };
}

export function viewHands(view: string, form?: FormHands): Hands {
  return {
    press: (block, element) => act({ do: 'slack-click-view', view, on: onOf(block, element) }),
    choose: (block, element, chosen) => act({ do: 'slack-choose-view', view, on: onOf(block, element), chosen }),
    async suggest(actionId, query) {
      const { options } = await act({ do: 'slack-suggest', spot: view, actionId, query });
      return optionsIn(options);
    },
    ...(form === undefined ? {} : { form }),
  };
}
