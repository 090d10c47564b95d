/** Knows where interactive elements sit inside blocks, for reading and for clicking; judges nothing. */
import { isObject, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';

export interface Placed {
  readonly block: JsonObject;
  readonly element: JsonObject;
  /** JSON pointer of the element, below the pointer the search began at. */
  readonly at: string;
}

/** Every interactive element, in reading order. Containers, cards and carousels are entered. */
export function elementsIn(blocks: readonly JsonObject[], at = '/blocks'): Placed[] {
  return blocks.flatMap((block, index) => elementsOf(block, `${at}/${index}`));
}

function elementsOf(block: JsonObject, at: string): Placed[] {
  const here = (name: string) =>
    objectsOf(block[name]).map((element, index) => ({ block, element, at: `${at}/${name}/${index}` }));
  switch (block.type) {
    case 'actions':
    case 'context_actions':
      return here('elements');
    case 'card':
      return here('actions');
    case 'section':
      return isObject(block.accessory) && block.accessory.type !== 'image'
        ? [{ block, element: block.accessory, at: `${at}/accessory` }]
        : [];
    case 'input':
      return [{ block, element: objectOf(block.element), at: `${at}/element` }];
    case 'carousel':
      return elementsIn(objectsOf(block.elements), `${at}/elements`);
    case 'container':
      return elementsIn(objectsOf(block.child_blocks), `${at}/child_blocks`);
    default:
      return [];
  }
}

/** A copy in which every block and interactive element has an id, as Slack hands them back. */
export function withIds(blocks: readonly JsonObject[], nextId: () => string): JsonObject[] {
  const copies = structuredClone([...blocks]);
  const name = (block: JsonObject) => {
    block.block_id = textOf(block.block_id) ?? nextId();
    objectsOf(block.child_blocks).forEach(name);
  };
  copies.forEach(name);
  for (const { element } of elementsIn(copies)) element.action_id = textOf(element.action_id) ?? nextId();
  return copies;
}

/** The options an element offers, grouped or not. */
export function optionsOf(element: JsonObject): JsonObject[] {
  const grouped = objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options));
  return [...objectsOf(element.options), ...grouped];
}
