/** The service with a sandbox Slack and a sandbox Lark in place of real ones: everything over the real wire, nothing over the Internet. */
import type { Config } from '../config.ts';
import { type LarkSandbox, type LarkSandboxOptions, startLarkSandbox } from '../sandbox/lark/index.ts';
import { type SandboxOptions, type SlackSandbox, startSlackSandbox } from '../sandbox/slack/index.ts';
import { freshSecret } from './entropy.ts';
import { type Service, type ServiceOptions, startService } from './running.ts';
import { larkChats, larkPeople, settleTown, townChannels, townPeople } from './town.ts';

export interface SandboxedService extends Service {
  readonly slack: SlackSandbox;
  readonly lark: LarkSandbox;
}

/** Credentials of a sandbox exist for one run only. */
export function sandboxCredentials() {
  return { botToken: `xoxb-${freshSecret()}`, appToken: `xapp-${freshSecret()}`, signingSecret: freshSecret() };
}

export function larkCredentials() {
  return {
    appId: `cli_${freshSecret().slice(0, 16)}`,
    appSecret: freshSecret(),
    encryptKey: freshSecret(),
    verificationToken: freshSecret(),
  };
}

/** `via`: how the app hears, as with a real workspace. */
export async function startSandboxed(
  options: ServiceOptions,
  via: 'http' | 'socket' = 'http',
  sandbox: Partial<SandboxOptions> = {},
  larkSandbox: Partial<LarkSandboxOptions> = {},
): Promise<SandboxedService> {
  const { config } = options;
  const credentials = { slack: sandboxCredentials(), lark: larkCredentials() };
  const slack = await startSlackSandbox({
    ...credentials.slack,
    port: config.sandboxPort,
    seed: config.seed,
    people: townPeople,
    channels: townChannels,
    ...sandbox,
  });
  const lark = await startLarkSandbox({
    ...credentials.lark,
    seed: config.seed,
    people: larkPeople,
    chats: larkChats,
    ...larkSandbox,
  });
  const closeBoth = () => Promise.all([slack.close(), lark.close()]);
  try {
    const domains = { slack: slack.apiUrl, lark: lark.apiUrl };
    const service = await startService({ ...options, config: withSandboxes(config, credentials, domains, via) });
    if (via === 'http') {
      slack.listenAt(`${service.url}/slack/events`);
      lark.listenAt(`${service.url}/lark/events`);
    }
    await settleTown(service.world, service.app);
    return {
      ...service,
      slack,
      lark,
      async close() {
        await service.close();
        await closeBoth();
      },
    };
  } catch (error) {
    await closeBoth();
    throw error;
  }
}

interface Credentials {
  readonly slack: ReturnType<typeof sandboxCredentials>;
  readonly lark: ReturnType<typeof larkCredentials>;
}

function withSandboxes(
  config: Config,
  { slack, lark }: Credentials,
  domains: { slack: string; lark: string },
  via: 'http' | 'socket',
): Config {
  const { botToken, appToken, signingSecret } = slack;
  return {
    ...config,
    slack: { botToken, apiUrl: domains.slack, ...(via === 'http' ? { signingSecret } : { appToken }) },
    lark: { ...lark, mode: via, domain: domains.lark },
  };
}
