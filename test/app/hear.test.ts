import { beforeEach, describe, expect, it } from 'vitest';
import type { Heard } from '../../src/app/ports.ts';
import { say } from '../../src/app/text/phrase.ts';
import { verbs } from '../../src/app/verbs/index.ts';
import { mayUse, usage } from '../../src/app/verbs/spec.ts';
import { personOf } from '../../src/engine/roster/model.ts';
import { withRedis } from '../store/redis-fixture.ts';
import { type Bench, openBench, textOf } from './bench.ts';

const redis = withRedis();
let bench: Bench;
beforeEach(async () => {
  bench = await openBench(redis);
});

const order = 'order --name east --region cn-north-1 --port 1000BASE-LX';
const minute = 60_000;

async function hear(user: string, what: Heard['what'], more: Partial<Heard> = {}) {
  const { answer, language } = await bench.app.ear.hear({
    delivery: `d-${Math.random()}`,
    identity: { platform: 'slack', team: 'T0OTHER', user },
    profile: { outsider: false },
    what,
    ...more,
  });
  return { answer, language, text: textOf(answer, language) };
}

describe('one delivery', () => {
  it('that comes again gets the first answer again, and orders nothing twice', async () => {
    const first = await bench.type('tom', order, 'd1');
    const again = await bench.type('tom', order, 'd1');
    expect(again).toEqual(first);
    expect(Object.keys((await bench.app.journal.load('tenant', 'acme')).connections)).toHaveLength(1);
  });

  it('in other words is another order only when it is asked for twice', async () => {
    const first = await bench.type('tom', order);
    expect((await bench.type('tom', order)).text).toContain('That order is already in');
    expect((await bench.type('tom', `${order} --again yes`)).text).toMatch(/^Ordered conn-/);
    bench.pass(11 * minute);
    expect((await bench.type('tom', order)).text).toMatch(/^Ordered conn-/);
    expect(first.text).toMatch(/^Ordered conn-/);
  });

  it('that was refused may be sent again once it can pass', async () => {
    const line = await bench.order('east');
    expect((await bench.type('tom', `pay ${line.id}`, 'd-pay')).text).toContain('not possible in that state');
    await bench.type('zoe', `approve ${line.id}`);
    expect((await bench.type('tom', `pay ${line.id}`, 'd-pay')).text).toContain('Collecting');
  });
});

describe('a click', () => {
  it('on an older picture is refused with what changed, and the cards are drawn again', async () => {
    const line = await bench.order('east');
    await bench.type('tom', `edit ${line.id} --description other`);
    await bench.run();
    const updates = () => bench.chat.calls.filter((call) => call.startsWith('update')).length;
    const before = updates();
    const stale = await bench.click('zoe', 'approve', { resource: line.id, revision: line.decisiveRevision });
    expect(stale.text).toContain('The card you used is out of date: east is now “To be audited”');
    expect((await bench.connection(line.id)).state).toBe('Ordering');
    await bench.run();
    expect(updates()).toBe(before + 2);
    const { decisiveRevision } = await bench.connection(line.id);
    const fresh = await bench.click('zoe', 'approve', { resource: line.id, revision: decisiveRevision });
    expect(fresh.text).toContain('Installation fee to be paid');
  });

  it('that comes too late is told who decided', async () => {
    const line = await bench.order('east');
    const about = { resource: line.id, revision: line.decisiveRevision };
    await bench.click('zoe', 'approve', about);
    const late = await bench.click('lei', 'approve', about);
    expect(late.answer).toMatchObject({ kind: 'said', tone: 'neutral' });
    expect(late.text).toBe('已是如此：east 为“初装费待支付”，由 zoe 审核，未重复执行。');
  });

  it.each(['nothing', 'constructor', ''])('on a button of no verb (%j) is answered', async (verb) => {
    expect((await bench.click('tom', verb, {})).text).toContain('is not a command');
  });

  it('without a needed word opens the form, filled with what is known', async () => {
    const line = await bench.order('east');
    const { answer } = await bench.click('zoe', 'reject', { resource: line.id, revision: 3 });
    expect(answer).toMatchObject({
      kind: 'form',
      form: { verb: 'reject', resource: line.id, revision: 3, fixed: { connection: line.id } },
    });
  });
});

