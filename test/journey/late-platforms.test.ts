/** Both platforms fail while the service starts: it comes up, says that they are away, and serves once they answer. */
import { expect, it } from 'vitest';
import { until, withTown } from './town.ts';

const town = withTown(
  'http',
  {},
  { faults: { call: { broken: { rate: 1, of: ['auth.test'] } } } },
  { faults: { call: { broken: { rate: 1, of: ['bot.info'] } } } },
);

it('starts all the same, is not ready, then is; what was due meanwhile is told', { timeout: 60_000 }, async () => {
  const { slack, lark, url } = town.service;
  const ready = async () => (await (await fetch(`${url}/readyz`)).json()) as Record<string, unknown>;
  expect(await ready()).toMatchObject({ ready: false, store: true, slack: false, lark: false });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  // Decided at the terminal while nobody can be told.
  const { app, world } = town.service;
  const identity = { platform: 'terminal', team: 'local', user: 'tom' } as const;
  const text = 'order --name early-bird --region cn-north-1 --port 1000BASE-LX';
  const { answer } = await app.ear.hear({
    delivery: world.entropy.id('test'),
    identity,
    room: 'acme',
    what: { kind: 'typed', text },
  });
  expect(answer).toMatchObject({ kind: 'said', tone: 'good' });
  for (const sandbox of [slack, lark]) sandbox.faults.set({});
  await until('both answer', async () => ((await ready()).ready === true ? true : undefined), 40_000);
  await until('both rooms have the card', () => {
    const onSlack = slack.workspace.messagesIn('acme-line').some((row) => JSON.stringify(row).includes('early-bird'));
    const onLark = lark.workspace.messagesIn('acme-line').some((row) => JSON.stringify(row).includes('early-bird'));
    return onSlack && onLark ? true : undefined;
  });
});
