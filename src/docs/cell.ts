/** Text that fits into one cell of a Markdown table. Knows nothing of what it says. */

/** A word in both languages, as the text table of the product holds it. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** A bar would end the cell, and what looks like a tag would vanish. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

/** Inside a code span only the bar has to be escaped. */
export function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}
