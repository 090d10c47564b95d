/** Writes aligned Markdown tables. Knows nothing of what is in them. */

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

/** Columns padded to their widest cell, so that the source reads as a table too. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const padded = (cells: readonly string[]) => line(widths.map((width, column) => (cells[column] ?? '').padEnd(width)));
  return [padded(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(padded)].join('\n');
}
