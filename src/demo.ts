/** Plays the journey of the product on the real stack in a sandbox, prints what people see, and fails on any wrong card. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from './config.ts';
import { openStage } from './demo/stage.ts';
import { playStory } from './demo/story.ts';
import { playFailover } from './demo/story-failover.ts';
import { playNetwork } from './demo/story-network.ts';
import { startSandboxed } from './wire/sandbox.ts';
import { openTelemetry } from './wire/telemetry.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function demo(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'hostline-demo-'));
  const environment = {
    HOSTLINE_DIR: dir,
    HOSTLINE_PORT: '0',
    HOSTLINE_SANDBOX_PORT: '0',
    HOSTLINE_PACE: 'demo',
    HOSTLINE_INSTALL: 'allowed',
  };
  const telemetry = openTelemetry('error');
  try {
    const service = await startSandboxed({ config: readConfig(environment), telemetry });
    const stage = openStage(service.slack, say);
    say(
      'Hostline demo: a sandbox Slack, the real Bolt, BullMQ and Redis. Plant and cashier are simulated; a working day lasts six seconds.',
    );
    try {
      await playStory(stage, service.slack);
      await playNetwork(stage, service.slack);
      await playFailover(stage, service.slack);
    } catch {
      process.exitCode = 1;
    }
    await service.close();
    const { passed, all } = stage.score();
    say(`\ndemo: ${passed}/${all} steps passed`);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

demo().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
