/** Knows how the whole service is started for a bench, its platforms being the far side, and its tenants ready to order. */
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { type Service, startService } from '../../src/wire/running.ts';
import { openTelemetry } from '../../src/wire/telemetry.ts';
import type { FarSide } from './far-side-words.ts';
import { type BenchRedis, benchRedis } from './house.ts';
import { secrets } from './signed.ts';
import { addTenants } from './tenants.ts';

export interface ServedBench {
  readonly service: Service;
  readonly close: () => Promise<void>;
}

/** `bot` hears and decides only; `all` also carries out what follows. */
export async function startBenchService(far: FarSide, role: 'bot' | 'all', tenants: number): Promise<ServedBench> {
  const redis: BenchRedis = await benchRedis();
  const config = readConfig({
    HOSTLINE_DIR: redis.folder,
    HOSTLINE_PORT: '0',
    HOSTLINE_ROLE: role,
    HOSTLINE_INSTALL: 'never',
    HOSTLINE_SANDBOX: 'no',
    HOSTLINE_VAULT_KEY: '0'.repeat(64),
    REDIS_URL: `unix://${join(redis.folder, 'redis.sock')}`,
    SLACK_BOT_TOKEN: secrets.slack.botToken,
    SLACK_SIGNING_SECRET: secrets.slack.signingSecret,
    SLACK_API_URL: `${far.origin}/api/`,
    LARK_APP_ID: secrets.lark.appId,
    LARK_APP_SECRET: secrets.lark.appSecret,
    LARK_ENCRYPT_KEY: secrets.lark.encryptKey,
    LARK_VERIFICATION_TOKEN: secrets.lark.verificationToken,
    LARK_DOMAIN: far.origin,
  });
  const service = await startService({ config, telemetry: openTelemetry('silent') });
  await addTenants(service.world.log, tenants, await service.app.journal.head('roster', ''));
  return {
    service,
    close: async () => {
      await service.close();
      await redis.close();
    },
  };
}
