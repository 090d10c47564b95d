/** Approvals as people meet them: stages on the card, lent roles, codes, broken glass, and what is refused. */
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { endOfDay, readStages } from '../../../src/app/verbs/trust.ts';
import { withRedis } from '../../store/redis-fixture.ts';
import { type Bench, openBench } from '../bench.ts';

const fixture = withRedis();

/** Sets up an authenticator; what comes back makes codes of the bench's present. */
async function authenticator(bench: Bench, person: string): Promise<() => string> {
  const { text } = await bench.type(person, 'step-up');
  const secret = /`([A-Z2-7]{32})`/.exec(text)?.[1] ?? expect.fail(`no secret: ${text}`);
  const generator = new TOTP({ secret: Secret.fromBase32(secret) });
  const code = () => generator.generate({ timestamp: bench.world.clock.now() });
  expect((await bench.type(person, `step-up ${code()}`)).text).toBe('Your authenticator is set up.');
  bench.pass(30_000);
  return code;
}

/** A bench on which a second admin has approved a rule about orders. */
async function governed(stages: string, code = 'no') {
  const bench = await openBench(fixture);
  await bench.type('ana', 'admin roles person-min finance,admin');
  const { text } = await bench.type('ana', `policy set order --stages ${stages} --step-up ${code}`);
  const request = /pol-[0-9a-z]+/.exec(text)?.[0] ?? expect.fail(text);
  const min = await authenticator(bench, 'min');
  expect((await bench.type('min', `policy approve ${request} --totp ${min()}`)).text).toMatch(/^From now on/);
  bench.pass(30_000);
  return bench;
}

const cardOf = async (bench: Bench, id: string) => JSON.stringify((await bench.type('zoe', `show ${id}`)).answer);

describe('two stages', () => {
  it('are counted on the card and decided by two people', async () => {
    const bench = await governed('reviewer:2,finance:1');
    const line = await bench.order('staged');
    expect((await bench.type('min', `approve ${line.id}`)).text).toMatch(/needs the role reviewer/);
    expect((await bench.type('zoe', `approve ${line.id}`)).text).toMatch(/Still missing: 2 reviewer, 1 given/);
    expect(await cardOf(bench, line.id)).toContain('"given":1,"count":2');
    expect((await bench.type('zoe', `approve ${line.id}`)).text).toMatch(/^Already so/);
    expect((await bench.type('lei', `approve ${line.id}`)).text).toMatch(/仍需财务 1 人，已有 0 人/);
    expect((await bench.connection(line.id)).state).toBe('Ordering');
    expect((await bench.type('min', `approve ${line.id}`)).text).toMatch(/Installation fee to be paid/);
    const { state, decidedBy, approvals } = await bench.connection(line.id);
    expect({ state, decidedBy, approvals: approvals?.map((row) => row.by) }).toEqual({
      state: 'Installation_Paying',
      decidedBy: 'person-min',
      approvals: ['person-zoe', 'person-lei'],
    });
  });

  it('end with anybody’s no', async () => {
    const bench = await governed('reviewer:1,finance:1');
    const line = await bench.order('unwanted');
    await bench.type('zoe', `approve ${line.id}`);
    await bench.type('min', `reject ${line.id} too expensive`);
    expect((await bench.connection(line.id)).state).toBe('Rejected');
  });

  it('begin anew when what was approved is edited', async () => {
    const bench = await governed('reviewer:2');
    const line = await bench.order('edited');
    await bench.type('zoe', `approve ${line.id}`);
    await bench.type('tom', `edit ${line.id} --description other`);
    await bench.type('lei', `approve ${line.id}`);
    expect((await bench.connection(line.id)).state).toBe('Ordering');
    await bench.type('zoe', `approve ${line.id}`);
    expect((await bench.connection(line.id)).state).toBe('Installation_Paying');
  });

  it('take a second reviewer’s click on the card the first one saw', async () => {
    const bench = await governed('reviewer:2');
    const line = await bench.order('both');
    const about = { resource: line.id, revision: line.decisiveRevision };
    await bench.click('zoe', 'approve', about);
    await bench.click('lei', 'approve', about);
    expect((await bench.connection(line.id)).state).toBe('Installation_Paying');
  });
});

