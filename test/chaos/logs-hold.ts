/** What must be so of the logs whatever has happened: commands, money, ports, VLANs, drills. Reads; repairs nothing. */
import { type Kind, parseLogName } from '../../src/app/journal.ts';
import type { Entry } from '../../src/app/ports.ts';
import type { CashierEvent } from '../../src/engine/cashier/index.ts';
import type { SiteEvent } from '../../src/engine/site/index.ts';
import { isOpenDrill } from '../../src/engine/tenant/drill/lifecycle.ts';
import { balances } from '../../src/engine/tenant/ledger.ts';
import type { TenantEvent } from '../../src/engine/tenant/messages.ts';
import type { Acknowledged } from './crew.ts';
import type { Observer } from './observer.ts';

type Logs = ReadonlyMap<string, readonly Entry[]>;

/** One sentence for each thing that is not as it must be. */
export async function logsHold(observer: Observer, acknowledged: readonly Acknowledged[]): Promise<readonly string[]> {
  const logs = new Map<string, readonly Entry[]>();
  for (const name of await observer.log.names()) logs.set(name, await observer.entries(name));
  const chains = await Promise.all([...logs.keys()].map((name) => brokenChain(observer, name)));
  const tenants = [...logs].flatMap(([name, entries]) =>
    name.startsWith('tenant:') ? [{ name: name.slice(7), events: eventsOf<TenantEvent>(entries) }] : [],
  );
  return [
    ...chains.flat(),
    ...onceEach(logs, acknowledged),
    ...tenants.flatMap(({ name, events }) => money(name, events, eventsOf(logs.get(`cashier:${name}`) ?? []))),
    ...orderedOnce(tenants.flatMap(({ events }) => events)),
    ...[...logs].flatMap(([name, entries]) => (name.startsWith('site:') ? portsOnce(name, eventsOf(entries)) : [])),
    ...(await Promise.all(tenants.map(({ name }) => network(observer, name)))).flat(),
  ];
}

const eventsOf = <T>(entries: readonly Entry[]): readonly T[] => entries.flatMap((entry) => entry.events as T[]);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

async function brokenChain({ journal }: Observer, name: string): Promise<readonly string[]> {
  const log = parseLogName(name);
  if (!log) return [`log ${name} has no known kind`];
  return journal.head(log.kind as Kind, log.id).then(
    () => [],
    (error: unknown) => [`log ${name} cannot be read: ${String(error)}`],
  );
}

/** A cause acts once in each log, and what was acknowledged is in exactly one. */
function onceEach(logs: Logs, acknowledged: readonly Acknowledged[]): readonly string[] {
  const seen = new Map<string, number>();
  const twice: string[] = [];
  for (const [name, entries] of logs) {
    const causes = entries.map((entry) => entry.cause);
    for (const cause of new Set(causes)) seen.set(cause, (seen.get(cause) ?? 0) + 1);
    if (new Set(causes).size !== causes.length) twice.push(`log ${name} holds one cause twice`);
  }
  const lost = acknowledged.filter(({ delivery }) => seen.get(delivery) !== 1);
  return [
    ...twice,
    ...lost.map(
      ({ delivery, text }) => `“${text}” was acknowledged and is in ${seen.get(delivery) ?? 0} logs (${delivery})`,
    ),
  ];
}

/** People gave every order a name of its own and never insisted on a second. */
function orderedOnce(events: readonly TenantEvent[]): readonly string[] {
  const ordered = events.flatMap((event) => (event.type === 'connection.ordered' ? [event.name] : []));
  // Lines that are part of the scenery have letters.
  const names = ordered.filter((name) => /-\d+$/.test(name));
  return repeats(names).map((name) => `${name} was ordered twice`);
}

function repeats(words: readonly string[]): readonly string[] {
  return [...new Set(words.filter((word, index) => words.indexOf(word) !== index))];
}

function money(tenant: string, events: readonly TenantEvent[], till: readonly CashierEvent[]): readonly string[] {
  const paid = events.flatMap((event) => (event.type === 'order.paid' ? [event] : []));
  const charged = till.flatMap((event) => (event.type === 'cashier.charged' ? [event] : []));
  const deposits = till.flatMap((event) => (event.type === 'cashier.deposited' ? [event] : []));
  const wrong: string[] = [];
  if (sum(Object.values(balances(events))) !== 0) wrong.push(`the books of ${tenant} do not sum to zero`);
  for (const order of repeats(paid.map((event) => event.order))) wrong.push(`${order} was paid twice`);
  for (const order of repeats(charged.map((event) => event.order))) wrong.push(`${order} was charged twice`);
  // Lines that are part of the scenery were paid before there was a till.
  const bought = paid.filter((event) => event.payment.startsWith('sim-'));
  const took = sum(charged.map((event) => event.fen));
  const booked = sum(bought.map((event) => event.fen));
  if (took !== booked) wrong.push(`the till of ${tenant} took ${took} fen, its orders book ${booked}`);
  if (sum(deposits.map((event) => event.fen)) < took) wrong.push(`the till of ${tenant} is below zero`);
  const amounts = deposits.filter((event) => event.deposit !== 'town').map((event) => String(event.fen));
  for (const fen of repeats(amounts)) wrong.push(`the deposit of ${fen} fen for ${tenant} counts twice`);
  return wrong;
}

/** A port is nobody's before it is reserved, and its holder's until it is released. */
function portsOnce(name: string, events: readonly SiteEvent[]): readonly string[] {
  const holders = new Map<string, string>();
  const wrong: string[] = [];
  for (const event of events) {
    if (event.type === 'ports.reserved') {
      for (const port of event.ports) {
        const holder = holders.get(port);
        if (holder !== undefined) wrong.push(`${port} at ${name} is held by ${holder} and ${event.connection}`);
        holders.set(port, event.connection);
      }
    }
    if (event.type === 'ports.released') for (const port of event.ports) holders.delete(port);
  }
  return [
    ...wrong,
    ...repeats([...holders.values()])
      .filter((line) => count(holders, line) !== 2)
      .map((line) => `${line} holds ${count(holders, line)} ports`),
  ];
}

const count = (holders: ReadonlyMap<string, string>, line: string): number =>
  [...holders.values()].filter((holder) => holder === line).length;

async function network({ journal }: Observer, tenant: string): Promise<readonly string[]> {
  const state = await journal.load('tenant', tenant);
  const vlans = Object.values(state.vifs)
    .filter((vif) => vif.state !== 'Deleted')
    .map((vif) => `${vif.connection} VLAN ${vif.vlan}`);
  const open = Object.values(state.drills).filter((drill) => isOpenDrill(drill.state));
  return [
    ...repeats(vlans).map((vlan) => `${vlan} is taken twice`),
    ...open.map((drill) => `drill ${drill.id} is still ${drill.state}`),
  ];
}
