/** The verb that lists open alarms: one's own, for staff everybody's, found by the worklist. Only looks. */
import type { RosterState } from '../../engine/roster/model.ts';
import { type AlarmCode, alarmTable } from '../../engine/tenant/alarm/model.ts';
import { scopeOf } from '../access.ts';
import { alarmsCard, type TenantAlarm } from '../cards/alarms.ts';
import type { Answer, DirectoryEntry } from '../ports.ts';
import { named, sayRefusal } from '../text/refusal.ts';
import { thingIn } from '../things.ts';
import { text } from './args.ts';
import { said } from './connection-act.ts';
import type { KnownCall, Verb } from './spec.ts';

/** More things with alarms than this are not looked at: a card shows fewer, the worst first. */
const thingsAtMost = 100;
const namesAtMost = 1_000;

/** Whose logs an engineer's question is about: those of the things it names, else those with the worst alarms. */
async function alarmedTenants({ world: { directory }, args: { thing } }: KnownCall) {
  const tenantsOf = (entries: readonly DirectoryEntry[]) => [...new Set(entries.map(({ tenant }) => tenant))];
  if (thing === undefined) {
    const worst = await directory.alarmed(thingsAtMost);
    return { tenants: tenantsOf(worst), isCut: worst.length === thingsAtMost };
  }
  const one = await directory.find(thing);
  const named = one ? [one] : (await directory.list(undefined, namesAtMost)).filter(({ name }) => name === thing);
  return { tenants: tenantsOf(named), isCut: false };
}

async function openIn(call: KnownCall, tenant: string, roster: RosterState | undefined): Promise<TenantAlarm[]> {
  const state = await call.journal.load('tenant', tenant);
  const title = roster && { tenant: roster.tenants[tenant]?.title ?? tenant };
  return Object.values(state.alarms).map((alarm) => ({ state, alarm, ...title }));
}

async function list(call: KnownCall): Promise<Answer> {
  const { journal, person, args } = call;
  const scope = scopeOf(person);
  const roster = await journal.load('roster', '');
  const { tenants, isCut } = !scope
    ? { tenants: [], isCut: false }
    : scope.tenant === undefined
      ? await alarmedTenants(call)
      : { tenants: [scope.tenant], isCut: false };
  const open: TenantAlarm[] = [];
  for (const tenant of tenants)
    open.push(...(await openIn(call, tenant, scope?.tenant === undefined ? roster : undefined)));
  const { thing, severity } = args;
  const isNamed = ({ state, alarm: { id } }: TenantAlarm) => id === thing || thingIn(state, id)?.name === thing;
  // A word that names nothing at all is a mistake, not a thing without alarms.
  if (thing !== undefined && !open.some(isNamed) && !(await exists(call, tenants, thing)))
    return said('bad', sayRefusal({ code: 'unknown-thing', field: 'thing', value: thing }));
  const isWanted = (code: AlarmCode) => severity === undefined || alarmTable[code].severity === severity;
  const rows = open.filter((row) => isWanted(row.alarm.code) && (thing === undefined || isNamed(row)));
  return { kind: 'card', card: alarmsCard(rows, isCut) };
}

async function exists({ journal }: KnownCall, tenants: readonly string[], word: string): Promise<boolean> {
  for (const tenant of tenants) {
    const state = await journal.load('tenant', tenant);
    if (thingIn(state, word)) return true;
    const { connections, vifs, gateways } = state;
    if ([connections, vifs, gateways].some((things) => Object.values(things).some(({ name }) => name === word)))
      return true;
  }
  return false;
}

export const alarmVerbs: readonly Verb[] = [
  {
    name: 'alarms',
    summary: 'verb.alarms',
    roles: 'linked',
    changes: false,
    args: [
      text('thing', 'arg.thing', { positional: true, expect: 'expect.thing' }),
      text('severity', 'arg.severity', {
        expect: 'expect.severity',
        options: (['grave', 'warning'] as const).map((value) => ({ value, label: named('severity', value) })),
      }),
    ],
    run: list,
  },
];
