import { expect, it } from 'vitest';
import { deliveriesContract } from './deliveries.contract.ts';
import { directoryContract } from './directory.contract.ts';
import { eventLogContract } from './event-log.contract.ts';
import { messageBookContract } from './message-book.contract.ts';
import { paceContract } from './pace.contract.ts';
import { withRedis } from './redis-fixture.ts';

const fixture = withRedis('cluster');

for (const contract of [eventLogContract, deliveriesContract, messageBookContract, directoryContract, paceContract]) {
  contract(() => fixture.store());
}

it('says that it is a cluster', () => {
  expect(fixture.redis.describe()).toMatch(/^Redis Cluster at 127\.0\.0\.1:\d+$/);
});
