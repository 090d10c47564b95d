/** Cuts text to a length a reader or a platform can take. Knows no markup. */

/** Shown for nothing: platforms refuse empty texts. */
const blank = '—';
const ellipsis = '…';

/** Control and direction-override characters: they hide or reorder what the reader sees. */
const hidden = /(?![\n\t])\p{Cc}|[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

export function visible(text: string): string {
  return text.replace(hidden, '');
}

/** Joins whole pieces up to `max` UTF-16 units; what is left out shows as an ellipsis. Never empty. */
export function joined(pieces: readonly string[], max: number): string {
  const whole = pieces.join('');
  if (whole.trim() === '') return blank;
  if (whole.length <= max) return whole;
  let text = '';
  for (const piece of pieces) {
    if (text.length + piece.length > max - ellipsis.length) break;
    text += piece;
  }
  return `${text}${ellipsis}`;
}

/** Cuts at a code point, never inside one. Never empty. */
export function cut(text: string, max: number): string {
  return joined(Array.from(visible(text)), max);
}
