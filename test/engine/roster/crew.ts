/** A small roster as hand-written log entries: an admin, a reviewer, a customer of one tenant. */
import type { RosterEvent } from '../../../src/engine/roster/index.ts';
import type { LinkedIdentity, Person } from '../../../src/engine/roster/model.ts';
import type { Past } from '../core/given.ts';
import { day, T0, weekdays } from '../tenant/story.ts';

export const at = (by: string, now = T0, pace: 'real' | 'demo' = 'real') => ({ at: now, by, pace, calendar: weekdays });
export const slack = (user: string): LinkedIdentity => ({ platform: 'slack', team: 'T1', user });
export const entry = (...events: readonly RosterEvent[]): Past<RosterEvent> => ({ at: T0, by: 'ada', events });
export const person = (id: string, roles: Person['roles'], more: Partial<Person> = {}): RosterEvent => ({
  type: 'person.added',
  by: 'ada',
  person: { id, name: id, language: 'en', roles, identities: [slack(id)], ...more },
});
export const invited = (who: string, digest: string): RosterEvent => ({
  type: 'person.invited',
  person: who,
  digest,
  validUntil: T0 + day,
  by: 'ada',
});
const acme: RosterEvent = {
  type: 'tenant.added',
  tenant: { id: 'acme', title: 'Acme', realName: true },
  by: 'ada',
};
export const crew = [
  entry(person('ada', ['admin']), acme),
  entry(person('rui', ['reviewer'])),
  entry(person('lin', ['customer'], { tenant: 'acme' })),
];
export const invite = (roles: readonly string[], tenant?: string, name = 'new') =>
  ({ do: 'invite', person: 'p-9', name, roles, language: 'zh', digest: 'd-9', ...(tenant ? { tenant } : {}) }) as const;
export const setRoles = (who: string, roles: readonly string[]) => ({ do: 'set-roles', person: who, roles }) as const;
export const bad = (field: string, value: string, expects: string) => ({
  code: 'bad-field',
  field,
  value,
  values: { expect: expects },
});
