/** The speaker over an inbox: what it keeps can be found and read again, and rooms that cannot be are refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/app/cards/model.ts';
import { Undeliverable } from '../../../src/app/ports.ts';
import { drawItem, parseItem } from '../../../src/bot/terminal/inbox.ts';
import { defaultView, renderCard } from '../../../src/bot/terminal/render.ts';
import { terminalSpeaker } from '../../../src/bot/terminal/speaker.ts';
import { anyCard } from './any-card.ts';
import { memoryInbox } from './running-door.ts';

const card: Card = { id: 'home', revision: 1, tone: 'good', title: 'Home', summary: 'Two wait', blocks: [] };

describe('speaker', () => {
  it('finds what it sent by its key, and nothing else', async () => {
    const speaker = terminalSpeaker(memoryInbox());
    const ref = await speaker.post('#noc', card, 'en', 'k1');
    const reply = await speaker.reply(ref, ['x'], 'en', 'k2');
    const line = await speaker.line('#noc', ['x'], 'en', 'k3');
    const found = await Promise.all(['k1', 'k2', 'k3', 'k4'].map((key) => speaker.find('#noc', undefined, key)));
    expect(found).toEqual([ref.id, reply, line, undefined]);
    expect(await speaker.find('#other', undefined, 'k1')).toBeUndefined();
  });

  it('tells a person the summary of their overview in their own room', async () => {
    const inbox = memoryInbox();
    const speaker = terminalSpeaker(inbox);
    await speaker.home('wang', card, 'en');
    const { items } = await inbox.read(await speaker.direct('wang'), '0', 0);
    const stored = parseItem(items[0]?.item ?? '');
    expect(stored && drawItem('1', stored, defaultView).text).toBe('✔ Two wait');
  });

  it.each(['', ' ', 'a b', 'a}b', 'a\nb', '-', '@', 'x'.repeat(100)])(
    'cannot deliver into the room %j',
    async (room) => {
      const sending = terminalSpeaker(memoryInbox()).line(room, ['x'], 'en', 'k');
      await expect(sending).rejects.toThrow(Undeliverable);
    },
  );

  it.each(['', 'a b', '王', '../x'])('cannot reach the person %j', async (person) => {
    await expect(terminalSpeaker(memoryInbox()).direct(person)).rejects.toThrow(Undeliverable);
  });
});

describe('a stored item', () => {
  it('is drawn as the card it was', async () => {
    await fc.assert(
      fc.asyncProperty(anyCard, async (any) => {
        const inbox = memoryInbox();
        await terminalSpeaker(inbox).post('#noc', any, 'zh', 'k');
        const { items } = await inbox.read('#noc', '0', 0);
        const stored = parseItem(items[0]?.item ?? '');
        const drawn = stored && drawItem('1', stored, defaultView);
        const { text, buttons } = renderCard(any, { ...defaultView, language: 'zh' });
        expect(drawn).toMatchObject({ kind: 'card', text, buttons });
      }),
    );
  });

  it.each([
    ['no JSON', '{'],
    ['no item', '{"kind":"line"}'],
    ['a sentence that is gone', '{"kind":"line","key":"k","language":"en","text":[{"key":"toString"}]}'],
    ['a language that is not spoken', '{"kind":"line","key":"k","language":"fr","text":[]}'],
  ])('is unreadable with %s', (_, text) => {
    expect(parseItem(text)).toBeUndefined();
  });
});
