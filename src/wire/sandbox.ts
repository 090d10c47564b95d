/** The service with a sandbox Slack in place of a real one: everything over the real wire, nothing over the Internet. */
import type { Config } from '../config.ts';
import { type SandboxOptions, type SlackSandbox, startSlackSandbox } from '../sandbox/slack/index.ts';
import { freshSecret } from './entropy.ts';
import { type Service, type ServiceOptions, startService } from './running.ts';
import { settleTown, townChannels, townPeople } from './town.ts';

export interface SandboxedService extends Service {
  readonly slack: SlackSandbox;
}

/** Credentials of a sandbox exist for one run only. */
export function sandboxCredentials() {
  return { botToken: `xoxb-${freshSecret()}`, appToken: `xapp-${freshSecret()}`, signingSecret: freshSecret() };
}

/** `via`: how the app hears, as with a real workspace. */
export async function startSandboxed(
  options: ServiceOptions,
  via: 'http' | 'socket' = 'http',
  sandbox: Partial<SandboxOptions> = {},
): Promise<SandboxedService> {
  const { config } = options;
  const credentials = sandboxCredentials();
  const slack = await startSlackSandbox({
    ...credentials,
    port: config.sandboxPort,
    seed: config.seed,
    people: townPeople,
    channels: townChannels,
    ...sandbox,
  });
  try {
    const service = await startService({ ...options, config: withSandbox(config, credentials, slack.apiUrl, via) });
    if (via === 'http') slack.listenAt(`${service.url}/slack/events`);
    await settleTown(service.world, service.app);
    return {
      ...service,
      slack,
      async close() {
        await service.close();
        await slack.close();
      },
    };
  } catch (error) {
    await slack.close();
    throw error;
  }
}

function withSandbox(
  config: Config,
  credentials: ReturnType<typeof sandboxCredentials>,
  apiUrl: string,
  via: 'http' | 'socket',
): Config {
  const { botToken, appToken, signingSecret } = credentials;
  return { ...config, slack: { botToken, apiUrl, ...(via === 'http' ? { signingSecret } : { appToken }) } };
}
