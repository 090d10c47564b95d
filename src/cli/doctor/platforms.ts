/** Examines what Slack and Lark make of the credentials: tokens, scopes, clocks, and how events would arrive. Posts nothing. */
import type { Config, LarkConfig, SlackConfig } from '../../config.ts';
import { clockFinding, type Finding, fail, ok, reasonOf, skipped } from './finding.ts';

/** What the bot needs on Slack; the same as in `slack-manifest.yaml`. */
export const slackScopes = [
  'commands',
  'app_mentions:read',
  'im:history',
  'chat:write',
  'im:write',
  'channels:history',
  'groups:history',
  'channels:read',
  'groups:read',
  'files:read',
  'files:write',
  'users:read',
] as const;

interface Answer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}
const timeoutMs = 5_000;

/** @throws the reason nothing came back. */
async function call(url: string, token: string | undefined, body?: object): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body ?? {}),
    signal: AbortSignal.timeout(timeoutMs),
  });
  return { body: (await response.json()) as Answer['body'], headers: response.headers };
}

function clockOf(check: string, { headers }: Answer, now: () => number): Finding[] {
  const theirs = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(theirs) ? [] : [clockFinding(check, theirs, now())];
}

async function examineSlack(slack: SlackConfig, now: () => number): Promise<Finding[]> {
  const api = slack.apiUrl ?? 'https://slack.com/api/';
  const at = (method: string) => new URL(method, api.endsWith('/') ? api : `${api}/`).href;
  let answer: Answer;
  try {
    answer = await call(at('auth.test'), slack.botToken);
  } catch (error) {
    return [
      fail(
        'slack',
        `${api} does not answer: ${reasonOf(error)}`,
        'Let this machine reach it, or correct SLACK_API_URL.',
      ),
    ];
  }
  const { body, headers } = answer;
  if (body.ok !== true)
    return [
      fail('slack.token', `refused: ${String(body.error)}`, 'Take SLACK_BOT_TOKEN from “OAuth & Permissions” again.'),
    ];
  const granted = new Set((headers.get('x-oauth-scopes') ?? '').split(',').map((scope) => scope.trim()));
  const missing = slackScopes.filter((scope) => !granted.has(scope));
  return [
    body.bot_id === undefined
      ? fail('slack.token', 'not a bot token', 'SLACK_BOT_TOKEN begins with xoxb-.')
      : ok('slack.token', `${String(body.user)} in ${String(body.team)} (${String(body.team_id)})`),
    missing.length === 0
      ? ok('slack.scopes', `${slackScopes.length} of ${slackScopes.length}`)
      : fail(
          'slack.scopes',
          `missing: ${missing.join(', ')}`,
          'Add them under “OAuth & Permissions”, then reinstall the app.',
        ),
    ...clockOf('slack.clock', answer, now),
    await examineSlackCallbacks(slack, at('apps.connections.open')),
  ];
}

async function examineSlackCallbacks({ appToken, signingSecret }: SlackConfig, open: string): Promise<Finding> {
  if (appToken === undefined)
    return skipped(
      'slack.callbacks',
      `HTTP, ${signingSecret === undefined ? 'without' : 'with'} a signing secret: whether Slack reaches /slack/events is not seen from here; press “Retry” beside the Request URL`,
    );
  const { body } = await call(open, appToken).catch(
    (error: unknown): Answer => ({ body: { error: reasonOf(error) }, headers: new Headers() }),
  );
  return body.ok === true
    ? ok('slack.callbacks', 'Socket Mode')
    : fail(
        'slack.callbacks',
        `Socket Mode refused: ${String(body.error)}`,
        'Turn Socket Mode on and make an app-level token with connections:write: SLACK_APP_TOKEN, xapp-….',
      );
}

async function examineLark(lark: LarkConfig, now: () => number): Promise<Finding[]> {
  const domain = (lark.domain ?? 'https://open.feishu.cn').replace(/\/+$/, '');
  const credentials = { app_id: lark.appId, app_secret: lark.appSecret };
  let answer: Answer;
  try {
    answer = await call(`${domain}/open-apis/auth/v3/tenant_access_token/internal`, undefined, credentials);
  } catch (error) {
    return [
      fail(
        'lark',
        `${domain} does not answer: ${reasonOf(error)}`,
        'Let this machine reach it, or correct LARK_DOMAIN.',
      ),
    ];
  }
  if (answer.body.code !== 0)
    return [
      fail(
        'lark.credentials',
        `refused: ${String(answer.body.code)} ${String(answer.body.msg)}`,
        'Take LARK_APP_ID and LARK_APP_SECRET from “Credentials & Basic Info” again.',
      ),
    ];
  const how = lark.mode === 'socket' ? 'the long connection' : 'HTTP';
  return [
    ok('lark.credentials', lark.appId),
    ...clockOf('lark.clock', answer, now),
    skipped('lark.callbacks', `${how}: what the app subscribes to is only seen in the developer console`),
  ];
}

export async function examinePlatforms(
  { slack, lark }: Pick<Config, 'slack' | 'lark'>,
  now: () => number,
): Promise<Finding[]> {
  if (!slack && !lark) return [skipped('platforms', 'no credentials: Hostline would start its sandbox')];
  const found = await Promise.all([slack ? examineSlack(slack, now) : [], lark ? examineLark(lark, now) : []]);
  return found.flat();
}
