/** Puts a working network into a bench's logs: lines in service, an interface on each, one VPC; as if it had been built long ago. */
import { settle } from '../../src/app/settle.ts';
import type { SiteCommand } from '../../src/engine/site/index.ts';
import type { TenantEvent } from '../../src/engine/tenant/messages.ts';
import type { NetworkCommand } from '../../src/engine/tenant/network/messages.ts';
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

export async function atSite({ app, world }: Bench, command: SiteCommand): Promise<void> {
  const cause = { by: 'test', cause: world.entropy.id('cause'), at: world.clock.now() };
  const outcome = await app.journal.act('site', region, command, () => ({ at: cause.at, by: cause.by }), cause);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
}

/** Things are called `conn-<tenant>-1`, `vif-<tenant>-1`, `bgw-<tenant>`. */
export async function stand(bench: Bench, { tenant, announces }: Standing): Promise<void> {
  const { app, world } = bench;
  await atSite(bench, { do: 'open', region });
  for (const index of announces.keys()) {
    const line = `conn-${tenant}-${index + 1}`;
    for (const { at, by, events } of JSON.parse(
      JSON.stringify(stories.active).replaceAll('conn-1', line),
    ) as typeof stories.active) {
      const before = await app.journal.load('tenant', tenant);
      const entry = { version: before.version + 1, at, by, cause: world.entropy.id('cause'), events };
      await world.log.append(`tenant:${tenant}`, entry);
      await settle(world, app.journal, `tenant:${tenant}`, entry);
    }
    await atSite(bench, { do: 'reserve', connection: line, spec: '1000BASE-LX' });
  }
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
  await inTenant(
    bench,
    tenant,
    gateway(bgw),
    ...vpc(cloud, '192.168.0.0/20', '192.168.0.0/24'),
    instance(`i-${tenant}`, cloud, `${cloud}-s1`, '0.0.0.0/0'),
    attachment(`att-${tenant}`, cloud, bgw),
    propagation(cloud, bgw, '0.0.0.0/0'),
    ...announces.flatMap(tunnel),
  );
  await bench.run();
}

export async function inTenant(
  { app, world }: Bench,
  tenant: string,
  ...commands: readonly NetworkCommand[]
): Promise<void> {
  for (const command of commands) {
    const cause = { by: lin.person, cause: world.entropy.id('cause'), at: world.clock.now() };
    const outcome = await app.journal.act('tenant', tenant, command, () => facts(lin, world.clock.now()), cause);
    if (!outcome.ok) throw new Error(`${command.do}: ${JSON.stringify(outcome.refusal)}`);
  }
}

/** Types of a tenant's events about one thing, in order. */
export async function eventsOf({ app }: Bench, tenant: string, id: string): Promise<readonly string[]> {
  const entries = await app.journal.entries('tenant', tenant, 0);
  return entries
    .flatMap((entry) => entry.events as readonly TenantEvent[])
    .filter((event) => 'id' in event && event.id === id)
    .map(({ type }) => type);
}
