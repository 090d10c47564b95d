/** Lark's seal on an HTTP event: how it is encrypted and how it is signed. Knows no request and no event. */
import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

const ivBytes = 16;

function sha256(...parts: (string | Buffer)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Without telling by its duration how much of them is equal. */
export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(sha256(one), sha256(other));
}

/** AES-256-CBC under SHA-256 of the key, the vector in front. `undefined`: not encrypted with this key. */
export function opened(encryptKey: string, encrypted: string): string | undefined {
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length <= ivBytes) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-cbc', sha256(encryptKey), bytes.subarray(0, ivBytes));
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Hex SHA-256 of timestamp, nonce, key and the body's bytes as they came. */
export function isSigned(
  encryptKey: string,
  sent: { timestamp: string; nonce: string; signature: string },
  body: Buffer,
): boolean {
  return isSame(sha256(sent.timestamp, sent.nonce, encryptKey, body).toString('hex'), sent.signature);
}
