/** Which values a connection's fields accept (domain §2.1). One row per field; the refusal names field, value and rule. */

import { portSpecById } from '../catalog/port-specs.ts';
import { regionById } from '../catalog/regions.ts';
import { type Decision, refused } from '../core.ts';
import type { EditableFields, OrderFields } from './messages.ts';

/** Name rule of every resource: 1–32 Chinese characters, letters, digits, `_` or `-`. */
export const namePattern = /^[\u4e00-\u9fa5A-Za-z0-9_-]{1,32}$/;

interface FieldRule {
  readonly field: keyof OrderFields;
  /** Key of the sentence that says what would pass. */
  readonly expect: string;
  readonly test: (value: string) => boolean;
}

export const connectionFieldRules: readonly FieldRule[] = [
  { field: 'name', expect: 'name', test: (value) => namePattern.test(value) },
  { field: 'region', expect: 'region', test: (value) => regionById.has(value) },
  { field: 'port', expect: 'port', test: (value) => portSpecById.get(value)?.offered === true },
  { field: 'description', expect: 'description', test: (value) => value.length <= 256 },
  { field: 'contactName', expect: 'name', test: (value) => namePattern.test(value) },
  { field: 'phoneNumber', expect: 'phone', test: (value) => /^1[3-9]\d{9}$/.test(value) },
];

/** First field that breaks its rule, or undefined. */
export function fieldRefusal(
  fields: EditableFields & Partial<OrderFields>,
): (Decision<never> & { ok: false }) | undefined {
  for (const rule of connectionFieldRules) {
    const value = fields[rule.field];
    if (typeof value === 'string' && !rule.test(value)) {
      return refused('bad-field', { field: rule.field, value, values: { expect: rule.expect } });
    }
  }
  return undefined;
}

/** Why something is refused, objected to or reported: 1 to 256 characters (domain §2.1, `rejectedReason`). */
export function reasonRefusal(reason: string): (Decision<never> & { ok: false }) | undefined {
  const length = reason.trim().length;
  return length >= 1 && length <= 256
    ? undefined
    : refused('bad-field', { field: 'reason', value: reason, values: { expect: 'reason' } });
}
