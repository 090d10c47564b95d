/** A page that shows the queues to operators. Only looks: what happens to a job is decided by the log, not by a click here. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { OpenQueues } from './queues.ts';

/** `path`: where it is mounted, such as `/queues`. Lets everybody in: the caller has asked who it is. */
export function queuesDashboard(queues: OpenQueues, path: string) {
  const server = new ExpressAdapter();
  server.setBasePath(path);
  createBullBoard({
    queues: Object.values(queues.all).map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: server,
    options: { uiConfig: { boardTitle: 'Hostline' } },
  });
  const app = server.getRouter() as (request: IncomingMessage, response: ServerResponse) => void;
  return (request: IncomingMessage, response: ServerResponse): void => {
    request.url = (request.url ?? '').slice(path.length) || '/';
    app(request, response);
  };
}
