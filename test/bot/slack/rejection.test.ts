import { expect, it } from 'vitest';
import { isSlackRejection } from '../../../src/bot/slack/rejection.ts';

function thrownAt(...frames: string[]): Error {
  const error = new TypeError('x');
  error.stack = ['TypeError: x', ...frames.map((frame) => `    at ${frame}`)].join('\n');
  return error;
}

const sdk =
  'SocketModeClient.onWebSocketMessage (/app/node_modules/@slack/socket-mode/dist/src/SocketModeClient.js:301:41)';
const own = 'decide (/app/src/engine/decide.ts:1:1)';
const node = 'process.processTicksAndRejections (node:internal/process/task_queues:95:5)';

it.each([
  // reason                          from an SDK
  [thrownAt(sdk, own), true],
  [thrownAt(node, sdk), true],
  [thrownAt(own, sdk), false],
  [thrownAt(own), false],
  [thrownAt(), false],
  ['a string', false],
  [undefined, false],
])('%s', (reason, escaped) => {
  expect(isSlackRejection(reason)).toBe(escaped);
});
