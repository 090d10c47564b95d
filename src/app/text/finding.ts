/** A finding on a configuration as sentences: what is wrong, and why it matters. */
import type { ConfigFinding } from '../../engine/device/index.ts';
import type { Said } from './phrase.ts';

/** `what`: the thing that is wrong. `why`: what it costs. */
export function findingPhrases({ code, values }: Pick<ConfigFinding, 'code' | 'values'>): { what: Said; why: Said } {
  return { what: { key: `check.what.${code}`, values }, why: { key: `check.why.${code}`, values } };
}
