/** The key that signs audit exports and anchors: Ed25519, made from 32 bytes that are not in Redis. Knows no log. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Signer } from '../engine/audit/checkpoint.ts';
import type { Tools } from '../engine/audit/export-reader.ts';
import { keyIn } from './vault-key.ts';

/** Head of a PKCS #8 document that holds an Ed25519 key (RFC 8410 §7); the 32 bytes follow. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

export interface AuditKey extends Signer {
  /** PEM; may be given to anybody. */
  readonly publicKey: string;
}

export function auditKeyFrom(seed: Buffer): AuditKey {
  const secret = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });
  const open = createPublicKey(secret);
  return {
    key: nameOf(open),
    publicKey: String(open.export({ type: 'spki', format: 'pem' })),
    sign: (text) => sign(null, Buffer.from(text), secret).toString('hex'),
  };
}

/** From the configuration, or `audit.key` in the folder, made once. `audit.pub` beside it is for those who verify. */
export async function auditKey(dir: string, configured: string | undefined): Promise<AuditKey> {
  const key = auditKeyFrom(await keyIn(dir, 'audit.key', configured, 'HOSTLINE_AUDIT_KEY'));
  const file = join(dir, 'audit.pub');
  if ((await readFile(file, 'utf8').catch(() => '')) !== key.publicKey) await writeFile(file, key.publicKey);
  return key;
}

/** What a verifier needs, from a public key in PEM. Throws when the text is no Ed25519 public key. */
export function toolsFor(publicKey: string): Tools & { readonly key: string } {
  const open = createPublicKey(publicKey);
  if (open.asymmetricKeyType !== 'ed25519') throw new Error(`the key is ${open.asymmetricKeyType}, not ed25519`);
  return {
    key: nameOf(open),
    digest: (text) => createHash('sha256').update(text).digest('hex'),
    signed: (text, signature) => verify(null, Buffer.from(text), open, Buffer.from(signature, 'hex')),
  };
}

function nameOf(open: KeyObject): string {
  const der = open.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}
