/** Starts Hostline. With credentials it serves the real platform; without, a sandbox to try it in. */
import { readConfig } from './config.ts';
import { installGuards } from './wire/guards.ts';
import { startService } from './wire/running.ts';
import { startSandboxed } from './wire/sandbox.ts';
import { openTelemetry } from './wire/telemetry.ts';
import { townspeople } from './wire/town.ts';

async function main(): Promise<void> {
  const config = readConfig();
  const telemetry = openTelemetry(config.logLevel, true);
  const service = config.sandbox
    ? await startSandboxed({ config, telemetry }, 'socket')
    : await startService({ config, telemetry });
  installGuards(telemetry, () => service.close());
  process.stdout.write(config.sandbox ? sandboxWelcome(service.url) : `Hostline listens on ${service.url}\n`);
}

function sandboxWelcome(url: string): string {
  const people = townspeople
    .filter((row) => !row.stranger)
    .map(
      (row) =>
        `  npm run chat -- --as ${row.name.padEnd(4)} # ${row.roles.join(', ')}${row.tenant ? ` of ${row.tenant}` : ''}`,
    );
  return `Hostline runs in a sandbox on ${url}: no credentials, no real Slack, no real money.
Talk to it in another terminal as one of
${people.join('\n')}
and type, for instance: /line order --name dc1 --region cn-north-1 --port 10GBASE-LR
`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
