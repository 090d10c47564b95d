/** Knows whether Slack would take a message, a list of blocks or a view; posts nothing and knows no workspace. */
import { isObject, type Json, type JsonObject, objectsOf, shown, textOf } from '../json.ts';
import { blockLimits, sizeLimits } from '../limits.ts';
import { messageBlocks, viewShapes } from './block-shapes.ts';
import { elementsIn, optionsOf } from './find.ts';
import { type BlockProblem, problems } from './problem.ts';
import { walk, walkObject } from './walk.ts';

export type { BlockProblem } from './problem.ts';

/** Blocks that only live in a message. */
const messageOnly = new Set(['context_actions', 'table', 'markdown', 'plan', 'task_card']);
/** Elements that only live in a modal. */
const modalOnly = new Set(['file_input']);

/**
 * Everything Slack would refuse in the blocks of a message; empty when it would post them.
 * @param at JSON pointer of the list itself.
 */
export function checkBlocks(blocks: Json, at = '/blocks'): BlockProblem[] {
  const found = walk(blocks, messageBlocks, at);
  if (found.length > 0) return found;
  const list = objectsOf(blocks);
  const tables = list.filter((block) => block.type === 'table').length;
  const marked = list.reduce(
    (sum, block) => sum + (block.type === 'markdown' ? (textOf(block.text) ?? '').length : 0),
    0,
  );
  return [
    ...crossChecks(list, at),
    ...misplaced(list, at, 'message'),
    ...(tables > blockLimits.tablesPerMessage ? [problems.rule(at, 'only one table allowed', String(tables))] : []),
    ...(marked > blockLimits.markdownText ? [problems.tooLong(at, blockLimits.markdownText, marked)] : []),
  ];
}

/** As `checkBlocks`, for a whole view payload (modal or home). */
export function checkView(view: Json, at = ''): BlockProblem[] {
  if (!isObject(view)) return [problems.wrongType(at, 'an object', typeof view)];
  const type = shown(view.type);
  const shape = viewShapes[type];
  if (shape === undefined) return [problems.unsupported(at, Object.keys(viewShapes), type)];
  const found = walkObject(view, shape, at);
  if (found.length > 0) return found;
  const list = objectsOf(view.blocks);
  const input = list.findIndex((block) => block.type === 'input');
  const needsSubmit = type === 'modal' && input >= 0 && view.submit === undefined;
  return [
    ...crossChecks(list, `${at}/blocks`),
    ...misplaced(list, `${at}/blocks`, type),
    ...(needsSubmit
      ? [problems.rule(`${at}/blocks/${input}/input`, 'must define `submit` to use an `input` block in modals', '')]
      : []),
  ];
}

/** Characters of JSON Slack counts against the whole-message cap. */
export function blocksSize(blocks: readonly JsonObject[]): number {
  return JSON.stringify(blocks).length;
}

export function blocksTooLong(blocks: readonly JsonObject[]): boolean {
  return blocksSize(blocks) > sizeLimits.messageBlocksCharacters;
}

function crossChecks(list: readonly JsonObject[], at: string): BlockProblem[] {
  const elements = elementsIn(list, at);
  const focused = elements.filter(({ element }) => element.focus_on_load === true).slice(1);
  return [
    ...repeats(
      list,
      (block) => block.block_id,
      (index) => `${at}/${index}/block_id`,
      'block_id',
    ),
    ...elements
      .filter((one, index) =>
        elements.some(
          (other, earlier) =>
            earlier < index && other.block === one.block && sameId(other.element.action_id, one.element.action_id),
        ),
      )
      .map((one) => problems.repeated(`${one.at}/action_id`, 'action_id', shown(one.element.action_id))),
    ...elements.flatMap((one) => strayInitial(one.element, one.at)),
    ...focused.map((one) =>
      problems.rule(`${one.at}/focus_on_load`, 'only one element may set `focus_on_load`', 'true'),
    ),
  ];
}

function sameId(one: Json | undefined, other: Json | undefined): boolean {
  return one !== undefined && one === other;
}

function repeats(
  list: readonly JsonObject[],
  idOf: (item: JsonObject) => Json | undefined,
  at: (index: number) => string,
  name: string,
): BlockProblem[] {
  const ids = list.map(idOf);
  return ids.flatMap((id, index) =>
    id !== undefined && ids.indexOf(id) < index ? [problems.repeated(at(index), name, shown(id))] : [],
  );
}

/** An initial option has to be one of the options, letter for letter. */
function strayInitial(element: JsonObject, at: string): BlockProblem[] {
  const options = optionsOf(element).map((option) => JSON.stringify(option));
  if (options.length === 0) return [];
  const initial = isObject(element.initial_option) ? [element.initial_option] : objectsOf(element.initial_options);
  return initial
    .filter((option) => !options.includes(JSON.stringify(option)))
    .map((option) => problems.rule(at, 'initial option must be one of the options', shown(option.value)));
}

function misplaced(list: readonly JsonObject[], at: string, surface: string): BlockProblem[] {
  const blocks = list.flatMap((block, index) =>
    surface !== 'message' && messageOnly.has(shown(block.type))
      ? [problems.unsupported(`${at}/${index}`, [], shown(block.type))]
      : [],
  );
  const elements = elementsIn(list, at).flatMap(({ element, at: where }) =>
    surface !== 'modal' && modalOnly.has(shown(element.type))
      ? [problems.unsupported(where, [], shown(element.type))]
      : [],
  );
  return [...blocks, ...elements];
}
