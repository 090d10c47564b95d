/** A picture on its way into a thread, over the wire to a workspace. */
import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MessageRef, OutcomeUnknown, RateLimited, Undeliverable } from '../../../src/app/ports.ts';
import { t } from '../../../src/app/text/phrase.ts';
import { slackLogger } from '../../../src/bot/slack/logger.ts';
import { pictureName, type SendPicture, slackPicture } from '../../../src/bot/slack/picture.ts';
import { shown } from '../../../src/sandbox/slack/json.ts';
import { png } from '../../../src/wire/png.ts';
import { type Bench, openBench, tokens } from './bench.ts';

let bench: Bench;
let send: SendPicture;
beforeEach(async () => {
  bench = await openBench('socket');
  const client = new webApi.WebClient(tokens.botToken, {
    slackApiUrl: bench.sandbox.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: slackLogger(bench.telemetry),
  });
  send = slackPicture(client, png);
});
afterEach(() => bench.close());

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>';
const image = await png(svg);
const title = t('card.title', { name: 'prod', state: t('vif-state.Active') });
const card: MessageRef = { platform: 'slack', room: 'C0LINES', id: '1.000001' };
const inLines = () => bench.sandbox.workspace.messagesIn('lines');

it('is in the thread under its card, with its title in the language of the room', async () => {
  const { speaker } = bench.slack;
  const ref = await speaker.line('C0LINES', ['card'], 'zh', 'k-1').then((id): MessageRef => ({ ...card, id }));
  const file = await send(ref, svg, title, 'zh', 'vif-1:7');
  expect(inLines().at(-1)).toMatchObject({
    thread_ts: ref.id,
    files: [{ id: file, title: 'prod · 可用', name: 'vif-1_7.png', size: image.length }],
  });
});

it('arrives byte for byte', async () => {
  await send(card, svg, title, 'en', 'k-2');
  const [file] = inLines().at(-1)?.files ?? [];
  const got = await fetch(shown(file?.url_private), { headers: { authorization: `Bearer ${tokens.botToken}` } });
  expect(Buffer.from(await got.arrayBuffer())).toEqual(image);
});

it('has a name made of its key, whatever the key holds', () => {
  expect(pictureName('vif-1/../../x y:7')).toBe('vif-1_.._.._x_y_7.png');
});

describe('a failure', () => {
  it('of the room is final', async () => {
    await expect(send({ ...card, room: 'C0NONE' }, svg, title, 'en', 'x')).rejects.toBeInstanceOf(Undeliverable);
  });

  it('for too many calls says how long to wait, and nothing is seen', async () => {
    bench.sandbox.faults.set({
      call: { tooMany: { rate: 1, most: 1, of: ['files.getUploadURLExternal'], retryAfterSeconds: 7 } },
    });
    const before = inLines().length;
    await expect(send(card, svg, title, 'en', 'x')).rejects.toEqual(new RateLimited(7000));
    expect(inLines()).toHaveLength(before);
  });

  it('of the last answer leaves the outcome open: the file may be there, under its name', async () => {
    bench.sandbox.faults.set({ call: { loseAnswer: { rate: 1, most: 1, of: ['files.completeUploadExternal'] } } });
    await expect(send(card, svg, title, 'en', 'k-3')).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(inLines().at(-1)).toMatchObject({ files: [{ name: pictureName('k-3') }] });
  });
});
