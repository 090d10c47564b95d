/** Ports to what lies outside chat and store: money, the plant, the meter, the cloud's VPCs, customers' receivers. Shapes only. */

/** Money is collected behind this port. `order` is the idempotency key: however often called, taken once. */
export interface Cashier {
  collect(bill: {
    tenant: string;
    order: string;
    fen: number;
  }): Promise<
    | { state: 'paid'; payment: string }
    | { state: 'refused'; reason: 'insufficient-balance'; balanceFen: number }
    | { state: 'awaiting'; url?: string }
  >;
}

/** Measurements and work on the physical line; simulated unless a real plant is connected. */
export interface Plant {
  /** Optical receive level of one port in dBm; normal is above the receiver's sensitivity. */
  lightDbm(line: { connection: string; port: string; spec: string; attempt: number }): Promise<number>;
  /** Link-layer debugging of both ports. */
  debugLink(line: {
    connection: string;
    ports: readonly string[];
    attempt: number;
  }): Promise<{ ok: true } | { ok: false; reason: string }>;
  /** True when the simulated crew does the cabling; false when a field engineer confirms it by button. */
  readonly crew: 'simulated' | 'people';
}

/** Counts what leaves the cloud over a line; simulated unless a real meter is connected. */
export interface Meter {
  /** Bytes from the cloud to the hosting zone, `from` to `until` in milliseconds since the epoch; asked again, the same. */
  outboundBytes(span: { tenant: string; connection: string; from: number; until: number }): Promise<number>;
}

/** VPCs a tenant has at the cloud; simulated ones are made in Hostline itself. */
export interface VpcInventory {
  vpcs(
    tenant: string,
    region: string,
  ): Promise<
    readonly {
      readonly name: string;
      readonly cidr: string;
      readonly subnets: readonly { readonly name: string; readonly cidr: string }[];
      readonly instances: readonly { readonly name: string; readonly subnet: string; readonly address: string }[];
    }[]
  >;
}

/** Carries reports to addresses that customers named. */
export interface Courier {
  /** Why nothing will ever be carried there; `undefined` when it may be tried. */
  objection(url: string): 'not-https' | 'private' | undefined;
  /**
   * Posts `body` signed with `secret`; the HTTP status. Throws `Undeliverable` where the name leads into a private
   * network, anything else when nobody answered.
   */
  post(report: { url: string; secret: string; id: string; at: number; body: string }): Promise<number>;
}
