/** Reads a file a person sent on Slack, from Slack alone. The bot's token goes to no other host. */
import { webApi } from '@slack/bolt';
import type { FileProblem, FileText, Telemetry } from '../../app/ports.ts';
import { type ReadFile, textWithin } from '../sent-files.ts';

export interface FileParts {
  readonly client: webApi.WebClient;
  readonly botToken: string;
  /** Another Web API than Slack's own: its files lie there. */
  readonly apiUrl: string | undefined;
  readonly telemetry: Telemetry;
}

const answerWithinMs = 5000;

const problems: Readonly<Record<string, FileProblem>> = {
  file_not_found: 'gone',
  file_deleted: 'gone',
  missing_scope: 'no-access',
  no_permission: 'no-access',
};

/** Whether files may lie there: where the API is, or over TLS on a host below it, such as `files.slack.com`. */
export function isSlackAddress(address: string | undefined, apiUrl = 'https://slack.com/api/'): address is string {
  if (address === undefined || !URL.canParse(address)) return false;
  const [url, api] = [new URL(address), new URL(apiUrl)];
  if (url.username !== '' || url.password !== '') return false;
  const isBelow = url.hostname.endsWith(`.${api.hostname}`) && url.port === api.port;
  return url.origin === api.origin || (isBelow && url.protocol === 'https:' && api.protocol === 'https:');
}

export function slackFileReader({ client, botToken, apiUrl, telemetry }: FileParts): ReadFile {
  const refuse = (problem: FileProblem): FileText => {
    telemetry.count('slack_file_refused', { problem });
    return { ok: false, problem };
  };

  async function fetched(address: string, mostBytes: number): Promise<FileText> {
    const response = await fetch(address, {
      headers: { authorization: `Bearer ${botToken}` },
      // Slack sends who may not read on to its sign-in page.
      redirect: 'manual',
      signal: AbortSignal.timeout(answerWithinMs),
    });
    if (response.status >= 300 && response.status < 400) return refuse('no-access');
    if (!response.ok || response.body === null) return refuse(response.status === 404 ? 'gone' : 'unreachable');
    const read = await textWithin(response.body, mostBytes);
    return read.ok ? read : refuse(read.problem);
  }

  return async (user, ref, mostBytes) => {
    try {
      const { file } = await client.files.info({ file: ref });
      if (file?.user !== user) return refuse('not-yours');
      if ((file.size ?? 0) > mostBytes) return refuse('too-large');
      const address = file.url_private_download ?? file.url_private;
      if (!isSlackAddress(address, apiUrl)) return refuse('foreign-host');
      return await fetched(address, mostBytes);
    } catch (error) {
      const code = error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
      if (code === undefined) telemetry.log('warn', 'slack_file_failed', { error: String(error) });
      return refuse(problems[code ?? ''] ?? 'unreachable');
    }
  };
}