describe('a change of policy', () => {
  it('is not its author’s to approve', async () => {
    const bench = await openBench(fixture);
    const { text } = await bench.type('ana', 'policy set order --stages reviewer:2');
    const request = /pol-[0-9a-z]+/.exec(text)?.[0] ?? '';
    expect((await bench.type('ana', `policy approve ${request}`)).text).toMatch(/You asked for this yourself/);
    const line = await bench.order('as-before');
    await bench.type('zoe', `approve ${line.id}`);
    expect((await bench.connection(line.id)).state).toBe('Installation_Paying');
  });

  it.each([
    ['reviewer:2', [{ role: 'reviewer', count: 2 }]],
    [
      'reviewer:1，finance:1>20000',
      [
        { role: 'reviewer', count: 1 },
        { role: 'finance', count: 1, aboveFen: 2_000_000 },
      ],
    ],
    ['none', []],
    ['reviewer', undefined],
    ['reviewer:two', undefined],
    ['', undefined],
  ])('reads “%s”', (words, stages) => expect(readStages(words)).toEqual(stages));
});

describe('a lent role', () => {
  const tomorrow = '2026-03-05';
  it('decides with the lender’s name on card and in log, until its day is over', async () => {
    const bench = await openBench(fixture);
    await bench.type('ana', 'admin roles person-lei reviewer,finance');
    const first = await bench.order('first');
    expect((await bench.type('min', `approve ${first.id}`)).text).toMatch(/needs the role reviewer/);
    expect((await bench.type('lei', `delegate min --until ${tomorrow} --role reviewer`)).text).toContain('min');
    await bench.type('min', `approve ${first.id}`);
    expect(await bench.connection(first.id)).toMatchObject({ decidedBy: 'person-min', decidedFor: 'person-lei' });
    expect(await cardOf(bench, first.id)).toContain('card.person-for');

    const second = await bench.order('second');
    bench.pass(2 * 86_400_000);
    expect((await bench.type('min', `approve ${second.id}`)).text).toMatch(/needs the role reviewer/);
  });

  it('shows on the delegate’s worklist', async () => {
    const bench = await openBench(fixture);
    const line = await bench.order('waiting');
    expect(JSON.stringify((await bench.type('min', 'queue')).answer)).not.toContain(line.id);
    await bench.type('lei', `delegate min --until ${tomorrow}`);
    expect(JSON.stringify((await bench.type('min', 'queue')).answer)).toContain(line.id);
  });

  it.each([
    ['2026-03-05', Date.UTC(2026, 2, 5, 16) - 1],
    ['2026-02-31', undefined],
    ['tomorrow', undefined],
  ])('until %s', (day, at) => expect(endOfDay(day)).toBe(at));
});

describe('a code', () => {
  it('is asked for on the click, good once, and locks after five wrong ones', async () => {
    const bench = await governed('reviewer:1', 'yes');
    const first = await bench.order('weighty');
    expect((await bench.type('zoe', `approve ${first.id}`)).text).toMatch(/you have none yet/);
    const zoe = await authenticator(bench, 'zoe');
    const about = { resource: first.id, revision: first.decisiveRevision };
    expect((await bench.click('zoe', 'approve', about)).text).toBe('form approve: totp');
    const values = { connection: first.id, totp: zoe() };
    const submit = (totp: string, line = first) =>
      bench.submit('zoe', 'approve', { connection: line.id, totp }, { revision: line.decisiveRevision });
    await bench.submit('zoe', 'approve', values, { revision: first.decisiveRevision });
    expect((await bench.connection(first.id)).state).toBe('Installation_Paying');

    const second = await bench.order('weighty-too');
    expect((await submit(values.totp, second)).text).toMatch(/^totp: .*used before/);
    for (let wrong = 2; wrong < 5; wrong++) await submit('abcdef', second);
    expect((await submit('abcdef', second)).text).toMatch(/Too many wrong codes/);
    bench.pass(30_000);
    expect((await submit(zoe(), second)).text).toMatch(/Too many wrong codes/);
    bench.pass(31_000);
    await submit(zoe(), second);
    expect((await bench.connection(second.id)).state).toBe('Installation_Paying');
  });

  it('is in the log neither as code nor as secret', async () => {
    const bench = await openBench(fixture);
    const { text } = await bench.type('zoe', 'step-up');
    const secret = /`([A-Z2-7]{32})`/.exec(text)?.[1] ?? '';
    const entries = JSON.stringify(await bench.app.journal.entries('roster', '', 0));
    expect(secret).toHaveLength(32);
    expect(entries).not.toContain(secret);
    expect(JSON.stringify(bench.logged)).not.toContain(secret);
  });

  it('of a secret that was offered before the last is wrong', async () => {
    const bench = await openBench(fixture);
    const secretIn = (text: string) => /`([A-Z2-7]{32})`/.exec(text)?.[1] ?? expect.fail(text);
    const first = secretIn((await bench.type('zoe', 'step-up')).text);
    const second = secretIn((await bench.type('zoe', 'step-up')).text);
    expect(first).not.toBe(second);
    const old = new TOTP({ secret: Secret.fromBase32(first) }).generate({ timestamp: bench.world.clock.now() });
    expect((await bench.type('zoe', `step-up ${old}`)).text).toMatch(/this code is wrong/);
  });
});

