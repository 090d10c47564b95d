import { describe, expect, it } from 'vitest';
import type { Field, Form } from '../../../src/app/cards/model.ts';
import { drawField } from '../../../src/bot/slack/field.ts';
import { formView } from '../../../src/bot/slack/form.ts';
import {
  errorsReply,
  labelsOf,
  type OpenView,
  readMetadata,
  readRoom,
  readValues,
} from '../../../src/bot/slack/submission.ts';
import { problemsOf } from './slack-check.ts';

function form(change: Partial<Form> = {}): Form {
  return {
    verb: 'order',
    fixed: {},
    title: 'Order a line',
    submit: 'Order',
    fields: [{ kind: 'text', name: 'name', label: 'Name', required: true }],
    ...change,
  };
}

function open(change: Partial<Form> = {}): OpenView {
  const view = formView(form(change), 'en', 'C1');
  return { ...view, blocks: view.blocks as OpenView['blocks'], privateMetadata: view.private_metadata ?? '' };
}

const named = { name: 'f', label: 'Field', required: true };
const option = (value: string, label = value) => ({ value, label });

describe('fields', () => {
  it.each<[string, Field, object]>([
    [
      'text',
      { ...named, kind: 'text', maxLength: 20, initial: 'abc' },
      { type: 'plain_text_input', max_length: 20, initial_value: 'abc' },
    ],
    [
      'long text',
      { ...named, kind: 'text', multiline: true },
      { type: 'plain_text_input', multiline: true, max_length: 3000 },
    ],
    ['overlong initial', { ...named, kind: 'text', maxLength: 3, initial: 'abcd' }, { initial_value: 'ab…' }],
    [
      'select',
      { ...named, kind: 'select', options: [option('a'), option('b')], initial: 'b' },
      { type: 'static_select', initial_option: { value: 'b' } },
    ],
    [
      'select, unknown initial',
      { ...named, kind: 'select', options: [option('a')], initial: 'z' },
      { type: 'static_select', options: [{ value: 'a' }] },
    ],
    ['select without options', { ...named, kind: 'select', options: [] }, { type: 'plain_text_input' }],
    [
      'select, overlong value',
      { ...named, kind: 'select', options: [option('a'), option('v'.repeat(76))] },
      { options: [{ value: 'a' }] },
    ],
    [
      'search',
      { ...named, kind: 'search', source: 'vpc', initial: 'vpc-1', initialLabel: 'Main' },
      { type: 'external_select', action_id: 'search:vpc', initial_option: { value: 'vpc-1', text: { text: 'Main' } } },
    ],
    [
      'checkbox',
      { ...named, kind: 'checkbox', text: 'I agree', initial: 'yes' },
      { type: 'checkboxes', options: [{ value: 'yes' }], initial_options: [{ value: 'yes' }] },
    ],
  ])('%s', (_, field, element) => {
    expect(drawField(field, 'en')).toMatchObject({ type: 'input', block_id: 'f', optional: false, element });
    expect(problemsOf(formView(form({ fields: [field] }), 'en'))).toEqual([]);
  });

  it.each([
    // initial      ticked
    ['yes', true],
    ['true', true],
    ['no', false],
    ['false', false],
    ['', false],
  ])('a checkbox that starts as %j is ticked: %s', (initial, ticked) => {
    const { element } = drawField({ ...named, kind: 'checkbox', text: 'x', initial }, 'en');
    expect('initial_options' in element).toBe(ticked);
  });

  it('groups more than a hundred options', () => {
    const options = Array.from({ length: 250 }, (_, n) => option(`v${n}`));
    const { element } = drawField({ ...named, kind: 'select', options }, 'en');
    expect(element).toMatchObject({
      option_groups: [{ label: { text: '1–100' } }, { label: { text: '101–200' } }, { label: { text: '201–250' } }],
    });
    expect(problemsOf(formView(form({ fields: [{ ...named, kind: 'select', options }] }), 'en'))).toEqual([]);
  });

  it('repeats an overlong checkbox text in full', () => {
    const text = `I accept ${'really '.repeat(20)}everything`;
    expect(drawField({ ...named, kind: 'checkbox', text, hint: 'Read it.' }, 'en').hint?.text).toBe(
      `${text}\nRead it.`,
    );
  });
});

