/**
 * A program for tests to kill: opens the Redis of a folder, says so, and appends to a log until it is told to end.
 * Arguments: folder, consent to install, and `exit` to exit at once without closing anything.
 */
import { openRedis } from '../../../src/store/redis/open.ts';
import { storeOn } from '../../../src/store/store.ts';

const [dir = '', consent = 'never', then = 'append'] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const install = consent === 'ask' || consent === 'allowed' ? consent : 'never';
  const redis = await openRedis({ dir, install, log: () => undefined });
  say('open');
  if (then === 'exit') process.exit(0);
  const { log } = storeOn(redis.connect('command'));
  for (let version = 1; ; version += 1) {
    const entry = { version, at: version, by: 'opener', cause: `c-${version}`, events: [] };
    if (await log.append('tenant:acme', entry)) say(`acknowledged ${version}`);
  }
} catch (error) {
  say(`refused: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
