/** The drawn walk is what people are answered now. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { walkPage } from '../../src/docs/walk.ts';
import { withRedis } from '../store/redis-fixture.ts';
import { walk } from './walk.ts';

const redis = withRedis();

it('is up to date', async () => {
  await expect(walkPage(await walk(redis))).toMatchFileSnapshot(
    join(import.meta.dirname, '../../docs/how-to/seven-steps.md'),
  );
});
