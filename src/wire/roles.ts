/** What a process of Hostline does. Any number of each may share one Redis; `all` is the machine that is alone. */
export const roles = {
  all: { hears: true, works: true },
  /** Hears people and decides; its effects are carried out by workers. */
  bot: { hears: true, works: false },
  /** Runs jobs and sweeps; speaks to the platforms and hears nobody. */
  worker: { hears: false, works: true },
} as const;
