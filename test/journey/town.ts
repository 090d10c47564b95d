/** A whole service in the sandbox for a test file: real Redis, real BullMQ, real Bolt, sandbox Slack, made-up people. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Connection, TenantState } from '../../src/engine/tenant/model.ts';
import type { LarkSandboxOptions } from '../../src/sandbox/lark/index.ts';
import type { Clock, SandboxOptions } from '../../src/sandbox/slack/index.ts';
import type { ServiceOptions } from '../../src/wire/running.ts';
import { type SandboxedService, startSandboxed } from '../../src/wire/sandbox.ts';
import { openTelemetry } from '../../src/wire/telemetry.ts';
import { temporaryFolder } from '../store/redis-fixture.ts';

export interface Town {
  /** Where the service keeps its keys. */
  readonly dir: string;
  readonly service: SandboxedService;
  tenant(id?: string): Promise<TenantState>;
  /** A fresh order of a customer, reviewed by the jobs, waiting for a decision. */
  order(name: string, person?: string): Promise<Connection>;
  /** Waits until a connection of the tenant satisfies the condition. */
  settled(id: string, is: (connection: Connection) => boolean, tenant?: string): Promise<Connection>;
}

/** Time in the sandbox passes slower: a storm on a busy machine is about order, not about Slack's three seconds. */
export function slowClock(factor: number): Clock {
  const start = Date.now();
  return {
    now: () => start + (Date.now() - start) / factor,
    after(milliseconds, act) {
      const timer = setTimeout(act, milliseconds * factor);
      return () => clearTimeout(timer);
    },
  };
}

export function withTown(
  via: 'http' | 'socket' = 'http',
  env: Record<string, string> = {},
  sandbox: Partial<SandboxOptions> = {},
  lark: Partial<LarkSandboxOptions> = {},
  extra: Partial<ServiceOptions> = {},
): Town {
  let service: SandboxedService | undefined;
  const dir = temporaryFolder();
  beforeAll(async () => {
    const config = readConfig({
      HOSTLINE_DIR: dir,
      HOSTLINE_PORT: '0',
      HOSTLINE_SANDBOX_PORT: '0',
      HOSTLINE_PACE: 'demo',
      HOSTLINE_INSTALL: 'never',
      ...env,
    });
    service = await startSandboxed(
      { config, telemetry: openTelemetry(process.env.TEST_LOG ?? 'silent'), ...extra },
      via,
      sandbox,
      lark,
    );
  });
  afterAll(async () => {
    await service?.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const running = (): SandboxedService => {
    if (!service) throw new Error('withTown: used before its beforeAll has run');
    return service;
  };
  const tenant = (id = 'acme') => running().app.journal.load('tenant', id);

  const town: Town = {
    dir,
    get service() {
      return running();
    },
    tenant,
    async order(name, person = 'tom') {
      const { slack } = running();
      const room = person === 'mei' ? 'globex-line' : 'acme-line';
      const owner = person === 'mei' ? 'globex' : 'acme';
      await slack.type(person, room, `/line order --name ${name} --region cn-north-1 --port 1000BASE-LX`);
      return until(`the order ${name} is checked`, async () =>
        Object.values((await tenant(owner)).connections).find((row) => row.name === name && row.checks !== undefined),
      );
    },
    settled: (id, is, owner = 'acme') =>
      until(`${id} settles`, async () => {
        const row = (await tenant(owner)).connections[id];
        return row && is(row) ? row : undefined;
      }),
  };
  return town;
}

/** Asks until there is an answer; fails with what was waited for after twenty seconds. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  patienceMs = 20_000,
): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`not so in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
