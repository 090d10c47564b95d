/** A signed statement of where all logs ended at one instant. Knows its shape and what is signed; holds no key. */
import { z } from 'zod';
import { canonical } from './canonical.ts';
import type { Digest } from './chain.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

export const Head = z.strictObject({ log: z.string(), version: z.int().nonnegative(), hash: Hash });
export type Head = z.infer<typeof Head>;

export const Checkpoint = z.strictObject({
  /** `anchor`: kept outside the store, one after the other. `export`: first line of an export. */
  kind: z.enum(['anchor', 'export', 'backup']),
  format: z.literal(1),
  /** Milliseconds since the epoch. */
  at: z.int(),
  /** Anchors count from 1; an export carries the number of the newest anchor before it. */
  number: z.int().nonnegative(),
  /** Hash of the newest anchor's line before this one; empty when there is none. */
  previous: z.union([Hash, z.literal('')]),
  /** Every log, or only those asked for. */
  partial: z.boolean(),
  /** In the order of their names. */
  logs: z.array(Head),
  /** Number of lines after this one that belong to it, and their hash: records that are no entries of a log. */
  records: z.int().nonnegative(),
  recordsHash: z.union([Hash, z.literal('')]),
  /** First 16 hexadecimal digits of the public key's SHA-256. */
  key: z.string(),
  /** Ed25519 over everything else, in hex: one text for one signature, which base64 is not. */
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/** Signs with the installation's key; the key itself stays where it is. */
export interface Signer {
  readonly key: string;
  sign(text: string): string;
}

export function signable(checkpoint: Omit<Checkpoint, 'signature'>): string {
  return canonical({ ...checkpoint, signature: undefined });
}

type Stated = Pick<Checkpoint, 'kind' | 'at' | 'logs'> &
  Partial<Pick<Checkpoint, 'number' | 'previous' | 'partial' | 'records' | 'recordsHash'>>;

export function checkpoint(signer: Signer, stated: Stated): Checkpoint {
  const whole = {
    format: 1 as const,
    number: 0,
    previous: '',
    partial: false,
    records: 0,
    recordsHash: '',
    ...stated,
    key: signer.key,
  };
  return { ...whole, signature: signer.sign(signable(whole)) };
}

/** The next anchor after the newest line, whose `number` it continues. */
export function nextAnchor(
  signer: Signer,
  digest: Digest,
  newest: Checkpoint | undefined,
  stated: Pick<Checkpoint, 'at' | 'logs'>,
): Checkpoint {
  const previous = newest ? digest(canonical(newest)) : '';
  return checkpoint(signer, { kind: 'anchor', ...stated, number: (newest?.number ?? 0) + 1, previous });
}
