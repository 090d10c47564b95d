/** Keys as devices write them: plain, reversibly hidden, or sealed. Decodes only the two encodings that are public and no encryption. */
import type { SeenKey } from './facts.ts';

/** Stands where a generated configuration leaves the key out. */
const placeholder = /^<[A-Z-]+>$/;

/** Cisco's type 7 is an exclusive-or with a text that everybody has. */
const typeSevenText = 'dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87';

function typeSeven(hidden: string): string | undefined {
  if (!/^\d{2}(?:[0-9A-Fa-f]{2}){1,90}$/.test(hidden)) return undefined;
  const seed = Number(hidden.slice(0, 2));
  const bytes = hidden.slice(2).match(/../g) ?? [];
  return String.fromCharCode(
    ...bytes.map(
      (byte, index) => Number.parseInt(byte, 16) ^ typeSevenText.charCodeAt((seed + index) % typeSevenText.length),
    ),
  );
}

/** Junos `$9$`: differences of places in a fixed alphabet, with filler after the first letter. */
const families = ['QzF3n6/9CAtpu0O', 'B1IREhcSyrleKvMW8LXx', '7N-dVbwsY2g4oaJZGUDj', 'iHkq.mPf5T'] as const;
const alphabet = families.join('');
const weights = [
  [1, 4, 32],
  [1, 16, 32],
  [1, 8, 32],
  [1, 64],
  [1, 32],
  [1, 4, 16, 128],
  [1, 32, 64],
] as const;

function nine(hidden: string): string | undefined {
  if (!/^\$9\$[A-Za-z0-9./-]{4,600}$/.test(hidden)) return undefined;
  const text = hidden.slice(3);
  const filler = 3 - families.findIndex((family) => family.includes(text[0] ?? ''));
  let last = text[0] ?? '';
  let index = 1 + filler;
  let plain = '';
  while (index < text.length) {
    const weight = weights[plain.length % weights.length] ?? weights[0];
    if (index + weight.length > text.length) return undefined;
    let value = 0;
    for (const factor of weight) {
      const char = text[index] ?? '';
      const gap = (alphabet.indexOf(char) - alphabet.indexOf(last) + alphabet.length) % alphabet.length;
      value += (gap - 1) * factor;
      last = char;
      index += 1;
    }
    plain += String.fromCharCode(value % 256);
  }
  return plain;
}

function readable(text: string | undefined): SeenKey {
  return text !== undefined && /^[\x20-\x7e]+$/.test(text) ? { kind: 'plain', text } : { kind: 'sealed' };
}

const plainKey = (text: string): SeenKey =>
  placeholder.test(text) ? { kind: 'placeholder' } : { kind: 'plain', text };

/** `<key>` or `<type> <key>`: 0 plain, 7 reversible, any other sealed. */
export function ciscoKey(words: string): SeenKey {
  const [type = '', hidden] = words.split(' ');
  if (hidden === undefined) return plainKey(type);
  if (type === '0') return plainKey(hidden);
  return type === '7' ? readable(typeSeven(hidden)) : { kind: 'sealed' };
}

/** VRP and Comware: `cipher` takes plain text when typed and shows its own sealed form afterwards. */
export function vrpKey(kind: string, text: string): SeenKey {
  if (kind === 'simple') return plainKey(text);
  const sealed = /^(%\^%#|%\$%\$|%@%@|%#%#|\$c\$\d\$)/.test(text) || (text.endsWith('!!') && text.length >= 24);
  return sealed ? { kind: 'sealed' } : plainKey(text);
}

export function junosKey(text: string): SeenKey {
  if (text.startsWith('$9$')) return readable(nine(text));
  return /^\$\d\$/.test(text) ? { kind: 'sealed' } : plainKey(text);
}

export { plainKey };
