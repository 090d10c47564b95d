import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardMessage, homeView, modalOf } from '../../../src/bot/slack/card.ts';
import { formView } from '../../../src/bot/slack/form.ts';
import { budgets, limits } from '../../../src/bot/slack/limits.ts';
import { invitation, saidMessage } from '../../../src/bot/slack/said.ts';
import { anyCard, anyForm, anyLanguage, anyPhrases } from './arbitraries.ts';
import { problemsOf } from './slack-check.ts';

/** Every mrkdwn source in a drawn value. */
function mrkdwnIn(drawn: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(drawn, (_, value: unknown) => {
    const object = value as { type?: unknown; text?: unknown } | null;
    if (object?.type === 'mrkdwn' && typeof object.text === 'string') found.push(object.text);
    return value;
  });
  return found;
}

function expectInert(drawn: unknown) {
  for (const source of mrkdwnIn(drawn)) {
    expect(source.replaceAll('<@U0LINKED1>', '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
  }
}

describe('whatever is drawn, Slack takes it', () => {
  it('any card as a message', () => {
    fc.assert(
      fc.property(anyCard, anyLanguage, (card, language) => {
        const message = cardMessage(card, language);
        expect(problemsOf(message)).toEqual([]);
        expect(message.blocks.length).toBeLessThanOrEqual(budgets.message.blocks);
        expect(JSON.stringify(message.blocks).length).toBeLessThanOrEqual(budgets.message.characters);
        expect(Buffer.byteLength(message.text)).toBeLessThanOrEqual(4000);
        expect(message.text).not.toBe('');
        expectInert(message);
      }),
    );
  });

  it('any card as Home tab or modal', () => {
    fc.assert(
      fc.property(anyCard, anyLanguage, (card, language) => {
        expect(problemsOf(homeView(card, language))).toEqual([]);
        expect(problemsOf(modalOf(cardMessage(card, language), card.title, language, 'C1'))).toEqual([]);
        expect(Buffer.byteLength(JSON.stringify(homeView(card, language)))).toBeLessThanOrEqual(250_000);
      }),
    );
  });

  it('any form as a modal', () => {
    fc.assert(
      fc.property(anyForm, anyLanguage, (form, language) => {
        const view = formView(form, language, 'C1');
        expect(problemsOf(view)).toEqual([]);
        expect(view.private_metadata?.length).toBeLessThanOrEqual(limits.metadata);
        expect(problemsOf(invitation(form, language))).toEqual([]);
      }),
    );
  });

  it('any sentences', () => {
    fc.assert(
      fc.property(anyPhrases, anyLanguage, (phrases, language) => {
        const message = saidMessage(phrases, language, 'bad');
        expect(problemsOf(message)).toEqual([]);
        expectInert(message);
      }),
    );
  });
});
