/** A configuration somebody handed over, from its text to what it means for the line. Pure: what asks for it decides where it runs. */
import type { VendorName, VifPlan } from '../engine/device/index.ts';
import { formatAddress, parsePrefix } from '../engine/network/index.ts';
import { addressIn, isPrivate, readRange } from '../engine/tenant/network/ranges.ts';
import { type CheckedConfig, type ConfigCheck, checkConfig } from '../engine/twin/index.ts';

/** Plain values: it may cross to a thread. */
export interface GivenConfig {
  readonly text: string;
  /** Absent: told from the text. */
  readonly vendor?: VendorName;
  readonly plan: VifPlan;
  /** Fingerprint of the interface's key. */
  readonly expected?: string;
  /** The host behind the device, where one was named before. */
  readonly host?: string;
}

export type GivenCheck =
  /** `announce`: the ranges it was held against. */
  | { readonly ok: true; readonly checked: CheckedConfig; readonly announce: readonly string[] }
  | Extract<ConfigCheck, { ok: false }>
  | { readonly ok: false; readonly problem: 'no-announce' | 'too-slow' };

/** Where texts are read, so that a long one holds up nobody else. */
export interface ConfigChecker {
  check(given: GivenConfig): Promise<GivenCheck>;
}

/** Only what the gateway could take at all. */
export const privateOnly = (ranges: readonly string[]) =>
  ranges.filter((range) => {
    const prefix = readRange(range);
    return prefix !== undefined && prefix.length > 0 && isPrivate(prefix);
  });

/** The tenth address of a range, for a test host nobody named. */
export function hostIn(range: string | undefined): string {
  const prefix = range === undefined ? undefined : parsePrefix(range);
  return prefix ? formatAddress(prefix.address + Math.min(10, 2 ** (32 - prefix.length) - 1)) : '10.0.0.10';
}

/** @param print fingerprint of a key. */
export function checkGiven(given: GivenConfig, print: (key: string) => string): GivenCheck {
  const { text, vendor, plan, expected, host } = given;
  const hostFor = (announces: readonly string[]) =>
    host !== undefined && announces.some((range) => addressIn(range, host)) ? host : hostIn(announces[0]);
  const against = (announce: readonly string[]) =>
    checkConfig({
      text,
      ...(vendor && { vendor }),
      plan: { ...plan, announce: [...announce] },
      prints: { of: print, expected },
      hostFor,
    });
  const planned = plan.announce;
  const first = against(planned);
  if (!first.ok) return first;
  if (planned.length > 0) return { ok: true, checked: first, announce: planned };
  // Nobody has said yet what is to be announced: what the configuration states is taken for the wish.
  const stated = privateOnly(first.stated);
  const second = against(stated);
  return stated.length > 0 && second.ok
    ? { ok: true, checked: second, announce: stated }
    : { ok: false, problem: 'no-announce' };
}

/** Reads in place. */
export function inlineChecker(print: (key: string) => string): ConfigChecker {
  return { check: async (given) => checkGiven(given, print) };
}
