// The outline of a configuration: each line with the heads it stands under. Knows indentation, no words.

export interface Placed {
  readonly line: string;
  /** Heads from the outermost to the nearest. */
  readonly heads: readonly string[];
}

const depthOf = (line: string) => line.length - line.trimStart().length;

/** Comments are left out; `mark` starts them. */
export function outline(text: string, mark: string): readonly Placed[] {
  const heads: string[] = [];
  const depths: number[] = [];
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(mark))
    .map((line) => {
      const depth = depthOf(line);
      while ((depths.at(-1) ?? -1) >= depth) {
        depths.pop();
        heads.pop();
      }
      const placed = { line: line.trim(), heads: [...heads] };
      depths.push(depth);
      heads.push(line.trim());
      return placed;
    });
}

/** What stands directly under `head` (anywhere), or at the outermost level for an empty head. */
export function under(text: string, mark: string, head: string): readonly string[] {
  return outline(text, mark)
    .filter(({ heads }) => (heads.at(-1) ?? '') === head)
    .map(({ line }) => line);
}