describe('a form', () => {
  const good = { name: 'east', region: 'cn-north-1', port: '1000BASE-LX' };

  it.each([
    // submitted                                   field        what would pass
    [{ ...good, name: 'a b' }, 'name', 'Use 1 to 32'],
    [{ ...good, name: 'x'.repeat(33) }, 'name', 'Use 1 to 32'],
    [{ ...good, region: 'mars' }, 'region', 'Choose cn-north-1'],
    [{ ...good, port: '1000BASE-T' }, 'port', 'Choose 1000BASE-LX'],
    [{ ...good, phone: '12345' }, 'phone', '11 digits'],
    [{ ...good, description: 'x'.repeat(257) }, 'description', 'At most 256'],
    [{ ...good, contact: 'a b' }, 'contact', 'Use 1 to 32'],
    [{ ...good, 'auto-pay': 'perhaps' }, 'auto-pay', 'yes or no'],
  ])('%j is refused at %s', async (values, field, passes) => {
    const { answer, text } = await bench.submit('tom', 'order', values);
    expect(answer.kind === 'errors' && Object.keys(answer.errors)).toEqual([field]);
    expect(text).toContain(passes);
    expect(text).toContain(values[field as keyof typeof values]);
  });

  it('names the quota at the region', async () => {
    for (let count = 0; count < 10; count++) await bench.submit('tom', 'order', { ...good, name: `n${count}` });
    expect((await bench.submit('tom', 'order', good)).text).toContain('already has 10 of 10');
  });

  it('a term outside its bounds is refused where it was typed', async () => {
    const line = await bench.order('east');
    const { answer } = await bench.submit('tom', 'confirm', { connection: line.id, months: 'x' });
    expect(answer).toMatchObject({ kind: 'errors', errors: { months: {} } });
  });

  it.each(verbs.filter((verb) => verb.args.some((arg) => arg.required)).map((verb) => [verb.name, verb] as const))(
    '%s, submitted empty, asks for every required field',
    async (name, verb) => {
      const person = ['tom', 'zoe', 'ana', 'min'].find(
        (candidate) =>
          verb.roles === 'linked' ||
          verb.roles.includes(rolesOf[candidate] ?? 'admin') ||
          (candidate === 'zoe' && verb.roles.includes('field')),
      );
      const { answer } = await bench.submit(person ?? 'tom', name, {});
      const gaps = verb.args.filter((arg) => arg.required).map((arg) => arg.name);
      expect(answer.kind === 'errors' && Object.keys(answer.errors)).toEqual(gaps);
    },
  );
  const rolesOf: Readonly<Record<string, 'customer' | 'reviewer' | 'admin' | 'finance'>> = {
    tom: 'customer',
    zoe: 'reviewer',
    ana: 'admin',
    min: 'finance',
  };
});

describe('help', () => {
  it.each(['tom', 'lei', 'zoe', 'min', 'ana'])('shows %s what they may do and nothing else', async (name) => {
    const roster = await bench.app.journal.load('roster', '');
    const person = personOf(roster, { platform: 'terminal', team: 'local', user: name });
    const { answer } = await bench.type(name, 'help');
    const block = answer.kind === 'card' ? answer.card.blocks.find((row) => row.kind === 'items') : undefined;
    const shown = block?.rows.map((row) => say(row.title, 'en')) ?? [];
    expect(shown).toEqual(verbs.filter((verb) => mayUse(verb, person)).map(usage));
    expect(shown.some((row) => row.startsWith('/line approve'))).toBe(name !== 'tom');
    expect(shown.some((row) => row.startsWith('/line order'))).toBe(name === 'tom');
  });

  it('shows a stranger how to link', async () => {
    const { text } = await hear('U1', { kind: 'typed', text: '' });
    expect(text).toContain('/line link');
    expect(text).not.toContain('/line approve');
  });
});

describe('nudging', () => {
  it('is heard once in four hours', async () => {
    const line = await bench.order('east');
    expect((await bench.type('tom', `nudge ${line.id}`)).answer).toMatchObject({ tone: 'good' });
    expect((await bench.type('tom', `nudge ${line.id}`)).text).toContain('next time after Wed 4 Mar, 14:00');
    bench.pass(4 * 60 * minute);
    expect((await bench.type('tom', `nudge ${line.id}`)).answer).toMatchObject({ tone: 'good' });
    await bench.run();
    expect(bench.chat.lines('ops').filter((row) => row.includes('asks you to look'))).toHaveLength(2);
  });
});

