/** Knows whether the rows of a table component fit its columns; knows nothing else of cards. */
import { isObject, type Json, type JsonObject, objectsOf, shown, textOf } from '../../slack/json.ts';
import type { Found } from './find.ts';
import { type CardProblem, problems } from './problem.ts';

const isText = (cell: Json) => typeof cell === 'string';

/** What a cell of each `data_type` may hold. */
const cells: Readonly<Record<string, (cell: Json) => boolean>> = {
  text: isText,
  lark_md: isText,
  markdown: isText,
  number: (cell) => typeof cell === 'number',
  date: (cell) => typeof cell === 'number',
  persons: (cell) => isText(cell) || (Array.isArray(cell) && cell.every(isText)),
  options: (cell) => Array.isArray(cell) && cell.every((option) => isObject(option) && isText(option.text ?? null)),
};

export function checkTable({ element, path }: Found): readonly CardProblem[] {
  const columns = new Map(
    objectsOf(element.columns).map((column) => [shown(column.name), textOf(column.data_type) ?? 'text']),
  );
  return objectsOf(element.rows).flatMap((row, index) => checkRow(row, columns, `${path} -> rows -> [${index}]`));
}

function checkRow(row: JsonObject, columns: ReadonlyMap<string, string>, path: string): readonly CardProblem[] {
  return Object.entries(row).flatMap(([name, cell]) => {
    const type = columns.get(name);
    if (type === undefined) return [problems.rowName(path, name)];
    return cells[type]?.(cell ?? null) === false ? [problems.rows(path, name)] : [];
  });
}
