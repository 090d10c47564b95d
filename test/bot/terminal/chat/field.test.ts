/** Rows of what a typed line means for a field. */
import { describe, expect, it } from 'vitest';
import { type Read, readField } from '../../../../src/bot/terminal/chat/field.ts';
import type { WireField } from '../../../../src/bot/terminal/wire.ts';

const options = [
  { value: 'r1', label: '北京' },
  { value: 'r2', label: 'Shanghai' },
];
const asked = { name: 'f', label: 'F' };
const text = (required: boolean): WireField => ({
  ...{ ...asked, required },
  ...{ kind: 'text', multiline: false, secret: false, maxLength: 3 },
});
const select = (required: boolean): WireField => ({ ...asked, required, kind: 'select', options });
const search = (required: boolean): WireField => ({ ...asked, required, kind: 'search', source: 's' });
const checkbox = (required: boolean): WireField => ({ ...asked, required, kind: 'checkbox', text: 'F' });

const empty: Read = { value: undefined };
const needed: Read = { wrong: 'terminal.ask.required' };
const unlisted: Read = { wrong: 'terminal.ask.not-listed' };

const rows: [field: WireField, line: string, current: string | undefined, read: Read][] = [
  [text(true), 'abc', undefined, { value: 'abc' }],
  [text(true), ' a ', undefined, { value: ' a ' }],
  [text(true), '托管专', undefined, { value: '托管专' }],
  [text(true), 'abcd', undefined, { wrong: 'terminal.ask.too-long', count: 3 }],
  [text(true), '', undefined, needed],
  [text(true), '', 'old', { value: 'old' }],
  [text(true), '-', 'old', { value: '-' }],
  [text(false), '', undefined, empty],
  [text(false), '-', 'old', empty],
  [select(true), '2', undefined, { value: 'r2' }],
  [select(true), 'r1', undefined, { value: 'r1' }],
  [select(true), '北京', undefined, { value: 'r1' }],
  [select(true), 'shanghai', undefined, { value: 'r2' }],
  [select(true), '0', undefined, unlisted],
  [select(true), '3', undefined, unlisted],
  [select(true), 'r', undefined, unlisted],
  [select(true), '', undefined, needed],
  [select(true), '', 'r1', { value: 'r1' }],
  [select(false), '', undefined, empty],
  [select(false), '-', 'r1', empty],
  [search(true), '1', undefined, { value: 'r1' }],
  [search(true), '9', undefined, { search: '9' }],
  [search(true), 'shang', undefined, { search: 'shang' }],
  [search(true), '?', undefined, { search: '' }],
  [search(true), '', undefined, { search: '' }],
  [search(true), '', 'r2', { value: 'r2' }],
  [search(false), '', undefined, empty],
  [checkbox(true), 'y', undefined, { value: 'yes' }],
  [checkbox(true), '是', undefined, { value: 'yes' }],
  [checkbox(true), 'n', undefined, needed],
  [checkbox(true), '', undefined, needed],
  [checkbox(true), 'maybe', undefined, unlisted],
  [checkbox(false), 'n', 'yes', empty],
  [checkbox(false), '', 'yes', { value: 'yes' }],
  [checkbox(false), '', undefined, empty],
];

describe('readField', () => {
  it.each(rows)('%o: %j over %j', (field, line, current, read) => {
    expect(readField(field, line, current, options)).toEqual(read);
  });

  it('knows a searched option only once it was offered', () => {
    expect(readField(search(true), '1', undefined, [])).toEqual({ search: '1' });
  });
});
