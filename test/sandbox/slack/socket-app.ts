/**
 * A Bolt app in a process of its own, for what kills a process.
 * Arguments: apiUrl, appToken, botToken, retries of the socket's client ("default" for Bolt's own).
 */
import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';

const [slackApiUrl = '', appToken = '', token = '', retries = 'default'] = process.argv.slice(2);
const retryConfig = retries === 'default' ? {} : { retryConfig: { retries: Number(retries) } };
const receiver = new SocketModeReceiver({
  appToken,
  clientPingTimeout: 500,
  logLevel: LogLevel.ERROR,
  installerOptions: { clientOptions: { slackApiUrl, ...retryConfig } },
});
const app = new App({ token, receiver, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl }, convoStore: false });
await app.start();
