/** One running service and the three platforms people reach it by. */
import { beforeAll } from 'vitest';
import { unlimited as larkUnlimited } from '../../src/sandbox/lark/index.ts';
import { unlimited } from '../../src/sandbox/slack/index.ts';
import { slowClock, type Town, withTown } from '../journey/town.ts';
import { larkSurface } from './lark-surface.ts';
import { slackSurface } from './slack-surface.ts';
import type { Surface } from './surface.ts';
import { terminalSurface } from './terminal-surface.ts';

export const platforms = ['terminal', 'slack', 'lark'] as const;
export type Platform = (typeof platforms)[number];

export interface Platforms {
  readonly town: Town;
  readonly on: (platform: Platform) => Surface;
}

/** Every verb in every way as a handful of people: more lines than anybody may type. */
const endless = { burst: 1e6, everyMs: 1 };
const allowances = { stranger: endless, person: endless, tenant: endless };

export function withPlatforms(): Platforms {
  const clock = slowClock(10);
  const town = withTown('http', {}, { clock, pace: unlimited }, { clock, pace: larkUnlimited }, { allowances });
  let open: Readonly<Record<Platform, Surface>> | undefined;
  beforeAll(async () => {
    const { slack, lark, url } = town.service;
    open = {
      slack: slackSurface(slack),
      lark: larkSurface(lark),
      terminal: await terminalSurface(url, town.dir),
    };
  });
  return {
    town,
    on(platform) {
      if (!open) throw new Error('withPlatforms: used before its beforeAll has run');
      return open[platform];
    },
  };
}
