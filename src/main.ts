/** Starts Hostline. With credentials it serves the real platform; without, a sandbox to try it in. */
import { type Config, readConfig } from './config.ts';
import { installGuards } from './wire/guards.ts';
import { startPage } from './wire/page.ts';
import { startService } from './wire/running.ts';
import { startSandboxed } from './wire/sandbox.ts';
import { openTelemetry, type ServiceTelemetry } from './wire/telemetry.ts';
import { townspeople } from './wire/town.ts';

async function main(): Promise<void> {
  const config = readConfig();
  const telemetry = openTelemetry(config.logLevel, true);
  if (config.sandbox) return playSandbox(config, telemetry);
  const service = await startService({ config, telemetry });
  installGuards(telemetry, () => service.close());
  process.stdout.write(`Hostline listens on ${service.url}\n`);
}

/** Only here is there a page: it speaks as anybody, which no real workspace may allow. */
async function playSandbox(config: Config, telemetry: ServiceTelemetry): Promise<void> {
  const service = await startSandboxed({ config, telemetry }, 'socket');
  const page = await startPage(service, config.pagePort).catch(async (error: unknown) => {
    await service.close();
    throw error;
  });
  installGuards(telemetry, async () => {
    await page.close();
    await service.close();
  });
  process.stdout.write(sandboxWelcome(service.url, page.url));
}

function sandboxWelcome(url: string, page: string): string {
  const people = townspeople
    .filter((row) => !row.stranger)
    .map(
      (row) =>
        `  npm run chat -- --as ${row.name.padEnd(4)} # ${row.roles.join(', ')}${row.tenant ? ` of ${row.tenant}` : ''}`,
    );
  return `Hostline runs in a sandbox on ${url}: no credentials, no real Slack, no real money.

  Open ${page} to use both chats as different people.

Or talk to it in another terminal as one of
${people.join('\n')}
and type, for instance: /line order --name dc1 --region cn-north-1 --port 10GBASE-LR
`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
