/** The drawn page of the architecture is as the rooms, the queues and a recorded command are now. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { architecturePage, type DrawnRoom } from '../../src/docs/architecture.ts';
import { policies } from '../../src/jobs/policy.ts';
import { rooms } from '../architecture/rooms.ts';
import { importsOf, resolved, sources } from '../architecture/sources.ts';
import { withRedis } from '../store/redis-fixture.ts';
import { recordedPath } from './recorded-path.ts';

const redis = withRedis();
const roomOf = (path: string) => rooms.find((room) => room.files.test(path))?.name ?? '';

function drawn({ name, packages }: (typeof rooms)[number]): DrawnRoom {
  const targets = sources
    .filter(({ path }) => roomOf(path) === name)
    .flatMap(({ path, text }) => importsOf(text).flatMap((specifier) => resolved(path, specifier) ?? []));
  const uses = new Set(targets.map(roomOf).filter((other) => other !== name && other !== ''));
  return { name, uses: [...uses].toSorted(), packages };
}

it('is up to date', async () => {
  const queues = Object.entries(policies).map(([name, policy]) => ({ name, ...policy }));
  const page = architecturePage({ rooms: rooms.map(drawn), queues, path: await recordedPath(redis) });
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '../../docs/architecture.md'));
});
