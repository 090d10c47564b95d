import { describe, expect, it } from 'vitest';
import { say } from '../../../src/app/text/phrase.ts';
import { withFiles } from '../../../src/app/verbs/attached.ts';
import { verbs } from '../../../src/app/verbs/index.ts';
import { parse } from '../../../src/app/verbs/parse.ts';

const file = { ref: 'F1', name: 'edge.cfg' };
const typed = (text: string, files = [file]) => withFiles(parse(text, verbs), text, files, verbs);

describe('a file with words', () => {
  // biome-ignore format: aligned rows
  it.each<[string, string, object]>([
    ['none at all',                   '',                            { file: 'F1' }],
    ['the command’s own name',        '/line',                       { file: 'F1' }],
    ['the verb that reads files',     'check vif-1 --vendor huawei', { file: 'F1', vif: 'vif-1', vendor: 'huawei' }],
  ])('%s: is checked', (_name, text, args) => {
    const whole = typed(text);
    expect(whole).toMatchObject({ parsed: { ok: true, verb: { name: 'check' }, args } });
    expect(whole).not.toHaveProperty('ask');
  });

  // biome-ignore format: aligned rows
  it.each<[string, string, object, RegExp]>([
    ['no verb',         'here is our edge router',     { file: 'F1' },                                   /here/],
    ['a misspelt verb', 'chekc vif-1',                 { file: 'F1' },                                   /chekc/],
    ['a wrong vendor',  'check vif-1 --vendor nobody', { file: 'F1', vif: 'vif-1', vendor: 'nobody' },   /nobody/],
    ['a wrong flag',    'check vif-1 --vif-id 3',      { file: 'F1', vif: 'vif-1' },                     /--vif-id/],
  ])('%s: is kept in a form that says what was wrong', (_name, text, args, says) => {
    const whole = typed(text);
    expect(whole).toMatchObject({ parsed: { ok: true, verb: { name: 'check' }, args } });
    expect('ask' in whole && whole.ask && say(whole.ask, 'en')).toMatch(says);
  });

  // biome-ignore format: aligned rows
  it.each<[string, string, (typeof file)[], RegExp]>([
    ['a verb that takes none', 'list',        [file],       /`\/line list` takes no file/],
    ['more than one',          'check vif-1', [file, file], /^2 files came together/],
  ])('%s: is answered', (_name, text, files, says) => {
    const whole = typed(text, files);
    expect('refusal' in whole && say(whole.refusal, 'en')).toMatch(says);
  });

  it('nothing changes without a file', () => {
    const parsed = parse('chekc', verbs);
    expect(withFiles(parsed, 'chekc', [], verbs)).toEqual({ parsed });
  });
});
