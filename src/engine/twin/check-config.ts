/** A pasted configuration from end to end: told apart, read, compared, and turned into a device to simulate. No sentence, no secret comes out. */
import { compare } from '../device/check/check.ts';
import type { ConfigFinding, Unchecked } from '../device/check/findings.ts';
import { statedRanges } from '../device/check/routes.ts';
import type { VendorName, VifPlan } from '../device/index.ts';
import type { Unread } from '../device/read/facts.ts';
import { detectVendor, type ReadProblem, readConfig } from '../device/read/read.ts';
import { textProblem } from '../device/read/statement.ts';
import type { ClientDevice } from '../tenant/network/model.ts';
import { deviceAsWritten, type Prints } from './as-written.ts';

export interface ConfigToCheck {
  readonly text: string;
  /** Absent: told from the text. */
  readonly vendor?: VendorName;
  /** What the virtual interface needs of the device. */
  readonly plan: VifPlan;
  readonly prints: Prints;
  readonly hostFor: (announces: readonly string[]) => string;
}

export interface CheckedConfig {
  readonly ok: true;
  readonly vendor: VendorName;
  readonly lines: { readonly total: number; readonly understood: number; readonly unread: readonly Unread[] };
  readonly findings: readonly ConfigFinding[];
  readonly unchecked: readonly Unchecked[];
  /** Ranges it states as its own, whether they leave or not. */
  readonly stated: readonly string[];
  /** As it is written, with fingerprints in place of keys. */
  readonly device: Omit<ClientDevice, 'since'>;
}

export type ConfigCheck =
  | CheckedConfig
  | { readonly ok: false; readonly problem: ReadProblem; readonly vendor?: VendorName };

export function checkConfig({ text, vendor, plan, prints, hostFor }: ConfigToCheck): ConfigCheck {
  const problem = textProblem(text);
  if (problem) return { ok: false, problem, ...(vendor && { vendor }) };
  const spoken = vendor ?? detectVendor(text);
  if (!spoken) return { ok: false, problem: 'unknown-vendor' };
  const read = readConfig(text, spoken);
  if (!read.ok) return { ok: false, problem: read.problem, vendor: spoken };
  const { lines: total, understood, unread } = read.device;
  const key = { wanted: prints.expected !== undefined, fits: (given: string) => prints.of(given) === prints.expected };
  return {
    ok: true,
    vendor: spoken,
    lines: { total, understood, unread },
    ...compare(read.device, plan, key),
    stated: statedRanges(read.device, plan),
    device: deviceAsWritten(read.device, plan, prints, hostFor),
  };
}
