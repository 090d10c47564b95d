/** The verb table: everything a person can say to Hostline. */
import { connectionVerbs } from './connection.ts';
import { lookVerbs } from './look.ts';
import { peopleVerbs } from './people.ts';
import type { Verb } from './spec.ts';

export const verbs: readonly Verb[] = [...connectionVerbs, ...lookVerbs(() => verbs), ...peopleVerbs];
