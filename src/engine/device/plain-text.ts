/** Makes a person's words safe inside any device configuration: only letters, digits and punctuation that no vendor gives a meaning. */

/**
 * Everything else (line ends, quotes, braces, comment marks, `?`, which opens help on a console, and what is not ASCII)
 * becomes one dash per run. Empty when nothing readable is left.
 */
export function plainText(text: string, longest: number): string {
  const plain = text
    .replaceAll(/[^A-Za-z0-9 _.,:@+-]+/g, '-')
    .replaceAll(/ +/g, ' ')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, longest);
  return plain.replace(/[ -]+$/, '');
}
