/** Ids, one-time codes and digests from the system's randomness. */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { Entropy } from '../app/ports.ts';

/** No vowels and no look-alikes: ids read well aloud and spell no words. */
const letters = '23456789bcdfghjkmnpqrstvwxz';
const codeLetters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

const pick = (alphabet: string, count: number) =>
  Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join('');

export const systemEntropy: Entropy = {
  id: (prefix) => `${prefix}-${pick(letters, 10)}`,
  /** 15 letters of 30: 73 bits, in three groups. */
  code: () => [pick(codeLetters, 5), pick(codeLetters, 5), pick(codeLetters, 5)].join('-'),
  digest: (text) => createHash('sha256').update(text).digest('hex'),
};

/** A secret for loopback use, such as the sandbox's signing secret. */
export function freshSecret(): string {
  return randomBytes(24).toString('hex');
}
