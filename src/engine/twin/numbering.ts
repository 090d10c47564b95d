/** Addresses of the cloud's inner links: one /30 of 100.64.0.0/10 each, by the order of link ids. Customers never see them. */
import { formatAddress, parseAddress } from '../network/index.ts';
import { byText } from './order.ts';

/** RFC 6598 space: customers' ranges are private and never meet it. */
const firstAddress = parseAddress('100.64.0.0') ?? 0;
const linkLength = 30;

export interface InnerLink {
  /** Addresses of the two ends without length. */
  readonly a: string;
  readonly b: string;
}

export const withLength = (address: string): string => `${address}/${linkLength}`;

export function numberLinks(ids: readonly string[]): ReadonlyMap<string, InnerLink> {
  const sorted = [...new Set(ids)].sort(byText);
  return new Map(
    sorted.map((id, index): [string, InnerLink] => {
      const base = firstAddress + index * 4;
      return [id, { a: formatAddress(base + 1), b: formatAddress(base + 2) }];
    }),
  );
}
