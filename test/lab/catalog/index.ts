/** Every scenario the lab records, by area. */
import type { Scenario } from '../scenario.ts';
import { advertisement } from './advertisement.ts';
import { decision } from './decision.ts';
import { failures } from './failures.ts';
import { forwarding } from './forwarding.ts';
import { internal } from './internal.ts';
import { sessions } from './sessions.ts';

export const catalog: readonly Scenario[] = [
  ...sessions,
  ...advertisement,
  ...decision,
  ...internal,
  ...forwarding,
  ...failures,
];
