import { eventLogContract } from './event-log.contract.ts';
import { withRedis } from './redis-fixture.ts';

const fixture = withRedis();
eventLogContract(() => fixture.store());
