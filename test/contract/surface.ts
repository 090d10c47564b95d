/** A chat platform as a person has it: they type, press and fill in, and look at what they alone are shown. Judges nothing. */
import type { PlatformName } from '../../src/app/ports.ts';

export interface OpenForm {
  readonly fields: readonly string[];
  /** What stands in the fields now. */
  readonly entered: Readonly<Record<string, string>>;
  /** How the platform calls the form. */
  readonly handle: string;
}

export interface Seen {
  /** Everything the person was shown, as text. */
  readonly text: string;
  /** A form that is open because of it, or still. */
  readonly form?: OpenForm;
}

export interface Surface {
  readonly name: PlatformName;
  type(person: string, line: string): Promise<Seen>;
  /** `values` by field name; `yes` ticks a box. */
  submit(person: string, form: OpenForm, values: Readonly<Record<string, string>>): Promise<Seen>;
}

/** Where a person talks: customers in their tenant's room, the provider's staff in the engineers'. */
export const roomOf = (person: string): string => (person === 'mei' ? 'globex-line' : 'network-ops');

/** Letters and figures alone: what a platform escapes, marks or draws differently does not count. */
export function bare(text: string): string {
  const decoded = text.replace(/<\/?(?:font|at)\b[^<>]*>|<@\w+>/g, ' ').replace(/&(?:amp|lt|gt|#\d+);/g, ' ');
  return decoded.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}
