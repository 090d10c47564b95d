import { describe, expect, it } from 'vitest';
import { drawButton, drawPick, readButton, readPick, readSearchSource } from '../../../src/bot/slack/click.ts';
import { inertJson } from '../../../src/bot/slack/json.ts';

describe('buttons', () => {
  it.each([
    // drawn                                                                        read back
    [
      { verb: 'approve', resource: 'conn-1', revision: 7 },
      { verb: 'approve', resource: 'conn-1', revision: 7, args: {} },
    ],
    [
      { verb: 'list', args: { page: '2' } },
      { verb: 'list', args: { page: '2' } },
    ],
    [
      { verb: 'name', args: { name: '<a & b>' } },
      { verb: 'name', args: { name: '<a & b>' } },
    ],
  ])('%j comes back as the same click', (button, click) => {
    expect(readButton(drawButton({ label: 'x', ...button }, 'en', 0).value)).toEqual(click);
  });

  it.each([
    // what is too long                                            what stays
    [{ args: { note: 'n'.repeat(2000) } }, { verb: 'ask', resource: 'conn-1', revision: 3, args: {} }],
    [{ args: { note: '<'.repeat(400) } }, { verb: 'ask', resource: 'conn-1', revision: 3, args: {} }],
    [{ resource: 'r'.repeat(2000) }, { verb: 'ask', revision: 3, args: {} }],
  ])('leaves out whole parts that do not fit 2,000 characters', (change, click) => {
    const value = drawButton({ label: 'x', verb: 'ask', resource: 'conn-1', revision: 3, ...change }, 'en', 0).value;
    expect(value?.length).toBeLessThanOrEqual(2000);
    expect(readButton(value)).toEqual(click);
  });

  it.each([undefined, '', 'approve', '{"verb":""}', '{"verb":1}', '[]', '{"verb":"x","args":{"a":1}}'])(
    '%j is no click',
    (value) => {
      expect(readButton(value)).toBeUndefined();
    },
  );

  it('draws style, spoken label and a confirmation', () => {
    expect(
      drawButton(
        {
          label: 'Delete',
          verb: 'delete',
          resource: 'conn-1',
          style: 'danger',
          confirm: { title: 'Sure?', text: 'Gone for good.' },
        },
        'zh',
        4,
      ),
    ).toMatchObject({
      action_id: 'delete:4',
      style: 'danger',
      accessibility_label: 'Delete conn-1',
      confirm: {
        title: { text: 'Sure?' },
        text: { text: 'Gone for good.' },
        confirm: { text: 'Delete' },
        deny: { text: '取消' },
        style: 'danger',
      },
    });
  });
});

describe('menus', () => {
  const pick = { kind: 'pick', placeholder: 'Which?', verb: 'bgp show', name: 'vif:id', source: 'vif' } as const;

  it('are read back from the action id', () => {
    expect(readPick(drawPick(pick, 'en', 3).action_id ?? '')).toEqual({
      verb: 'bgp show',
      name: 'vif:id',
      source: 'vif',
    });
    expect(readSearchSource(drawPick(pick, 'en', 3).action_id ?? '')).toBe('vif');
  });

  it.each([
    // action id         source
    ['search:vpc', 'vpc'],
    ['search:a%3Ab', 'a:b'],
    ['approve:0', undefined],
    ['search:%', undefined],
  ])('%s searches %s', (id, source) => {
    expect(readSearchSource(id)).toBe(source);
  });
});

it('inert JSON holds no character Slack would hand back as an entity, and parses to the same', () => {
  const value = { text: '<@U1> & "x"' };
  expect(inertJson(value)).not.toMatch(/[&<>]/);
  expect(JSON.parse(inertJson(value))).toEqual(value);
});
