/** Colour for terminals that can show it. A style never says anything its text does not say as well. */

const codes = {
  good: '32',
  bad: '31',
  waiting: '33',
  neutral: '36',
  title: '1',
  dim: '2',
  primary: '1;32',
  danger: '1;31',
} as const;

export type Style = keyof typeof codes;
export type Paint = (style: Style, text: string) => string;

const escapeCode = String.fromCharCode(0x1b);

export const plain: Paint = (_, text) => text;
export const ansi: Paint = (style, text) =>
  text === '' ? '' : `${escapeCode}[${codes[style]}m${text}${escapeCode}[0m`;

/** Colour is for people at a terminal who did not refuse it (https://no-color.org). */
export function wantsColour(isTty: boolean, noColor: string | undefined): boolean {
  return isTty && (noColor === undefined || noColor === '');
}
