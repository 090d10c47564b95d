import { afterEach, describe, expect, it } from 'vitest';
import { drawFrom, spoiled } from './hostile.ts';
import { storm } from './storm.ts';
import { type Besieged, besiege } from './town.ts';

let besieged: Besieged | undefined;
afterEach(async () => {
  await besieged?.close();
  besieged = undefined;
});

/** Nothing a service keeps may grow with what strangers send; the sandboxes beside it remember every message. */
const growthMegabytes = 150;

describe('hostile deliveries', { timeout: 180_000 }, () => {
  it('crash nothing, pass no forgery, reach no other tenant, act once, and leave no memory behind', async () => {
    besieged = await besiege();
    const outcome = await storm(besieged, 3_000, 'short');
    expect(outcome.crashes).toEqual([]);
    expect(outcome.acceptedForgeries).toBe(0);
    expect(outcome.crossTenant).toEqual([]);
    expect(outcome.injected).toEqual([]);
    expect(outcome.acted).toBeGreaterThan(10);
    expect(outcome.actedTwice).toBe(0);
    const [early, late] = outcome.heapMegabytes;
    expect(late - early).toBeLessThan(growthMegabytes);
    // The storm did reach the door: what is well signed is heard, what is forged is not.
    expect(outcome.heard).toBeGreaterThan(300);
    expect(outcome.byStatus[401] ?? 0).toBeGreaterThan(800);
  });

  it('over the sockets, frames that are none, crash nothing: people are still heard', async () => {
    besieged = await besiege('socket');
    const { slack, lark, world } = besieged.service;
    const draw = drawFrom('frames');
    const before = await world.log.names();
    for (let index = 0; index < 300; index += 1) {
      const frame = spoiled(
        { type: 'hello', envelope_id: `e-${index}`, payload: { type: 'x', event: { a: [1, 'b'] } } },
        draw,
        String(index),
      );
      slack.socket.sendRaw(index % 3 === 0 ? JSON.stringify(frame).slice(0, -3) : JSON.stringify(frame));
      lark.socket.sendRaw(
        Buffer.from(draw.pick(`${index}/bytes`, ['', '\u0000\u0001', '{}', 'ÿ'.repeat(900)]), 'latin1'),
      );
    }
    expect(await world.log.names()).toEqual(before);
    const seen = await slack.type('tom', 'acme-line', '/line list');
    expect(seen.status).toBe('answered');
    const heard = await lark.say('tom', 'acme-line', '@bot /line list');
    expect(heard.status).toBe('answered');
  });
});
