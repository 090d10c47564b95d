/** Draws a table component: its columns' titles and the rows' values as text. */
import type { JsonObject } from '../../sandbox/page/wire.ts';
import { objectsOf, textOf } from '../parts/json.ts';

export function Table({ element }: { readonly element: JsonObject }) {
  const columns = objectsOf(element.columns);
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={textOf(column.name)} scope="col">
              {textOf(column.display_name) || textOf(column.name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {objectsOf(element.rows).map((row, index) => (
          <tr key={index}>
            {columns.map((column) => {
              const value = row[textOf(column.name)];
              return <td key={textOf(column.name)}>{typeof value === 'string' ? value : JSON.stringify(value)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
