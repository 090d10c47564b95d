/** How the lines of a configuration are laid out: sections under comments, bodies under heads. Knows no vendor's words. */

/** A part of a configuration: `why` and `remarks` become comments, `lines` are loaded. */
export interface Section {
  readonly why: string;
  readonly remarks?: readonly string[];
  readonly lines?: readonly string[];
}

/** `head`, its body one step to the right, and what closes it. */
export function nest(
  head: string,
  body: readonly string[],
  { close, step = ' ' }: { readonly close?: string; readonly step?: string } = {},
): readonly string[] {
  return [head, ...body.map((line) => `${step}${line}`), ...(close === undefined ? [] : [close])];
}

/** Lines when the condition holds. */
export function when(condition: boolean, ...lines: readonly string[]): readonly string[] {
  return condition ? lines : [];
}

/** One text; comments start with `mark`, sections are parted by a bare mark. */
export function page(mark: string, sections: readonly Section[]): string {
  const blocks = sections.map(({ why, remarks = [], lines = [] }) => [
    `${mark} ${why}`,
    ...remarks.map((remark) => `${mark}   ${remark}`),
    ...lines,
  ]);
  return `${blocks.map((block) => block.join('\n')).join(`\n${mark}\n`)}\n`;
}
