/** Cards and forms of any shape: long, empty, hostile, in any number. */
import fc from 'fast-check';
import type { Block, Button, Card, Field, Form, ItemRow } from '../../../src/app/cards/model.ts';
import { type Phrase, t } from '../../../src/app/text/phrase.ts';

const hostile = fc.constantFrom(
  '<!channel>',
  '<@U0BOSS>',
  '&amp;',
  '```',
  '*',
  '\u202E',
  '',
  ' ',
  '\n\n',
  '😀',
  '专线',
);
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  hostile,
  fc.array(hostile, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.integer({ min: 0, max: 5000 }).map((length) => '&长😀'.repeat(length).slice(0, length)),
);
const phrase: fc.Arbitrary<Phrase> = fc.oneof(
  words,
  words.map((name) => t('chat.form.missing', { form: { person: 'p', name, mention: { slack: 'U0LINKED1' } } })),
  words.map((name) => t('chat.form.missing', { form: [name, { key: 'chat.cancel' }] })),
);
const tone = fc.constantFrom('waiting', 'good', 'bad', 'neutral');
const name = fc.string({ unit: fc.constantFrom('a', 'x', '-', '_', ':', '.', ' ', '/'), minLength: 1, maxLength: 20 });
/** Arguments of a verb have names to type; blanks are none, and do not tell two apart. */
const argument = name.filter((one) => one.trim() !== '');
const args = fc.dictionary(name, words, { maxKeys: 5 });
const rows = <T>(row: fc.Arbitrary<T>) => fc.array(row, { maxLength: 40 });

const button: fc.Arbitrary<Button> = fc.record(
  {
    label: phrase,
    verb: name,
    resource: words,
    revision: fc.nat(),
    args,
    style: fc.constantFrom('primary', 'danger'),
    confirm: fc.record({ title: phrase, text: phrase }),
  },
  { requiredKeys: ['label', 'verb'] },
);
const item: fc.Arbitrary<ItemRow> = fc.record(
  { title: phrase, detail: phrase, tone, button },
  { requiredKeys: ['title', 'tone'] },
);
const step = fc.record(
  { label: phrase, status: fc.constantFrom('done', 'now', 'waiting', 'failed'), detail: phrase },
  { requiredKeys: ['label', 'status'] },
);

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text'), text: phrase }),
  fc.record({ kind: fc.constant('note'), text: phrase }),
  fc.record({ kind: fc.constant('code'), text: words }),
  fc.record({ kind: fc.constant('rule') }),
  fc.record({ kind: fc.constant('facts'), rows: rows(fc.record({ label: phrase, value: phrase })) }),
  fc.record({ kind: fc.constant('steps'), rows: rows(step) }),
  fc.record({ kind: fc.constant('items'), rows: rows(item), empty: phrase }),
  fc.record({ kind: fc.constant('buttons'), buttons: rows(button) }),
  fc.record({ kind: fc.constant('pick'), placeholder: phrase, verb: name, name, source: name }),
);

export const anyCard: fc.Arbitrary<Card> = fc.record({
  id: name,
  revision: fc.nat(),
  tone,
  title: phrase,
  summary: phrase,
  blocks: fc.array(block, { maxLength: 20 }),
});

const base = { label: phrase, required: fc.boolean(), hint: phrase, initial: words };
const always: ('kind' | 'label' | 'required' | 'name')[] = ['kind', 'label', 'required', 'name'];
const option = fc.record({ value: words, label: phrase });

function field(fieldName: string): fc.Arbitrary<Field> {
  const named = { ...base, name: fc.constant(fieldName) };
  return fc.oneof(
    fc.record(
      { ...named, kind: fc.constant('text'), maxLength: fc.integer({ min: 0, max: 9000 }), multiline: fc.boolean() },
      { requiredKeys: always },
    ),
    fc.record(
      { ...named, kind: fc.constant('select'), options: fc.array(option, { maxLength: 130 }) },
      {
        requiredKeys: [...always, 'options'],
      },
    ),
    fc.record(
      { ...named, kind: fc.constant('search'), source: name, initialLabel: words },
      {
        requiredKeys: [...always, 'source'],
      },
    ),
    fc.record(
      { ...named, kind: fc.constant('checkbox'), text: phrase },
      {
        requiredKeys: [...always, 'text'],
      },
    ),
  );
}

export const anyForm: fc.Arbitrary<Form> = fc.record(
  {
    verb: name,
    resource: name,
    revision: fc.nat(),
    fixed: args,
    title: phrase,
    submit: phrase,
    note: phrase,
    fields: fc
      .uniqueArray(argument, { maxLength: 12, selector: (one) => one.trim() })
      .chain((names) => fc.tuple(...names.map(field))),
  },
  { requiredKeys: ['verb', 'fixed', 'title', 'submit', 'fields'] },
);

export const anyPhrases = fc.array(phrase, { maxLength: 60 });
export const anyLanguage = fc.constantFrom('en', 'zh');
