/** Port types and their prices in integer fen (domain §2.1, §7). Offered: what may be ordered for hosted lines. */

export interface PortSpec {
  readonly id: string;
  readonly bandwidthMbps: number;
  readonly medium: 'copper' | 'single-mode';
  /** Prepaid port rental per month. */
  readonly rentalFenPerMonth: number;
  /** Receive level that counts as normal, dBm, from the optic's data sheet; copper has none. */
  readonly lightDbm?: { readonly min: number; readonly max: number };
  readonly offered: boolean;
}

export const portSpecs: readonly PortSpec[] = [
  { id: '1000BASE-T', bandwidthMbps: 1_000, medium: 'copper', rentalFenPerMonth: 50_000, offered: false },
  {
    id: '1000BASE-LX',
    bandwidthMbps: 1_000,
    medium: 'single-mode',
    rentalFenPerMonth: 50_000,
    lightDbm: { min: -19, max: -3 },
    offered: true,
  },
  {
    id: '10GBASE-LR',
    bandwidthMbps: 10_000,
    medium: 'single-mode',
    rentalFenPerMonth: 420_000,
    lightDbm: { min: -14.4, max: 0.5 },
    offered: true,
  },
  {
    id: '100GBASE-LR4',
    bandwidthMbps: 100_000,
    medium: 'single-mode',
    rentalFenPerMonth: 3_300_000,
    lightDbm: { min: -10.6, max: 4.5 },
    offered: false,
  },
];

export const portSpecById: ReadonlyMap<string, PortSpec> = new Map(portSpecs.map((spec) => [spec.id, spec]));
export const offeredPortSpecs = portSpecs.filter((spec) => spec.offered);

/** One-off per line, taken at Installation_Paying. */
export const installationFeeFen = 1_500_000;

/** Outbound traffic, cloud to hosted zone, settled daily; inbound is free. */
export const trafficFenPerGb = 8;
export const bytesPerGb = 1_000_000_000;

/** Rental terms a customer may choose at confirmation. */
export const rentalTerms = { MONTH: { min: 1, max: 9, months: 1 }, YEAR: { min: 1, max: 3, months: 12 } } as const;
export type TermUnit = keyof typeof rentalTerms;
