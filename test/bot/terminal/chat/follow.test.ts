/** Following rooms over real HTTP, through a service that goes away and comes back. */
import { afterEach, expect, it } from 'vitest';
import { connectTo } from '../../../../src/bot/terminal/chat/connection.ts';
import { follow } from '../../../../src/bot/terminal/chat/follow.ts';
import { key, openDoor, someCard } from '../running-door.ts';

const leaving = new AbortController();
afterEach(() => leaving.abort());

const script = { answer: () => ({ kind: 'said', text: ['x'], tone: 'good' }) as const };

it('tells once that the service is gone and once that it is back, and misses nothing', async () => {
  const seen: string[] = [];
  const before = await openDoor(script);
  await before.speaker.line('@wang', ['before anybody looked'], 'en', 'k0');
  const watching = {
    width: () => 80,
    colour: false,
    posted: (room: string, item: { text: string; buttons: { press: string }[] }) => {
      seen.push([room, item.text.split('\n')[0], ...item.buttons.map(({ press }) => press)].join(' '));
    },
    lost: () => seen.push('lost'),
    again: () => seen.push('again'),
    broken: (error: unknown) => seen.push(String(error)),
  };
  await follow(connectTo(before.url, key, 'wang'), watching, leaving.signal);
  await before.speaker.post('@wang', someCard([{ label: 'A', verb: 'a' }]), 'en', 'k1');
  await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['@wang ◌ Waiting: Line a1']);
  await expect.poll(() => before.inbox.waiting(), { timeout: 10_000 }).toBe(2);
  await before.close();
  await before.speaker.post('@wang', someCard([{ label: 'B', verb: 'b' }]), 'en', 'k2');
  await expect.poll(() => seen.slice(1), { timeout: 10_000 }).toEqual(['lost']);

  const after = await openDoor(script, { port: before.port, inbox: before.inbox });
  const back = ['again', '@wang ◌ Waiting: Line a2'];
  await expect.poll(() => seen.slice(2).toSorted(), { timeout: 15_000 }).toEqual(back.toSorted());
  await after.speaker.line('#noc', ['built'], 'en', 'k3');
  await expect.poll(() => seen.slice(4), { timeout: 10_000 }).toEqual(['#noc - built']);
  leaving.abort();
  await after.close();
});
