/** Knows how a typed command travels to the app: Slack's signed form, Lark's sealed and signed event. Sends nothing. */
import { createCipheriv, createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Ready } from './far-side-words.ts';
import { roomId, team, userId } from './tenants.ts';

export const secrets = {
  slack: { botToken: 'xoxb-bench', signingSecret: randomBytes(16).toString('hex') },
  lark: {
    appId: 'cli_a000000000000000',
    appSecret: 'bench',
    encryptKey: randomBytes(16).toString('hex'),
    verificationToken: randomBytes(16).toString('hex'),
  },
} as const;

const seconds = (): string => String(Math.floor(Date.now() / 1000));

/** A slash command of the tenant's person in the tenant's room. */
export function slackCommand(tenant: number, text: string, responseUrl: string): Ready {
  const body = new URLSearchParams({
    command: '/line',
    text,
    team_id: team.slack,
    channel_id: roomId(tenant),
    user_id: userId.slack(tenant),
    trigger_id: randomUUID(),
    response_url: responseUrl,
  }).toString();
  const timestamp = seconds();
  const mac = createHmac('sha256', secrets.slack.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${mac}`,
    },
    body,
  };
}

/** A message of the tenant's person to the bot alone. */
export function larkCommand(tenant: number, text: string): Ready {
  const { appId, encryptKey, verificationToken } = secrets.lark;
  const clear = JSON.stringify({
    schema: '2.0',
    header: {
      event_id: randomUUID(),
      token: verificationToken,
      create_time: String(Date.now()),
      event_type: 'im.message.receive_v1',
      tenant_key: team.lark,
      app_id: appId,
    },
    event: {
      sender: { sender_id: { open_id: userId.lark(tenant) }, sender_type: 'user', tenant_key: team.lark },
      message: {
        message_id: `om_${randomUUID()}`,
        chat_id: `oc_${tenant}`,
        chat_type: 'p2p',
        message_type: 'text',
        content: JSON.stringify({ text }),
      },
    },
  });
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv);
  const encrypted = Buffer.concat([iv, cipher.update(clear, 'utf8'), cipher.final()]).toString('base64');
  const body = JSON.stringify({ encrypt: encrypted });
  const [timestamp, nonce] = [seconds(), randomUUID().slice(0, 10)];
  const signature = createHash('sha256').update(`${timestamp}${nonce}${encryptKey}${body}`).digest('hex');
  return {
    headers: {
      'content-type': 'application/json;charset=utf-8',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature,
    },
    body,
  };
}
