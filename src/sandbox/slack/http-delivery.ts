/** Knows how an envelope becomes a signed HTTP request and what the app's answer means; decides no retry. */
import { createHmac } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type Envelope, failed, type Reply, type Transport } from './envelope.ts';
import { isObject, parseJson, shown } from './json.ts';

/** @param url read at each delivery, so that the address may change. */
export function createHttpDelivery(url: () => string, signingSecret: string, clock: Clock): Transport {
  return {
    async send(envelope, signal) {
      const { body, contentType } = encoded(envelope);
      const timestamp = String(Math.floor(clock.now() / 1000));
      const headers: Record<string, string> = {
        'content-type': contentType,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signatureOf(signingSecret, timestamp, body),
      };
      if (envelope.retry !== undefined) {
        headers['x-slack-retry-num'] = String(envelope.retry.number);
        headers['x-slack-retry-reason'] = envelope.retry.reason;
      }
      try {
        return await read(await fetch(url(), { method: 'POST', headers, body, redirect: 'manual', signal }));
      } catch {
        return failed(signal.aborted ? 'http_timeout' : 'connection_failed');
      }
    },
  };
}

/** Version 0 of Slack's request signature. */
export function signatureOf(signingSecret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** Slack names no charset, and Bolt compares the content type letter for letter. */
function encoded({ kind, payload }: Envelope): { body: string; contentType: string } {
  const form = 'application/x-www-form-urlencoded';
  switch (kind) {
    case 'events_api':
      return { body: JSON.stringify(payload), contentType: 'application/json' };
    case 'interactive':
      return { body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), contentType: form };
    case 'slash_commands': {
      const fields = Object.entries(payload).map(([name, value]): [string, string] => [name, shown(value)]);
      return { body: new URLSearchParams(fields).toString(), contentType: form };
    }
  }
}

async function read(response: Response): Promise<Reply> {
  const text = await response.text();
  const noRetry = response.headers.get('x-slack-no-retry') === '1';
  if (response.status !== 200) return { ok: false, reason: 'http_error', noRetry };
  const value = parseJson(text);
  return { ok: true, body: isObject(value) ? value : text === '' ? {} : { text } };
}