describe('the modal', () => {
  it('carries verb, resource, revision, fixed arguments and room', () => {
    const view = formView(form({ resource: 'conn-1', revision: 4, fixed: { region: 'cn<1>' } }), 'zh', 'C1');
    expect(readMetadata(view.private_metadata)).toEqual({
      verb: 'order',
      resource: 'conn-1',
      revision: 4,
      fixed: { region: 'cn<1>' },
      room: 'C1',
    });
    expect(readRoom(view.private_metadata)).toBe('C1');
    expect(view).toMatchObject({ callback_id: 'form', close: { text: '取消' }, submit: { text: 'Order' } });
  });

  it.each<[string, Partial<Form>, object[]]>([
    // form                     first blocks
    ['a short title', {}, [{ block_id: 'name' }]],
    [
      'a cut title',
      { title: 'Order a line into a VPC abroad' },
      [{ text: { text: 'Order a line into a VPC abroad' } }, { block_id: 'name' }],
    ],
    ['no fields', { fields: [] }, [{ text: { text: 'Order a line' } }]],
    ['a note', { note: 'Costs money.' }, [{ type: 'context' }, { block_id: 'name' }]],
  ])('with %s', (_, change, blocks) => {
    expect(formView(form(change), 'en').blocks).toMatchObject(blocks);
  });

  it.each([
    // metadata
    [undefined],
    [''],
    ['{}'],
    ['[1]'],
    ['{"verb":1}'],
  ])('metadata %j is no form', (metadata) => {
    expect(readMetadata(metadata)).toBeUndefined();
    expect(readRoom(metadata)).toBeUndefined();
  });

  it('asks fixed arguments again, filled in, when they do not fit the metadata', () => {
    const view = formView(form({ fixed: { region: 'cn-1', comment: 'c'.repeat(2990) } }), 'en');
    expect(readMetadata(view.private_metadata)?.fixed).toEqual({ region: 'cn-1' });
    expect(view.blocks[0]).toMatchObject({ block_id: 'comment', element: { initial_value: 'c'.repeat(2990) } });
    expect(problemsOf(view)).toEqual([]);
  });
});

describe('values', () => {
  it.each([
    // element state                                          value
    [{ type: 'plain_text_input', value: 'x' }, 'x'],
    [{ type: 'plain_text_input', value: null }, undefined],
    [{ type: 'static_select', selected_option: { value: 'a', text: {} } }, 'a'],
    [{ type: 'static_select', selected_option: null }, undefined],
    [{ type: 'checkboxes', selected_options: [{ value: 'yes' }] }, 'yes'],
    [{ type: 'checkboxes', selected_options: [] }, undefined],
  ])('%j is %j', (element, value) => {
    expect(readValues({ field: { any: element } }).field).toBe(value);
  });

  it.each([undefined, null, 1, 'x', { field: 1 }])('of %j are none', (state) => {
    expect(readValues(state)).toEqual({});
  });
});

describe('errors', () => {
  it('go to their fields', () => {
    expect(errorsReply({ name: 'Taken' }, open(), 'en')).toEqual({
      response_action: 'errors',
      errors: { name: 'Taken' },
    });
  });

  it('of no field on the form are shown on top, with the others beside them, and the form stays', () => {
    const reply = errorsReply({ vlan: 'VLAN 7 is taken', name: 'Taken' }, open(), 'en');
    if (reply.response_action !== 'update') throw new Error('expected an update');
    expect(reply.view.blocks[0]).toMatchObject({
      type: 'section',
      text: { text: '⚠️ Please check these entries:\n• VLAN 7 is taken\n• Name: Taken' },
    });
    expect(reply.view.blocks.slice(1)).toEqual(open().blocks);
    expect(readRoom(reply.view.private_metadata)).toBe('C1');
    expect(problemsOf(reply.view)).toEqual([]);
  });

  it('replace the errors shown before', () => {
    const first = errorsReply({ vlan: 'one' }, open(), 'en');
    if (first.response_action !== 'update') throw new Error('expected an update');
    const again = { ...open(), blocks: first.view.blocks as OpenView['blocks'] };
    const second = errorsReply({ vlan: 'two' }, again, 'en');
    if (second.response_action !== 'update') throw new Error('expected an update');
    expect(second.view.blocks).toHaveLength(first.view.blocks.length);
    expect(JSON.stringify(second.view.blocks)).not.toContain('one');
  });

  it('without any field still say something', () => {
    expect(errorsReply({}, open(), 'en').response_action).toBe('update');
  });

  it('know the labels of the open form', () => {
    expect(labelsOf(open())).toEqual({ name: 'Name' });
  });
});
