/** Knows how little an app on either platform can do: the vendors' own frameworks around a handler that does nothing. */
import { createServer, type RequestListener } from 'node:http';
import { adaptDefault, EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { secrets } from './signed.ts';

export interface Bare {
  readonly url: string;
  close(): void;
}

async function served(listener: RequestListener, path: string): Promise<Bare> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

export async function bareBolt(): Promise<Bare> {
  const path = '/slack/events';
  const receiver = new HTTPReceiver({ signingSecret: secrets.slack.signingSecret, endpoints: path });
  const app = new App({
    token: secrets.slack.botToken,
    botId: 'B0BENCH',
    botUserId: 'U0BENCHBOT',
    tokenVerificationEnabled: false,
    convoStore: false,
    receiver,
    logLevel: LogLevel.ERROR,
  });
  app.command('/line', async ({ ack }) => ack());
  return served(receiver.requestListener.bind(receiver), path);
}

export async function bareLark(): Promise<Bare> {
  const path = '/lark/events';
  const { encryptKey, verificationToken } = secrets.lark;
  const events = new EventDispatcher({ encryptKey, verificationToken, loggerLevel: LoggerLevel.error });
  events.register({ 'im.message.receive_v1': async () => undefined });
  return served(adaptDefault(path, events) as RequestListener, path);
}
