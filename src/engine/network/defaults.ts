/** Knows every default, limit and timer the simulation uses, as numbers in one place; decides nothing. */

/** Seconds. The scenario format's own defaults, far shorter than RFC 4271 §10 suggests, so that labs are quick. */
export const TIMER_DEFAULTS = { hold: 9, connectRetry: 2 } as const;

/** RFC 4724 leaves it open; BIRD and FRR both use 120. */
export const GRACEFUL_RESTART_SECONDS = 120;

/** RFC 5880 leaves it open; FRR's bfdd uses 3 × 300 ms. */
export const BFD_DEFAULT = { intervalMs: 300, multiplier: 3 } as const;

/** Received-TTL rules: eBGP sends 1, GTSM (RFC 5082) sends 255, iBGP sends 64. */
export const TTL = { external: 1, internal: 64, security: 255 } as const;

/** ebgp-multihop without a number, as FRR reads it. */
export const MULTIHOP_TTL = 255;

/** allowas-in without a number: FRR allows three own ASNs. */
export const ALLOW_OWN_AS = 3;

/** One path is installed unless a node says more. */
export const MULTIPATH = 1;

export const BOUNDS = {
  /** Sweeps over all speakers at one instant before the routing is called oscillating. */
  sweeps: 1000,
  /** Rounds of session review and routing at one instant. */
  rounds: 200,
  /** Hops a packet may take: the usual TTL. */
  hops: 64,
  /** Timers fired in one phase. */
  timers: 10_000,
} as const;
