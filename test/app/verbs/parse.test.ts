import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verbs } from '../../../src/app/verbs/index.ts';
import { check, missing, nearest, parse, words } from '../../../src/app/verbs/parse.ts';
import { usage } from '../../../src/app/verbs/spec.ts';

const verb = (name: string) => {
  const found = verbs.find((row) => row.name === name);
  if (!found) throw new Error(`no verb ${name}`);
  return found;
};

describe('words', () => {
  it.each([
    ['a b', ['a', 'b']],
    ['  a \t b\n c ', ['a', 'b', 'c']],
    ['', []],
    ['   ', []],
    ['"a b" c', ['a b', 'c']],
    ["'a b' c", ['a b', 'c']],
    ['“a b” c', ['a b', 'c']],
    ['‘a b’ c', ['a b', 'c']],
    ['「甲 乙」 丙', ['甲 乙', '丙']],
    // Phones sometimes type the same curly quote twice.
    ['“a b“ c', ['a b', 'c']],
    ['""', ['']],
    ['--name=“dc one” x', ['--name=dc one', 'x']],
    ['--name="dc one"', ['--name=dc one']],
    // A quote inside a word is part of it.
    ["it's fine", ["it's", 'fine']],
    ['5"', ['5"']],
    // Full-width space.
    ['订购\u3000专线', ['订购', '专线']],
    // Combining marks are joined: names compare as people see them.
    ['cafe\u0301', ['café']],
  ])('%j are %j', (text, expected) => expect(words(text)).toEqual(expected));

  it.each([['"a b'], ["'a"], ['“a'], ['a --name="b']])('%j stays open', (text) => expect(words(text)).toBeUndefined());

  it('never loses a letter outside quotes and blanks', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z0-9一-龥=_.-]{1,8}$/)), (list) => {
        expect(words(list.join('  '))).toEqual(list);
      }),
    );
  });
});

const id = 'conn-3k9x2m4q';

describe('a line that is understood', () => {
  it.each([
    // typed                                          verb            arguments
    ['/line order --name dc1', 'order', { name: 'dc1' }],
    ['line order --name dc1', 'order', { name: 'dc1' }],
    ['order --name dc1', 'order', { name: 'dc1' }],
    ['ORDER --NAME dc1', 'order', { name: 'dc1' }],
    ['order --name=dc1', 'order', { name: 'dc1' }],
    ['order —name dc1', 'order', { name: 'dc1' }],
    ['order –name=dc1', 'order', { name: 'dc1' }],
    ['order --name “dc1”', 'order', { name: 'dc1' }],
    ['order --name 北京专线', 'order', { name: '北京专线' }],
    ['order --region CN-North-1 --port 10gbase-lr', 'order', { region: 'cn-north-1', port: '10GBASE-LR' }],
    ['order --description "a=b --c" --name x', 'order', { description: 'a=b --c', name: 'x' }],
    ['order --description=a=b', 'order', { description: 'a=b' }],
    // A flag without a value: yes for switches, otherwise to be asked for.
    ['order --auto-pay', 'order', { 'auto-pay': 'yes' }],
    ['order --auto-pay --name dc1', 'order', { 'auto-pay': 'yes', name: 'dc1' }],
    ['order --auto-pay NO --name dc1', 'order', { 'auto-pay': 'no', name: 'dc1' }],
    ['order --auto-pay=yes', 'order', { 'auto-pay': 'yes' }],
    ['order --name', 'order', {}],
    ['order --name --auto-pay', 'order', { 'auto-pay': 'yes' }],
    ['order --name ""', 'order', {}],
    // The last one given counts.
    ['order --name a --name b', 'order', { name: 'b' }],
    [`approve ${id}`, 'approve', { connection: id }],
    [`approve --connection ${id}`, 'approve', { connection: id }],
    ['approve', 'approve', {}],
    // What stands below the first line is taken word for word, without the fence a chat puts around it.
    ['check vif-1 --vendor frr\n a "b\n  c', 'check', { vif: 'vif-1', vendor: 'frr', config: ' a "b\n  c' }],
    ['/line check\n```\na\n b\n```', 'check', { config: 'a\n b' }],
    ['check vif-1\n \n', 'check', { vif: 'vif-1' }],
    // Remaining words belong to the last argument that takes them.
    [`reject ${id} papers are missing`, 'reject', { connection: id, reason: 'papers are missing' }],
    [`reject ${id} 资料 不全`, 'reject', { connection: id, reason: '资料 不全' }],
    [
      `reject ${id} duplicate --note "see the other one"`,
      'reject',
      { connection: id, reason: 'duplicate', note: 'see the other one' },
    ],
    [`reject --note x ${id} DUPLICATE`, 'reject', { connection: id, note: 'x', reason: 'duplicate' }],
    ['link abcde fghjk mnpqr', 'link', { code: 'abcde fghjk mnpqr' }],
    // Two words make one verb.
    ['admin people', 'admin people', {}],
    ['Admin  Room engineers', 'admin room', { purpose: 'engineers' }],
    ['deposit acme 12.50', 'deposit', { tenant: 'acme', amount: '12.50' }],
    // Nothing at all asks for help.
    ['', 'help', {}],
    ['/line', 'help', {}],
    ['LINE', 'help', {}],
  ])('%j is %s', (text, name, args) => {
    const parsed = parse(text, verbs);
    expect(parsed).toMatchObject({ ok: true, verb: { name } });
    expect(parsed.args).toEqual(args);
  });
});

