/** Workers that are closed while their Redis is away. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startWorkers } from '../../src/jobs/workers.ts';
import { openRedis } from '../../src/store/redis/open.ts';
import { startServer, temporaryFolder, until } from '../store/redis-fixture.ts';

it('closes also while Redis is away', async () => {
  const dir = temporaryFolder();
  const path = join(dir, 'r.sock');
  const server = startServer(dir, ['--port', '0', '--unixsocket', path]);
  const away = await openRedis({ url: `unix://${path}`, dir, install: 'never', log: () => undefined });
  const said: string[] = [];
  const own = startWorkers({
    connect: () => away.connect('blocking'),
    prefix: 'closing',
    now: Date.now,
    telemetry: { count: () => undefined, log: (_level, event) => void said.push(event) },
    app: { work: async () => undefined },
  });
  await server.stop();
  await until('they notice', () => said.includes('worker error'));
  await own.close();
  expect(said).toContain('worker closed the hard way');
  await away.close();
});
