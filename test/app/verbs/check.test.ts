/** A file that was sent to be checked: who has it read, what is asked about it, and that it is not lost over a question. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { FileProblem, FileText, Heard } from '../../../src/app/ports.ts';
import { say } from '../../../src/app/text/phrase.ts';
import { withRedis } from '../../store/redis-fixture.ts';
import { type Bench, openBench, textOf } from '../bench.ts';
import { stand } from '../standing.ts';

const redis = withRedis();
let bench: Bench;
let asked: [string, number][];
let file: FileText;
beforeEach(async () => {
  bench = await openBench(redis);
  asked = [];
  file = { ok: true, text: 'sysname edge\n#\nbgp 65001\n#\n' };
});

const sent = [{ ref: 'F1', name: 'edge.cfg' }];
async function hear(user: string, what: Heard['what'], files: Heard['files'] = sent) {
  const { answer, language } = await bench.app.ear.hear(
    {
      delivery: `d-${asked.length}-${JSON.stringify(what)}`,
      identity: { platform: 'terminal', team: 'local', user },
      what,
      files,
    },
    {
      read: async (ref, mostBytes) => {
        asked.push([ref, mostBytes]);
        return file;
      },
    },
  );
  const note = answer.kind === 'form' && answer.form.note ? say(answer.form.note, 'en') : '';
  return { answer, note, text: textOf(answer, language) };
}
const typed = (text: string) => ({ kind: 'typed', text }) as const;
const one = () => stand(bench, { tenant: 'acme', announces: [['10.1.0.0/16']] });
const two = () => stand(bench, { tenant: 'acme', announces: [['10.1.0.0/16'], ['10.2.0.0/16']] });

describe('a file', () => {
  // biome-ignore format: aligned rows
  it.each([
    ['a stranger',            'nobody',  /link/],
    ['a member of staff',     'zoe',     /check/],
  ])('of %s is not even fetched', async (_who, user, says) => {
    await one();
    const { answer, text } = await hear(user, typed(''));
    expect(answer).toMatchObject({ kind: 'said', tone: 'bad' });
    expect(text).toMatch(says);
    expect(asked).toEqual([]);
  });

  it('without a word is checked for the only interface there is', async () => {
    await one();
    expect((await hear('tom', typed(''))).answer).toMatchObject({ kind: 'card', card: { id: 'check' } });
    expect(asked).toEqual([['F1', 2 * 1024 * 1024]]);
  });

  it('before there is any interface is told what comes first', async () => {
    expect((await hear('tom', typed(''))).text).toContain('/line vif create');
    expect(asked).toEqual([]);
  });

  it('waits in a form where there are several, and is checked for the one that is chosen', async () => {
    await two();
    const { answer, note } = await hear('tom', typed(''));
    expect(answer).toMatchObject({ kind: 'form', form: { verb: 'check', fixed: { file: 'F1' } } });
    expect(note).toContain('Your file is checked as soon as');
    expect(asked).toEqual([]);
    const values = { file: 'F1', vif: 'vif-acme-2' };
    const chosen = await hear('tom', { kind: 'submitted', verb: 'check', values }, []);
    expect(chosen.text).toContain('vif-acme-2');
    expect(asked).toHaveLength(1);
  });

  // biome-ignore format: aligned rows
  it.each([
    ['an interface nobody has',  'check vif-none',                     'vif-none', { file: 'F1' }],
    ['a range that is public',   'check vif-acme-1 --announce 8.8.8.0/24', '8.8.8.0/24', { file: 'F1', vif: 'vif-acme-1' }],
    ['a misspelt verb',          'chekc vif-acme-1',                   'chekc',    { file: 'F1' }],
  ])('with %s is kept, and the form says what was wrong', async (_name, words, says, fixed) => {
    await two();
    const { answer, note } = await hear('tom', typed(words));
    expect(answer).toMatchObject({ kind: 'form', form: { fixed } });
    expect(note).toContain(says);
  });

  it('whose vendor shows nowhere is kept in a form that asks for it', async () => {
    await one();
    file = { ok: true, text: 'nothing that anybody would configure\n' };
    const { answer, note } = await hear('tom', typed('check vif-acme-1'));
    expect(answer).toMatchObject({ kind: 'form', form: { fixed: { file: 'F1', vif: 'vif-acme-1' } } });
    expect(note).toContain('vendor');
  });

  it.each<[FileProblem, string]>([
    ['too-large', 'larger than 2 MB'],
    ['binary', 'no text'],
    ['not-yours', 'Somebody else'],
    ['foreign-host', 'outside the chat'],
    ['no-access', 'files:read'],
    ['gone', 'not there any more'],
    ['unreachable', 'in a minute'],
  ])('that is %s is answered with the reason', async (problem, says) => {
    await one();
    file = { ok: false, problem };
    const { answer, text } = await hear('tom', typed('check vif-acme-1'));
    expect(answer).toMatchObject({ kind: 'said', tone: 'bad' });
    expect(text).toContain(says);
  });

  it('together with a text is refused: one of them is meant', async () => {
    await one();
    expect((await hear('tom', typed('check vif-acme-1\nsysname edge'))).text).toContain('a text and a file');
    expect(asked).toEqual([]);
  });

  it('leaves nothing of itself', async () => {
    await one();
    file = { ok: true, text: 'sysname edge\nsnmp-agent community read S3cr3tWord\nbgp 65001\n#\n' };
    const { text } = await hear('tom', typed('check vif-acme-1 --vendor huawei'));
    expect(text).not.toContain('S3cr3tWord');
    expect(JSON.stringify(await bench.app.journal.entries('tenant', 'acme', 0))).not.toMatch(/S3cr3tWord|sysname/);
    expect(JSON.stringify(bench.logged)).not.toContain('S3cr3tWord');
  });
});

it('a form submitted with neither says what is missing at its field', async () => {
  await one();
  const { answer } = await hear('tom', { kind: 'submitted', verb: 'check', values: { vif: 'vif-acme-1' } }, []);
  expect(answer).toMatchObject({ kind: 'errors', errors: { config: { key: 'refusal.missing' } } });
});