describe('one-time codes', () => {
  const invite = 'admin invite wei --roles field';
  const codeIn = (text: string) => /link ([0-9A-Z]{5}(?:-[0-9A-Z]{5}){2})`/.exec(text)?.[1] ?? '';

  it('are shown once, to one delivery, and kept nowhere', async () => {
    const shown = await bench.type('ana', invite, 'd-invite');
    const code = codeIn(shown.text);
    expect(code).toHaveLength(17);
    expect((await bench.type('ana', invite, 'd-invite')).text).toBe('This was handled already.');
    const kept = JSON.stringify([
      await bench.world.log.read('roster', 0),
      await bench.world.deliveries.begin('d-invite'),
      bench.logged,
      bench.queued,
    ]);
    for (const form of [code, code.replaceAll('-', ''), code.toLowerCase()]) expect(kept).not.toContain(form);
  });

  it.each([
    ['as shown', (code: string) => code],
    ['in small letters', (code: string) => code.toLowerCase()],
    ['without dashes', (code: string) => code.replaceAll('-', '')],
    ['with blanks', (code: string) => code.replaceAll('-', ' ')],
  ])('link an account %s', async (_how, typed) => {
    const code = codeIn((await bench.type('ana', invite)).text);
    const linked = await hear('U0WEI', { kind: 'typed', text: `link ${typed(code)}` });
    expect(linked.text).toContain('Welcome, wei');
    const again = await hear('U0EVE', { kind: 'typed', text: `link ${typed(code)}` });
    expect(again.text).toContain('this code is wrong, used or expired');
  });

  it('end after a day', async () => {
    const code = codeIn((await bench.type('ana', invite)).text);
    bench.pass(25 * 60 * minute);
    expect((await hear('U0WEI', { kind: 'typed', text: `link ${code}` })).text).toContain('expired');
  });

  it('for a second account are asked for by the person alone', async () => {
    const own = await bench.type('tom', 'link');
    const linked = await hear('U9TOM', { kind: 'typed', text: `link ${codeIn(own.text)}` });
    expect(linked.text).toContain('Welcome, tom');
    expect((await hear('U9TOM', { kind: 'typed', text: order })).text).toMatch(/^Ordered/);
    expect((await hear('U9EVE', { kind: 'typed', text: 'link' })).text).toContain('Ask an admin');
  });
});

describe('languages', () => {
  it.each([
    ['tom', 'zh', 'Hostline 现在对您说中文。', '暂无'],
    ['mei', 'en', 'Hostline speaks English to you now.', 'Nothing here'],
  ])('%s changes to %s and is told so in that language', async (name, language, told) => {
    const set = await bench.type(name, `language ${language}`);
    expect(set).toMatchObject({ language, text: told });
    expect((await bench.type(name, 'list')).language).toBe(language);
  });

  it('a stranger is answered in the language of their profile', async () => {
    const what = { kind: 'typed', text: 'list' } as const;
    expect((await hear('U1', what, { profile: { language: 'zh' } })).text).toContain('Hostline 尚不认识您');
    expect((await hear('U1', what)).text).toContain('Hostline does not know you yet');
  });

  it('who is linked is welcomed in the language the admin chose', async () => {
    const shown = await bench.type('ana', 'admin invite wei --roles field --language zh');
    const code = /link ([0-9A-Z-]{17})/.exec(shown.text)?.[1] ?? '';
    expect((await hear('U0WEI', { kind: 'typed', text: `link ${code}` })).text).toContain('欢迎，wei');
  });
});

describe('somebody who is nobody here', () => {
  it('may try five codes in ten minutes, whatever they are', async () => {
    const tries: string[] = [];
    for (let turn = 0; turn < 6; turn++)
      tries.push((await hear('U0GUESS', { kind: 'typed', text: `link 0000-0000-0000-00${turn}0` })).text);
    const last = await hear('U0GUESS', { kind: 'typed', text: 'link 0000-0000-0000-0099' });
    expect(new Set(tries.slice(0, 5)).size).toBe(1);
    expect(tries[5]).not.toBe(tries[0]);
    expect(last.text).toBe(tries[5]);
    expect((await hear('U0OTHER', { kind: 'typed', text: 'link 0000-0000-0000-0010' })).text).toBe(tries[0]);
  });

  it.each(['list', order, 'admin people'])('is told so, not answered: %s', async (text) => {
    expect((await hear('U0NOBODY', { kind: 'typed', text })).text).toBe(say({ key: 'refusal.not-linked' }, 'en'));
  });

  it('nor has a customer what is an engineer’s or an admin’s', async () => {
    const line = await bench.order('east');
    for (const text of [`approve ${line.id}`, `reject ${line.id} no`, 'admin people', 'deposit acme 1'])
      expect((await bench.type('tom', text)).text).toMatch(/needs the role/);
  });
});
