/** Knows the endpoints about the app itself: its token, its bot and the address of a long connection. */
import { z } from 'zod';
import { codes } from '../codes.ts';
import type { Core } from '../core.ts';
import { type Answer, type Endpoint, endpoint, refuse, text } from './endpoint.ts';

/** Whether the id and the secret are this app's; the refusals of the two endpoints differ. */
function isApp({ workspace, secrets }: Core, id: string, secret: string): 'yes' | 'wrong id' | 'wrong secret' {
  if (id !== workspace.identity.appId) return 'wrong id';
  return secret === secrets.appSecret ? 'yes' : 'wrong secret';
}

const tenantToken = endpoint({
  name: 'auth.tenantAccessToken.internal',
  verb: 'POST',
  path: '/open-apis/auth/v3/tenant_access_token/internal',
  guarded: false,
  args: z.object({ app_id: text, app_secret: text }),
  run({ app_id, app_secret }, core): Answer {
    const known = isApp(core, app_id, app_secret);
    if (known !== 'yes') return refuse(known === 'wrong id' ? codes.wrongApp : codes.wrongSecret);
    const { token, expiresInSeconds } = core.tenantTokens.issue();
    return {
      status: 200,
      body: { code: 0, msg: 'ok', tenant_access_token: token, expire: expiresInSeconds },
    };
  },
});

const botInfo = endpoint({
  name: 'bot.info',
  verb: 'GET',
  path: '/open-apis/bot/v3/info',
  args: z.object({}),
  run(_args, { workspace }): Answer {
    const { botName, botOpenId } = workspace.identity;
    const bot = { activate_status: 2, app_name: botName, avatar_url: '', ip_white_list: [], open_id: botOpenId };
    return { status: 200, body: { code: 0, msg: 'ok', bot } };
  },
});

const socketAddress = endpoint({
  name: 'ws.endpoint',
  verb: 'POST',
  path: '/callback/ws/endpoint',
  guarded: false,
  args: z.object({ AppID: z.string(), AppSecret: z.string() }),
  run({ AppID, AppSecret }, core): Answer {
    // The SDK takes `data` apart before it looks at the code.
    const without = (answer: Answer): Answer => ({ ...answer, body: { ...answer.body, data: {} } });
    if (isApp(core, AppID, AppSecret) !== 'yes') return without(refuse(codes.socketApp));
    const url = core.openSocketUrl();
    if (url === undefined) return without(refuse(codes.socketFull));
    return { status: 200, body: { code: 0, msg: '', data: { URL: url, ClientConfig: { ...core.clientConfig } } } };
  },
});

export const authEndpoints: readonly Endpoint[] = [tenantToken, botInfo, socketAddress];
