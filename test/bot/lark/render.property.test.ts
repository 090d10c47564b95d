import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardJson } from '../../../src/bot/lark/card.ts';
import type { LarkCard } from '../../../src/bot/lark/card-json.ts';
import type { Options } from '../../../src/bot/lark/click.ts';
import { formJson } from '../../../src/bot/lark/form.ts';
import { pictureCard } from '../../../src/bot/lark/picture.ts';
import { fitsToast, saidCard, toast } from '../../../src/bot/lark/said.ts';
import { inert, type Pen } from '../../../src/bot/lark/text.ts';
import { anyCard, anyForm, anyLanguage, anyPhrases } from '../slack/arbitraries.ts';
import { bytesOf, ephemeralProblemsOf, markdownIn, problemsOf } from './lark-check.ts';

const anyPen: fc.Arbitrary<Pen> = fc.record({ language: anyLanguage, everyone: fc.boolean() });

/** A hundred choices for whatever source. */
const offers: Options = Object.assign(new Map(), {
  get: () =>
    Array.from({ length: 100 }, (_, index) => ({ value: `id-${index}`, label: `名字 ${index} (id-${index})` })),
});
const nothing: Options = new Map();
const anyOptions = fc.constantFrom(offers, nothing);

function expectTaken(card: LarkCard, pen: Pen) {
  expect(problemsOf(card)).toEqual([]);
  expect(bytesOf(card)).toBeLessThanOrEqual(30 * 1024);
  if (!pen.everyone) expect(ephemeralProblemsOf(card)).toEqual([]);
}

/** Our own tags, and nothing else Lark would act on. */
function expectInert(card: LarkCard) {
  for (const source of markdownIn(card)) {
    if (source.startsWith('```\n')) expect(source.slice(4, -4)).not.toMatch(/```|<\/?[a-z]/i);
    else
      expect(source.replace(/<\/?font( color='(red|grey)')?>/g, '')).not.toMatch(
        /[<>`~[\]\\|$]|&(?!(amp|lt|gt|#\d+);)/,
      );
  }
}

describe('whatever is drawn, Lark takes it', () => {
  it('any card, for everyone or for one', () => {
    fc.assert(
      fc.property(anyCard, anyPen, anyOptions, (card, pen, options) => {
        const drawn = cardJson(card, pen, options);
        expectTaken(drawn, pen);
        expectInert(drawn);
      }),
    );
  });

  it('any form, as it is asked and as it comes back', () => {
    fc.assert(
      fc.property(anyForm, anyPen, anyOptions, fc.boolean(), (form, pen, options, isWrong) => {
        const values = Object.fromEntries(form.fields.map(({ name }) => [name, 'x'.repeat(500)]));
        const errors = Object.fromEntries(form.fields.map(({ name }) => [name, 'Wrong '.repeat(100)]));
        const drawn = formJson(form, pen, options, isWrong ? { values, errors } : undefined);
        expectTaken(drawn, pen);
        expectInert(drawn);
      }),
      { numRuns: 60 },
    );
  });

  it('any sentences, any picture', () => {
    fc.assert(
      fc.property(anyPhrases, anyPen, (phrases, pen) => {
        const drawn = saidCard(phrases, pen, 'bad', phrases[0]);
        expectTaken(drawn, pen);
        expectInert(drawn);
        expectTaken(pictureCard(phrases[0] ?? '', 'img_1', pen), pen);
      }),
    );
  });

  it('any toast is short in both languages', () => {
    fc.assert(
      fc.property(anyPhrases, (phrases) => {
        const { content, i18n } = toast(phrases[0] ?? '', 'good').toast;
        for (const said of [content, i18n.zh_cn, i18n.en_us]) {
          expect(said).not.toBe('');
          expect(said.length).toBeLessThanOrEqual(120);
        }
        if (fitsToast(phrases)) expect(content).not.toContain('\n');
      }),
    );
  });

  it('cutting leaves no half entity and no half character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, max) => {
        const cut = inert(`*<${text}>_`, 'en', max);
        expect(cut.length).toBeLessThanOrEqual(Math.max(max, 1));
        expect(cut).not.toMatch(/&(?!(amp|lt|gt|#\d+);)/);
        expect(cut.isWellFormed()).toBe(true);
      }),
    );
  });
});
