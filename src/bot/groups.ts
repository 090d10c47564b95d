/** Lists in runs, and lines in chunks. Knows nothing of what they hold. */

/** Consecutive runs of at most `size`. */
export function batches<T>(rows: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}

/** Joins lines into groups of at most `size` characters; a longer line is a group of its own. */
export function gather(lines: readonly string[], size: number): string[] {
  const groups: string[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= size) groups[groups.length - 1] = `${last}\n${line}`;
    else groups.push(line);
  }
  return groups;
}
