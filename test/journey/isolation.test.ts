import { beforeAll, describe, expect, it } from 'vitest';
import { linkHash } from '../../src/engine/audit/chain.ts';
import type { RosterEvent } from '../../src/engine/roster/index.ts';
import type { Connection } from '../../src/engine/tenant/model.ts';
import { unlimited } from '../../src/sandbox/slack/index.ts';
import { buttonOn, form, ops, privately, textOf, told, waitForCard } from './look.ts';
import { slowClock, until, withTown } from './town.ts';

/** Mei of Globex knows id and name of a line of Acme and tries every door; nothing opens and nothing is learned. */
describe('another tenant’s line', { timeout: 120_000 }, () => {
  const town = withTown('http', {}, { clock: slowClock(30), pace: unlimited });
  let theirs: Connection;
  let mine: Connection;

  beforeAll(async () => {
    theirs = await town.order('acme-secret');
    mine = await town.order('globex-own', 'mei');
  });

  const acmeVersion = async () => (await town.tenant('acme')).version;
  const globexRoom = 'globex-line';
  const unseen = (word: string) => `没有您可见的托管专线“${word}”`;

  const typed = ['show', 'edit', 'pay', 'confirm', 'object', 'withdraw', 'delete', 'nudge'] as const;
  const extra: Partial<Record<(typeof typed)[number], string>> = {
    edit: ' --description hers',
    confirm: ' --months 3',
    object: ' no-ping',
  };
  it.each(
    typed.flatMap((verb) => [
      { verb, by: 'id' as const },
      { verb, by: 'name' as const },
    ]),
  )('does not exist for her: /line $verb by $by', async ({ verb, by }) => {
    const { slack } = town.service;
    const before = await acmeVersion();
    const seen = await slack.type('mei', globexRoom, `/line ${verb} ${theirs[by]}${extra[verb] ?? ''}`);
    expect(seen.ephemeral.map(textOf).join('\n')).toContain(unseen(theirs[by]));
    expect(await acmeVersion()).toBe(before);
  });

  it.each(['approve', 'reject', 'done', 'retry', 'remove', 'fault', 'repair', 'deposit', 'admin people'])(
    'a customer has no right to %s',
    async (verb) => {
      const { slack } = town.service;
      const seen = await slack.type('mei', globexRoom, `/line ${verb} ${theirs.id}`);
      expect(seen.ephemeral.map(textOf).join('\n')).toMatch(/需要角色/);
    },
  );

  it.each(['show', 'withdraw', 'nudge', 'approve'])('is not reached by a forged %s button', async (verb) => {
    const { slack } = town.service;
    const before = await acmeVersion();
    const card = await waitForCard(slack, globexRoom, mine.id, /globex-own/);
    expect(buttonOn(card, 'withdraw')).toBeDefined();
    const value = JSON.stringify({ verb, resource: theirs.id, revision: 99, args: { connection: theirs.id } });
    const seen = await slack.click('mei', globexRoom, card.ts, { actionId: `${verb}:0`, value });
    expect(seen.status).toBe('answered');
    await told(slack, 'mei', verb === 'approve' ? /\/line approve 需要角色/ : new RegExp(unseen(theirs.id)));
    expect(await acmeVersion()).toBe(before);
  });

  it('is not reached by a form whose private data was forged', async () => {
    const { slack } = town.service;
    const before = await acmeVersion();
    await slack.type('mei', globexRoom, `/line edit ${mine.id}`);
    const { view, carried } = await form(slack, 'mei', 'edit');
    expect(carried.resource).toBe(mine.id);
    const forged = { ...carried, resource: theirs.id, fixed: { connection: theirs.id } };
    Object.assign(view.payload, { private_metadata: JSON.stringify(forged) });
    const seen = await slack.submit('mei', view.id, { description: 'hers now' });
    await until('the submission is refused', () =>
      [privately(slack, 'mei'), ...Object.values(seen.errors ?? {})].join('\n').includes(unseen(theirs.id))
        ? true
        : undefined,
    );
    expect(await acmeVersion()).toBe(before);
    expect((await town.tenant('acme')).connections[theirs.id]?.description).toBeUndefined();
  });

  it('is found by no search, list, queue or home', async () => {
    const { slack } = town.service;
    await slack.type('mei', globexRoom, '/line show');
    const { view } = await form(slack, 'mei', 'show');
    for (const query of ['', 'acme', theirs.id]) {
      const found = await slack.suggest('mei', view.id, 'search:connections.any', query);
      expect(JSON.stringify(found.options ?? [])).not.toContain(theirs.id);
    }
    const all = await slack.suggest('mei', view.id, 'search:connections.any', '');
    expect((all.options ?? []).map((row) => row.value)).toEqual([mine.id]);
    for (const verb of ['list', 'queue']) {
      const seen = await slack.type('mei', globexRoom, `/line ${verb}`);
      expect(seen.ephemeral.map(textOf).join('\n')).not.toContain(theirs.id);
    }
    await slack.openHome('mei');
    const home = await until('her home is drawn', () => slack.workspace.homeOf('mei')?.payload);
    expect(JSON.stringify(home)).toContain(mine.id);
    expect(JSON.stringify(home)).not.toContain(theirs.id);
  });

  it('stays out of her rooms; the provider’s staff see both', async () => {
    const { slack } = town.service;
    const lasting = slack.workspace.messagesIn(globexRoom).filter((row) => row.ephemeral_to === undefined);
    expect(lasting.map(textOf).join('\n')).not.toContain(theirs.id);
    for (const line of [theirs, mine]) expect(await waitForCard(slack, ops, line.id, /Approve/)).toBeDefined();
    const seen = await slack.type('zoe', ops, `/line show ${theirs.id}`);
    expect(seen.ephemeral.map(textOf).join('\n')).toContain('Acme Ltd');
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'a line called %s does not exist',
    async (word) => {
      const { slack } = town.service;
      const seen = await slack.type('mei', globexRoom, `/line show ${word}`);
      expect(seen.ephemeral.map(textOf).join('\n')).toContain(unseen(word));
      const money = await slack.type('min', ops, `/line deposit ${word} 5`);
      expect(money.ephemeral.map(textOf).join('\n')).toContain(`there is no tenant “${word}”`);
    },
  );
});

describe('four eyes and strangers', { timeout: 120_000 }, () => {
  const town = withTown('http', {}, { clock: slowClock(30), pace: unlimited });

  it('no admin can make a customer a reviewer as well', async () => {
    const { slack } = town.service;
    const seen = await slack.type('ana', ops, '/line admin roles person-tom customer,reviewer');
    expect(seen.ephemeral.map(textOf).join('\n')).toContain('A customer cannot hold a role of the provider.');
  });

  it('a requester who holds both roles all the same cannot approve or reject their own line', async () => {
    const { slack, world, app } = town.service;
    const ordered = await town.order('own-wish');
    // Written past the decider, as a log of an older rule book would hold it.
    const roster = await app.journal.load('roster', '');
    const event: RosterEvent = {
      type: 'person.roles-set',
      person: 'person-tom',
      roles: ['customer', 'reviewer'],
      by: 'person-ana',
    };
    const when = { version: roster.version + 1, at: world.clock.now() };
    const entry = { ...when, by: 'person-ana', cause: 'old-rule-book', events: [event] };
    const { hash: before } = await app.journal.head('roster', '');
    const hash = linkHash(world.log.digest, 'roster', before, entry);
    expect(await world.log.append('roster', { ...entry, hash })).toBe(true);

    for (const line of [`/line approve ${ordered.id}`, `/line reject ${ordered.id} duplicate`]) {
      const seen = await slack.type('tom', 'acme-line', line);
      expect(seen.ephemeral.map(textOf).join('\n')).toContain('You asked for this yourself');
    }
    expect((await town.tenant()).connections[ordered.id]?.state).toBe('Ordering');
    const seen = await slack.type('zoe', ops, `/line approve ${ordered.id}`);
    expect(seen.ephemeral.map(textOf).join('\n')).toContain('Installation fee to be paid');
  });

  it('being in the room grants nothing: who is not linked is told how to link', async () => {
    const { slack } = town.service;
    const ordered = await town.order('strange');
    for (const line of ['/line list', `/line show ${ordered.id}`, `/line approve ${ordered.id}`, '/line link']) {
      const seen = await slack.type('wei', ops, line);
      expect(seen.ephemeral.map(textOf).join('\n')).toContain('Ask an admin for a one-time code');
    }
    const card = await waitForCard(slack, ops, ordered.id, /Approve/);
    await slack.click('wei', ops, card.ts, buttonOn(card, 'approve')?.actionId ?? '');
    await until('wei’s click is answered', () =>
      privately(slack, 'wei').split('Ask an admin for a one-time code').length > 5 ? true : undefined,
    );
    expect((await town.tenant()).connections[ordered.id]?.state).toBe('Ordering');
  });

  it('a person whose rights were taken is a stranger again', async () => {
    const { slack } = town.service;
    await slack.type('ana', ops, '/line admin revoke person-lei');
    const seen = await slack.type('lei', ops, '/line queue');
    expect(seen.ephemeral.map(textOf).join('\n')).toMatch(/一次性代码|one-time code/);
  });
});