describe('breaking the glass', () => {
  it('decides alone, with a code and a reason, and says so on the card', async () => {
    const bench = await openBench(fixture);
    const line = await bench.order('urgent');
    const ana = await authenticator(bench, 'ana');
    const smash = (code: string) => bench.type('ana', `break-glass ${line.id} "all reviewers are ill" --totp ${code}`);
    expect((await bench.type('ana', `approve ${line.id}`)).text).toMatch(/needs the role reviewer/);
    expect((await bench.type('zoe', `break-glass ${line.id} "all reviewers are ill"`)).text).toMatch(/role admin/);
    expect((await smash('000000')).text).toMatch(/this code is wrong/);
    expect((await smash(ana())).text).toMatch(/decided alone/);
    expect(await bench.connection(line.id)).toMatchObject({
      state: 'Installation_Paying',
      decidedBy: 'person-ana',
      decidedAlone: 'all reviewers are ill',
    });
    expect(await cardOf(bench, line.id)).toContain('card.decided-alone');
  });
});

describe('guessing codes of invitations', () => {
  it('ends after five tries from one account, and begins again in ten minutes', async () => {
    const bench = await openBench(fixture);
    const { text } = await bench.type('ana', 'admin invite new --roles field');
    const code = /link ([0-9A-Z-]+)/.exec(text)?.[1] ?? expect.fail(text);
    for (let guess = 0; guess < 5; guess++)
      expect((await bench.type('wei', `link WRONG-${guess}`)).text).toMatch(/wrong, used or expired/);
    expect((await bench.type('wei', `link ${code}`)).text).toMatch(/Too many codes/);
    expect((await bench.type('ivy', `link ${code}`)).text).toMatch(/Welcome/);
  });
});

describe('a person revoked', () => {
  it('keeps no sealed secret of their codes', async () => {
    const bench = await openBench(fixture);
    await authenticator(bench, 'min');
    expect(await bench.world.vault.get('step-up:person-min')).toBeDefined();
    await bench.type('ana', 'admin revoke person-min');
    await bench.run();
    expect(await bench.world.vault.get('step-up:person-min')).toBeUndefined();
  });

  it('loses the cards drawn for them alone', async () => {
    const bench = await openBench(fixture);
    await bench.type('ana', 'admin tenant solo --title Solo --real-name yes');
    const { text } = await bench.type('ana', 'admin invite ida --roles customer --tenant solo');
    const code = /link ([0-9A-Z-]+)/.exec(text)?.[1] ?? expect.fail(text);
    await bench.type('ida', `link ${code}`);
    // Nobody bound a room for this tenant: the card is in the direct chat.
    const ordered = await bench.type('ida', 'order --name mine --region cn-north-1 --port 1000BASE-LX');
    const id = /conn-[0-9a-z]+/.exec(ordered.text)?.[0] ?? expect.fail(ordered.text);
    await bench.run();
    const person = Object.values((await bench.app.journal.load('roster', '')).people).find((row) => row.name === 'ida');
    const mine = () =>
      bench.chat.messages.filter((row) => row.card?.id === id && row.room !== 'ops').map(({ card }) => card);
    expect(mine()).toHaveLength(1);
    expect(JSON.stringify(mine())).toContain('"kind":"buttons"');

    await bench.type('ana', `admin revoke ${person?.id}`);
    await bench.run();
    expect(JSON.stringify(mine())).toContain('card.revoked');
    expect(JSON.stringify(mine())).not.toContain('"kind":"buttons"');
    expect((await bench.click('ida', 'withdraw', { resource: id })).text).toMatch(/not linked|link/i);
  });

  it('decides nothing with the click they had begun', async () => {
    const bench = await openBench(fixture);
    const line = await bench.order('late');
    await bench.type('ana', 'admin revoke person-zoe');
    const clicked = await bench.click('zoe', 'approve', { resource: line.id, revision: line.decisiveRevision });
    expect(clicked.text).toMatch(/does not know you/);
    expect((await bench.connection(line.id)).state).toBe('Ordering');
  });
});
