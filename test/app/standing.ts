/** Puts a working network into logs: lines in service, an interface on each, one VPC; as if it had been built long ago. */
import type { App } from '../../src/app/index.ts';
import type { Journal } from '../../src/app/journal.ts';
import type { Clock, Entry } from '../../src/app/ports.ts';
import { settle } from '../../src/app/settle.ts';
import type { World } from '../../src/app/world.ts';
import type { SiteCommand } from '../../src/engine/site/index.ts';
import type { TenantEvent } from '../../src/engine/tenant/messages.ts';
import type { NetworkCommand } from '../../src/engine/tenant/network/messages.ts';
import { systemEntropy } from '../../src/wire/entropy.ts';
import { facts, stories } from '../engine/tenant/story.ts';
import {
  attachment,
  device,
  gateway,
  instance,
  keyPrint,
  lin,
  pairs,
  propagation,
  region,
  vpc,
} from '../engine/twin/estate.ts';
import type { Bench } from './bench.ts';

export { region };

export interface Standing {
  readonly tenant: string;
  /** Ranges announced over each line; as many lines as entries. */
  readonly announces: readonly (readonly string[])[];
}

/** Where a network is put: a bench, or a running service. */
export interface Ground {
  readonly journal: Journal;
  readonly clock: Clock;
  /** Appends what no decider would let through, such as a line's whole life at once; before anything is decided there. */
  append(log: string, entries: readonly Entry[]): Promise<void>;
}

/** Settles as the application does. */
export function groundOf({ app, world }: { readonly app: App; readonly world: World }): Ground {
  return {
    journal: app.journal,
    clock: world.clock,
    async append(log, entries) {
      for (const entry of entries) await world.log.append(log, entry);
      for (const entry of entries) await settle(world, app.journal, log, entry);
    },
  };
}

const freshCause = () => systemEntropy.id('cause');

async function decideAtSite({ journal, clock }: Ground, command: SiteCommand): Promise<void> {
  const cause = { by: 'test', cause: freshCause(), at: clock.now() };
  const outcome = await journal.act('site', region, command, () => ({ at: cause.at, by: cause.by }), cause);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
}

export const atSite = (bench: Bench, command: SiteCommand): Promise<void> => decideAtSite(groundOf(bench), command);

async function decideInTenant(
  { journal, clock }: Ground,
  tenant: string,
  ...commands: readonly NetworkCommand[]
): Promise<void> {
  for (const command of commands) {
    const cause = { by: lin.person, cause: freshCause(), at: clock.now() };
    const outcome = await journal.act('tenant', tenant, command, () => facts(lin, clock.now()), cause);
    if (!outcome.ok) throw new Error(`${command.do}: ${JSON.stringify(outcome.refusal)}`);
  }
}

export const inTenant = (bench: Bench, tenant: string, ...commands: readonly NetworkCommand[]): Promise<void> =>
  decideInTenant(groundOf(bench), tenant, ...commands);

export async function stand(bench: Bench, standing: Standing): Promise<void> {
  await build(groundOf(bench), standing);
  await bench.run();
}

/** Things are called `conn-<tenant>-1`, `vif-<tenant>-1`, `bgw-<tenant>`. */
export async function build(ground: Ground, { tenant, announces }: Standing): Promise<void> {
  await decideAtSite(ground, { do: 'open', region });
  const lines = announces.map((_ranges, index) => `conn-${tenant}-${index + 1}`);
  const lives = lines.flatMap(
    (line) => JSON.parse(JSON.stringify(stories.active).replaceAll('conn-1', line)) as typeof stories.active,
  );
  // Whatever the clock says, the rental goes on.
  const lasting = (event: TenantEvent): TenantEvent =>
    event.type === 'connection.activated' ? { ...event, to: Date.UTC(2099, 0, 1) } : event;
  const past = lives.map(({ at, by, events: lived }, index) => ({
    version: index + 1,
    at,
    by,
    cause: freshCause(),
    events: lived.map(lasting),
  }));
  await ground.append(`tenant:${tenant}`, past);
  for (const connection of lines) await decideAtSite(ground, { do: 'reserve', connection, spec: '1000BASE-LX' });
  const bgw = `bgw-${tenant}`;
  const cloud = `vpc-${tenant}`;
  const tunnel = (ranges: readonly string[], index: number): NetworkCommand[] => {
    const id = `vif-${tenant}-${index + 1}`;
    const host = ranges[0]?.replace(/0\.0\/16$/, '0.10') ?? '';
    return [
      {
        do: 'create-vif',
        id,
        name: id,
        connection: `conn-${tenant}-${index + 1}`,
        gateway: bgw,
        vlan: 11 + index,
        customerAsn: 65_001 + index,
        keyPrint,
        pairs: pairs(index + 1),
        healthCheck: { kind: 'none' },
      },
      { do: 'set-device', id, device: device(index + 1, host, ...ranges) },
    ];
  };
  await decideInTenant(
    ground,
    tenant,
    gateway(bgw),
    ...vpc(cloud, '192.168.0.0/20', '192.168.0.0/24'),
    instance(`i-${tenant}`, cloud, `${cloud}-s1`, '0.0.0.0/0'),
    attachment(`att-${tenant}`, cloud, bgw),
    propagation(cloud, bgw, '0.0.0.0/0'),
    ...announces.flatMap(tunnel),
  );
}

/** Types of a tenant's events about one thing, in order. */
export async function eventsOf({ app }: Bench, tenant: string, id: string): Promise<readonly string[]> {
  const entries = await app.journal.entries('tenant', tenant, 0);
  return entries
    .flatMap((entry) => entry.events as readonly TenantEvent[])
    .filter((event) => 'id' in event && event.id === id)
    .map(({ type }) => type);
}
