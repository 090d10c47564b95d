/** Field rules of an order, as rows of values that pass and values that are refused (domain: fields of a connection). */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../src/engine/tenant/index.ts';
import type { OrderFields } from '../../../src/engine/tenant/messages.ts';
import { given } from '../core/given.ts';
import { connection, facts, fields, lin, stories } from './story.ts';

type Field = Exclude<keyof OrderFields, 'autoPay'>;
const long = (length: number, letter = 'a') => letter.repeat(length);

/** [field, values that pass, values that are refused, key of the sentence that says what would pass] */
const rules: readonly [Field, readonly string[], readonly string[], string][] = [
  [
    'name',
    ['a', 'Z', '7', '_', '-', '托管专线-上海_2', long(32), long(32, '线'), '龥', '一'],
    [
      '',
      ' ',
      long(33),
      long(33, '线'),
      'a b',
      'a.b',
      'a/b',
      '线😀',
      'a\u200bb',
      '\u200b',
      'é',
      'ａ',
      'a\n',
      '<b>',
      '专线。',
    ],
    'name',
  ],
  [
    'region',
    ['cn-north-1', 'cn-south-1', 'cn-east-1', 'cn-east-2'],
    ['', 'cn-north-2', 'CN-NORTH-1', 'cn-north-1 ', '华北-北京', 'constructor'],
    'region',
  ],
  [
    'port',
    ['1000BASE-LX', '10GBASE-LR'],
    ['', '1000BASE-T', '100GBASE-LR4', '1000base-lx', '10G', '__proto__'],
    'port',
  ],
  ['description', ['', 'Two lines, one rack 😀', '到上海机房', long(256)], [long(257)], 'description'],
  ['contactName', ['李雷', 'Li_Lei-2', long(32)], ['', 'Li Lei', long(33), '李雷😀'], 'name'],
  [
    'phoneNumber',
    ['13000000000', '13812345678', '14712345678', '19912345678'],
    [
      '',
      '12012345678',
      '1381234567',
      '138123456789',
      '+8613812345678',
      '138-1234-5678',
      '１３８１２３４５６７８',
      '23812345678',
    ],
    'phone',
  ],
];

const accepted = rules.flatMap(([field, values]) => values.map((value) => ({ field, value })));
const refused = rules.flatMap(([field, , values, expects]) => values.map((value) => ({ field, value, expects })));

describe('an order', () => {
  it.each(accepted)('accepts $field “$value”', ({ field, value }) => {
    const wish = { ...fields, [field]: value };
    given(tenant, [])
      .when({ do: 'order', connection, fields: wish, again: false }, facts(lin))
      .happens({ type: 'connection.ordered', connection, by: 'lin', ...wish });
  });

  it.each(refused)('refuses $field “$value”', ({ field, value, expects }) => {
    given(tenant, [])
      .when({ do: 'order', connection, fields: { ...fields, [field]: value }, again: false }, facts(lin))
      .refuses({ code: 'bad-field', field, value, values: { expect: expects } });
  });

  it('names the first wrong field in the order of the form', () => {
    const wish = { ...fields, name: '', region: 'nowhere', phoneNumber: '1' };
    const { decision } = given(tenant, []).when({ do: 'order', connection, fields: wish, again: false }, facts(lin));
    expect(decision).toMatchObject({ ok: false, refusal: { field: 'name' } });
  });

  it('needs no optional field', () => {
    given(tenant, [])
      .when({ do: 'order', connection, fields, again: false }, facts(lin))
      .happens({ type: 'connection.ordered', connection, by: 'lin', ...fields });
  });
});

describe('an edit', () => {
  const editable: readonly Field[] = ['name', 'description', 'contactName', 'phoneNumber'];

  it.each(refused.filter(({ field }) => editable.includes(field)))(
    'is held to the same rule: $field “$value”',
    ({ field, value, expects }) => {
      given(tenant, stories.active)
        .when({ do: 'edit', connection, fields: { [field]: value } }, facts(lin))
        .refuses({ code: 'bad-field', field, value, values: { expect: expects } });
    },
  );

  it('keeps only what differs', () => {
    given(tenant, stories.active)
      .when({ do: 'edit', connection, fields: { name: fields.name, description: 'rack 4' } }, facts(lin))
      .happens({ type: 'connection.edited', connection, by: 'lin', fields: { description: 'rack 4' } });
  });

  it('that changes nothing is silence', () => {
    given(tenant, stories.active)
      .when({ do: 'edit', connection, fields: { name: fields.name } }, facts(lin))
      .silent();
  });
});
