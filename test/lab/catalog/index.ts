/** Every scenario the lab records, by area. */
import type { Scenario } from '../scenario.ts';
import { forwarding } from './forwarding.ts';
import { routes } from './routes.ts';
import { sessions } from './sessions.ts';

export const catalog: readonly Scenario[] = [...sessions, ...routes, ...forwarding];