describe('a line that is not understood', () => {
  it.each([
    // typed                             code               value          and what would pass
    ['aprove', 'unknown-verb', 'aprove', { near: expect.stringMatching(/^approve \/ /) }],
    ['ordr --name x', 'unknown-verb', 'ordr', { near: expect.stringMatching(/^order /) }],
    ['admin poeple', 'unknown-verb', 'admin poeple', { near: expect.stringMatching(/^admin people /) }],
    ['admin', 'unknown-verb', 'admin', { near: expect.stringMatching(/^admin \w+ \/ admin \w+ \/ admin \w+$/) }],
    ['订购', 'unknown-verb', '订购', { near: expect.any(String) }],
    ['constructor', 'unknown-verb', 'constructor', { near: expect.any(String) }],
    ['__proto__', 'unknown-verb', '__proto__', { near: expect.any(String) }],
    ['order --nme dc1', 'unknown-flag', '--nme', { verb: 'order', near: expect.stringMatching(/^--name /) }],
    ['order --constructor x', 'unknown-flag', '--constructor', { verb: 'order', near: expect.stringContaining('--') }],
    [
      'order --hasOwnProperty=x',
      'unknown-flag',
      '--hasOwnProperty',
      { verb: 'order', near: expect.stringContaining('--') },
    ],
    ['list --all', 'unknown-flag', '--all', { verb: 'list', near: '/line list' }],
    // No flag begins with an underscore: it is a word like any other.
    ['order --__proto__=x', 'too-many-words', '--__proto__=x', { usage: usage(verb('order')) }],
    ['order -name dc1', 'too-many-words', '-name', { usage: usage(verb('order')) }],
    [`approve ${id} now`, 'too-many-words', 'now', { usage: usage(verb('approve')) }],
    ['order dc1', 'too-many-words', 'dc1', { usage: usage(verb('order')) }],
    ['order --name "dc1', 'unclosed-quote', 'order --name "dc1', undefined],
  ])('%j: %s', (text, code, value, values) => {
    const parsed = parse(text, verbs);
    expect(parsed).toMatchObject({ ok: false, refusal: { code, value } });
    if (values !== undefined && !parsed.ok) expect(parsed.refusal.values).toEqual(values);
  });

  it.each([
    ['order --region mars', 'region', 'mars', 'region'],
    ['order --port 1000BASE-T', 'port', '1000BASE-T', 'port'],
    ['order --auto-pay=perhaps', 'auto-pay', 'perhaps', 'flag'],
    ['confirm conn-1 --months three', 'months', 'three', 'term-MONTH'],
    ['confirm conn-1 --months 1.5', 'months', '1.5', 'term-MONTH'],
    ['confirm conn-1 --years -1', 'years', '-1', 'term-YEAR'],
    ['deposit acme 1e9', 'amount', '1e9', 'amount'],
    ['deposit acme -5', 'amount', '-5', 'amount'],
    ['deposit acme 1.234', 'amount', '1.234', 'amount'],
    ['show "a b"', 'connection', 'a b', 'connection'],
    ['show conn-1;drop', 'connection', 'conn-1;drop', 'connection'],
    ['language klingon', 'language', 'klingon', 'language'],
    ['admin room lounge', 'purpose', 'lounge', 'purpose'],
  ])('%j: the value of %s', (text, field, value, expectation) => {
    expect(parse(text, verbs)).toMatchObject({
      ok: false,
      refusal: { code: 'bad-field', field, value, values: { expect: expectation } },
    });
  });

  it('keeps what was readable, for a form', () => {
    const parsed = parse('order --name dc1 --region mars', verbs);
    expect(parsed.args).toEqual({ name: 'dc1', region: 'mars' });
  });
});

describe('whatever is typed', () => {
  const pieces = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '--',
      '—',
      '"',
      '“',
      '”',
      "'",
      '=',
      ' ',
      '--name',
      '--__proto__',
      '/line',
      'order',
      'admin',
      'reject',
      id,
    ),
  );
  it('is answered with a verb or a refusal, and nothing reaches a prototype', () => {
    fc.assert(
      fc.property(
        fc.array(pieces).map((list) => list.join(' ')),
        (text) => {
          const parsed = parse(text, verbs);
          if (parsed.ok) {
            const known = parsed.verb.args.map((arg) => arg.name);
            expect(Object.keys(parsed.args).filter((name) => !known.includes(name))).toEqual([]);
          } else expect(parsed.refusal.code).toMatch(/^[a-z-]+$/);
          expect(({} as Record<string, unknown>).name).toBeUndefined();
        },
      ),
    );
  });
});

describe('arguments that come by themselves', () => {
  it.each([
    ['order', {}, ['name', 'region', 'port']],
    ['order', { name: 'x' }, ['region', 'port']],
    ['approve', {}, ['connection']],
    ['reject', { connection: id }, ['reason']],
    ['confirm', { connection: id }, []],
    ['list', {}, []],
  ])('%s with %j lacks %j', (name, args, gaps) => {
    expect(missing(verb(name), args).map((arg) => arg.name)).toEqual(gaps);
  });

  it('leaves out what the verb does not know, and blanks', () => {
    const checked = check(verb('approve'), {
      connection: ` ${id} `,
      extra: 'x',
      __proto__: { connection: 'y' } as never,
    });
    expect(checked).toEqual({ ok: true, verb: verb('approve'), args: { connection: id } });
    expect(check(verb('order'), { name: '   ' })).toMatchObject({ ok: true, args: {} });
  });
});

describe('the nearest words', () => {
  it.each([
    ['aprove', ['approve', 'reject', 'pay'], ['approve']],
    ['PAY', ['approve', 'reject', 'pay'], ['pay']],
    ['x', [], []],
  ])('to %s of %j begin with %j', (word, known, first) => {
    expect(nearest(word, known).slice(0, first.length)).toEqual(first);
  });
});
