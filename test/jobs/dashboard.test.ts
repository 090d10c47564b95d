import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queuesDashboard } from '../../src/jobs/dashboard.ts';
import { type OpenQueues, openQueues } from '../../src/jobs/queues.ts';
import { type Http, startHttp } from '../../src/wire/http.ts';
import { forOperators } from '../../src/wire/operators.ts';
import { withRedis } from '../store/redis-fixture.ts';

const fixture = withRedis();
const password = 'a password of operators';
const counted: unknown[] = [];
let queues: OpenQueues;
let http: Http;

beforeAll(async () => {
  const telemetry = {
    count: (name: string, labels?: object) => void counted.push([name, labels]),
    log: () => undefined,
  };
  queues = openQueues(fixture.redis.connect('command'), 'board', Date.now);
  await queues.enqueue([{ queue: 'review', name: 'check', key: 'check-conn-1', data: { tenant: 'acme' }, at: 1e13 }]);
  const door = forOperators(password, telemetry, queuesDashboard(queues, '/queues'));
  http = await startHttp('127.0.0.1', 0, new Map([['/queues', door]]), telemetry);
});
afterAll(async () => {
  await http.close();
  await queues.close();
});

const basic = (user: string, word: string) => `Basic ${Buffer.from(`${user}:${word}`).toString('base64')}`;
const get = (path: string, authorization?: string, method = 'GET') =>
  fetch(`${http.url}${path}`, { method, ...(authorization === undefined ? {} : { headers: { authorization } }) });

describe('the page of the queues', () => {
  it('shows operators the page and every queue with its jobs', async () => {
    const page = await get('/queues', basic('ops', password));
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Hostline')]);
    const answer = await get('/queues/api/queues?activeQueue=review&status=delayed', basic('', password));
    const { queues: rows } = (await answer.json()) as { queues: { name: string; counts: { delayed: number } }[] };
    expect(rows.map(({ name }) => name)).toContain('notification');
    expect(rows.find(({ name }) => name === 'review')?.counts.delayed).toBe(1);
  });

  it('changes nothing', async () => {
    const emptied = await get('/queues/api/queues/review/clean/delayed', basic('ops', password), 'PUT');
    expect(emptied.status).toBeGreaterThanOrEqual(400);
    expect(await queues.all.review.getDelayedCount()).toBe(1);
  });

  // biome-ignore format: rows
  it.each([
    ['nobody',             undefined],
    ['a wrong password',   basic('ops', 'a password of others!!!')],
    ['a password too much', basic('ops', `${password}x`)],
    ['no password',        basic('ops', '')],
    ['no colon',           `Basic ${Buffer.from(password).toString('base64')}`],
    ['another scheme',     `Bearer ${Buffer.from(`ops:${password}`).toString('base64')}`],
    ['no base64',          'Basic %%%'],
  ])('lets %s in nowhere', async (_, authorization) => {
    for (const path of ['/queues', '/queues/api/queues', '/queues/static/x.js']) {
      const answer = await get(path, authorization);
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^Basic /)]);
    }
    expect(counted).toContainEqual(['http_refused', { reason: 'no-operator' }]);
  });
});
