/**
 * The names of all keys. Whatever one command touches together carries one hash tag, so that a Redis Cluster can
 * hold it. Knows no value.
 */

export type Keys = ReturnType<typeof keysUnder>;

/** Queues keep their keys elsewhere; `prefix` separates several Hostlines on one server. */
export function keysUnder(prefix: string) {
  return {
    log: (log: string) => `${prefix}:{${log}}:log`,
    unsettled: `${prefix}:unsettled`,
    delivery: (delivery: string) => `${prefix}:{${delivery}}:delivery`,
    card: (place: string) => `${prefix}:{${place}}:card`,
    hold: (place: string) => `${prefix}:{${place}}:hold`,
    send: (send: string) => `${prefix}:{${send}}:send`,
    places: (resource: string) => `${prefix}:{${resource}}:places`,
    directory: {
      lines: `${prefix}:{directory}:lines`,
      indexed: `${prefix}:{directory}:indexed`,
      waiting: `${prefix}:{directory}:waiting`,
      owned: `${prefix}:{directory}:owned`,
    },
    room: (platform: string, room: string) => ({
      pace: `${prefix}:{${platform}:${room}}:pace`,
      pause: `${prefix}:{${platform}:${room}}:pause`,
    }),
    turns: (key: string) => ({ pace: `${prefix}:{${key}}:turns`, pause: `${prefix}:{${key}}:turns-pause` }),
    secret: (name: string) => `${prefix}:{${name}}:secret`,
    allowance: (key: string) => `${prefix}:{${key}}:allowance`,
  };
}
