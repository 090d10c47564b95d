/** A worker process that takes a job up and never ends it, to be killed. Its one argument is the address of the Redis. */
import { startWorkers } from '../../src/jobs/workers.ts';
import { openRedis } from '../../src/store/redis/open.ts';

const [, , url = '', prefix = ''] = process.argv;
const redis = await openRedis({ url, dir: '.', install: 'never', log: () => undefined });
const never = new Promise<void>(() => undefined);
startWorkers({
  now: Date.now,
  connect: () => redis.connect('blocking'),
  prefix,
  queues: ['clock'],
  telemetry: { count: () => undefined, log: () => undefined },
  app: {
    work: () => {
      process.stdout.write('took it up\n');
      return never;
    },
  },
});
