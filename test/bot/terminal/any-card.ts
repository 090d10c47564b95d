/** Arbitrary cards for property tests: every kind of block, with hostile, wide and long text in every place. */
import fc from 'fast-check';
import type { Block, Button, Card, Tone } from '../../../src/app/cards/model.ts';
import type { Phrase } from '../../../src/app/text/phrase.ts';

const hostile = fc.constantFrom(
  '\u001b[2J',
  '\r',
  '\n',
  '\t',
  '\u202e',
  '\u200b',
  '\u009b',
  '\ud800',
  '托管专线',
  '👩‍💻',
  '⚠️',
);
const words = fc
  .array(fc.oneof(fc.string({ maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 12 }), hostile), {
    maxLength: 6,
  })
  .map((parts) => parts.join(' '));

const phrase: fc.Arbitrary<Phrase> = fc.oneof(
  words,
  words.map((reference) => ({ key: 'chat.broken' as const, values: { reference } })),
  fc.array(words, { maxLength: 3 }).map((reference) => ({ key: 'chat.broken' as const, values: { reference } })),
);
const tone = fc.constantFrom<Tone>('waiting', 'good', 'bad', 'neutral');

const button: fc.Arbitrary<Button> = fc.record(
  {
    label: phrase,
    verb: fc.constantFrom('approve', 'reject'),
    resource: fc.constant('conn-1'),
    revision: fc.nat(),
    args: fc.dictionary(fc.constantFrom('a', 'b'), words),
    style: fc.constantFrom('primary' as const, 'danger' as const),
    confirm: fc.record({ title: phrase, text: phrase }),
  },
  { requiredKeys: ['label', 'verb'] },
);

const rows = <T>(row: fc.Arbitrary<T>) => fc.array(row, { maxLength: 4 });
const step = fc.record(
  {
    label: phrase,
    status: fc.constantFrom('done' as const, 'now' as const, 'waiting' as const, 'failed' as const),
    detail: phrase,
  },
  { requiredKeys: ['label', 'status'] },
);
const item = fc.record({ title: phrase, tone, detail: phrase, button }, { requiredKeys: ['title', 'tone'] });

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: phrase }),
  fc.record({ kind: fc.constant('facts' as const), rows: rows(fc.record({ label: phrase, value: phrase })) }),
  fc.record({ kind: fc.constant('steps' as const), rows: rows(step) }),
  fc.record({ kind: fc.constant('items' as const), rows: rows(item), empty: phrase }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: rows(button) }),
  fc.record({ kind: fc.constant('note' as const), text: phrase }),
  fc.record({ kind: fc.constant('code' as const), text: words }),
  fc.record({ kind: fc.constant('rule' as const) }),
  fc.record({
    kind: fc.constant('pick' as const),
    placeholder: phrase,
    verb: fc.constant('show'),
    name: fc.constant('line'),
    source: fc.constant('lines'),
  }),
);

export const anyCard: fc.Arbitrary<Card> = fc.record({
  id: fc.constant('conn-1'),
  revision: fc.nat(),
  tone,
  title: phrase,
  summary: phrase,
  blocks: fc.array(block, { maxLength: 6 }),
});
