import { describe, expect, it } from 'vitest';
import { createGuide } from '../../../src/sandbox/page/guide.ts';
import type { Message, Seen } from '../../../src/sandbox/slack/index.ts';

const card = (ts: string): Message => ({ channel: 'D1', ts, user: 'B', text: '', blocks: [{ type: 'header' }] });
const sentence = (ts: string): Message => ({ channel: 'D1', ts, user: 'B', text: 'no', blocks: [{ type: 'section' }] });

/** Answers come when they are told to. */
function slackThat(answers: readonly (readonly Message[])[]) {
  const waiting: (() => void)[] = [];
  const asked: string[] = [];
  return {
    asked,
    answer: () => waiting.shift()?.(),
    type: (person: string, _room: string, line: string) =>
      new Promise<Seen>((resolve) => {
        const ephemeral = answers[asked.length] ?? [];
        asked.push(`${person} ${line}`);
        waiting.push(() => resolve({ status: 'answered', messages: ephemeral, ephemeral }));
      }),
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the pinned card', () => {
  it('is asked for as the person would, hidden where it was answered, and told', async () => {
    const slack = slackThat([[card('1.0')]]);
    let told = 0;
    const guide = createGuide(slack, () => {
      told += 1;
    });
    guide.refresh('tom');
    expect(guide.cardFor('tom')).toBeUndefined();
    expect(guide.isAsking('tom')).toBe(true);
    slack.answer();
    await settled();
    expect(slack.asked).toEqual(['tom /line setup']);
    expect(guide.cardFor('tom')?.ts).toBe('1.0');
    expect(guide.hidden.has('1.0')).toBe(true);
    expect(told).toBe(1);
    expect(guide.isAsking('tom')).toBe(false);
  });

  it('is asked for once more, not thrice, when three changes come meanwhile', async () => {
    const slack = slackThat([[card('1.0')], [card('2.0')]]);
    const guide = createGuide(slack, () => undefined);
    for (let count = 0; count < 4; count++) guide.refresh('tom');
    slack.answer();
    await settled();
    slack.answer();
    await settled();
    expect(slack.asked).toHaveLength(2);
    expect(guide.cardFor('tom')?.ts).toBe('2.0');
  });

  it('is no sentence: a refusal stays in the room', async () => {
    const slack = slackThat([[sentence('1.0')]]);
    const guide = createGuide(slack, () => undefined);
    guide.refresh('tom');
    slack.answer();
    await settled();
    expect(guide.cardFor('tom')).toBeUndefined();
    expect(guide.hidden.size).toBe(0);
  });
});
