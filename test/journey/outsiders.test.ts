/** Rooms shared with another organisation, its people, and guests: refused at every door, on both platforms, and told so. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { RosterCommand } from '../../src/engine/roster/index.ts';
import { readCard } from '../../src/sandbox/lark/index.ts';
import { larkChats, larkPeople, larkTeam, team, townChannels, townPeople } from '../../src/wire/town.ts';
import { ops, press, privately, textOf, waitForCard } from './look.ts';
import { until, withTown } from './town.ts';

const elsewhere = { slack: 'T0ELSEWHERE', lark: '736588c92elsewhere' };
const bot = 'U0HOSTLINE';
const shared = 'partners';
const timezone = 'Europe/Oslo';

const town = withTown(
  'http',
  {},
  {
    // Lei was linked as a member and is a guest now.
    people: [
      ...townPeople.map((row) => (row.name === 'lei' ? { ...row, isGuest: true } : row)),
      { id: 'U0EVE', name: 'eve', realName: 'Eve Ashe', locale: 'en-US', timezone, teamId: elsewhere.slack },
    ],
    channels: [
      ...townChannels,
      {
        id: 'C0SHARED',
        name: shared,
        kind: 'private',
        members: ['U0TOM', 'U0ANA', 'U0EVE', bot],
        sharedWith: elsewhere.slack,
      },
      { id: 'C0NEW', name: 'new-room', kind: 'private', members: ['U0TOM', bot] },
    ],
  },
  {
    people: [
      ...larkPeople,
      {
        open_id: 'ou_eve',
        name: 'eve',
        displayName: 'Eve Ashe',
        language: 'en_us',
        timezone,
        tenantKey: elsewhere.lark,
      },
    ],
    chats: [
      ...larkChats.map((row) => (row.name === 'acme-line' ? { ...row, members: [...row.members, 'ou_eve'] } : row)),
      { chat_id: 'oc_shared', name: shared, type: 'group', members: ['ou_tom', 'ou_ana', 'ou_eve'], external: true },
      { chat_id: 'oc_new', name: 'new-room', type: 'group', members: ['ou_tom'] },
    ],
  },
);

const refused = /Guests and people of other organisations|访客及外部组织成员/;
const unknown = /Whether this room is shared with another organisation could not be learned/;
let line = '';

async function act(command: RosterCommand): Promise<void> {
  const { app, world } = town.service;
  const cause = { by: 'person-ana', cause: world.entropy.id('test'), at: world.clock.now() };
  const facts = () => ({ at: cause.at, by: cause.by, pace: world.tempo, calendar: world.calendar });
  expect(await app.journal.act('roster', '', command, facts, cause)).toMatchObject({ ok: true });
}

/** As it stands when rooms were shared only after they had been bound: cards are in them. */
beforeAll(async () => {
  const room = { purpose: 'tenant', tenant: 'acme', language: 'en' } as const;
  await act({ do: 'bind-room', room: { platform: 'slack', team, room: 'C0SHARED', ...room } });
  await act({ do: 'bind-room', room: { platform: 'lark', team: larkTeam, room: 'oc_shared', ...room } });
  const { id, name } = await town.order('watched');
  line = id;
  await waitForCard(town.service.slack, shared, name, /Withdraw/);
});

/** What people have decided so far, in the roster and for both tenants; jobs go on meanwhile. */
async function decided(): Promise<readonly string[]> {
  const { journal } = town.service.app;
  const logs = [
    journal.entries('roster', '', 0),
    journal.entries('tenant', 'acme', 0),
    journal.entries('tenant', 'globex', 0),
  ];
  const entries = (await Promise.all(logs)).flat();
  return entries.filter(({ by }) => !by.startsWith('system:')).map(({ cause }) => cause);
}
async function changesNothing(deed: () => Promise<void>): Promise<void> {
  const before = await decided();
  await deed();
  expect(await decided()).toEqual(before);
}

describe('on Slack, in a channel of Slack Connect', () => {
  it.each([
    ['tom', 'list'],
    ['tom', 'order --name leaked --region cn-north-1 --port 1000BASE-LX'],
    ['ana', 'admin room tenant --tenant globex'],
    ['ana', 'link'],
  ])('%s is refused /line %s', async (person, words) => {
    await changesNothing(async () => {
      const seen = await town.service.slack.type(person, shared, `/line ${words}`);
      expect(seen.ephemeral.map(textOf).join('\n')).toMatch(refused);
      expect(seen.ephemeral.map(textOf).join('\n')).not.toContain('watched');
    });
  });

  it.each(['tom', 'eve'])('%s is refused a click on a card that stands there', async (person) => {
    const { slack } = town.service;
    const told = () => privately(slack, person).match(new RegExp(refused, 'g'))?.length ?? 0;
    const before = told();
    await changesNothing(async () => {
      expect((await press(slack, person, shared, line, 'withdraw')).status).toBe('answered');
      await until(`${person} is told`, () => (told() > before ? true : undefined));
    });
  });

  it('a mention is refused, whoever mentions', async () => {
    const { slack } = town.service;
    for (const person of ['tom', 'eve']) {
      const before = privately(slack, person).length;
      await changesNothing(async () => {
        await slack.say(person, shared, `<@${bot}> list`);
        await until(`${person} is told`, () => refused.test(privately(slack, person).slice(before)) || undefined);
      });
    }
  });

  it('the same people are heard elsewhere, and Slack is asked about a room once', async () => {
    const { slack } = town.service;
    const asked = () => slack.eventsOf('call').filter(({ method }) => method === 'conversations.info').length;
    const list = async (room: string) => {
      const seen = await slack.type('tom', room, '/line list');
      expect(seen.ephemeral.map(textOf).join('\n')).toContain('watched');
    };
    await list('acme-line');
    const before = asked();
    for (const room of ['acme-line', '@', 'acme-line', '@']) await list(room);
    expect(asked()).toBe(before);
  });

  it('where Slack does not say whether it is shared, nothing is done until it does', async () => {
    const { slack } = town.service;
    slack.faults.set({ call: { broken: { rate: 1, of: ['conversations.info'] } } });
    const order = '/line order --name early --region cn-north-1 --port 1000BASE-LX';
    await changesNothing(async () => {
      const seen = await slack.type('tom', 'new-room', order);
      expect(seen.ephemeral.map(textOf).join('\n')).toMatch(unknown);
    });
    slack.faults.set({});
    await slack.type('tom', 'new-room', order);
    await until('it is ordered now', async () =>
      Object.values((await town.tenant()).connections).some(({ name }) => name === 'early') ? true : undefined,
    );
  });
});

describe('on Slack, a linked person who is a guest now', () => {
  it('is refused what they type', async () => {
    await changesNothing(async () => {
      const seen = await town.service.slack.type('lei', ops, `/line approve ${line}`);
      expect(seen.ephemeral.map(textOf).join('\n')).toMatch(refused);
    });
  });

  it('is refused what they press', async () => {
    const { slack } = town.service;
    const before = privately(slack, 'lei').length;
    await changesNothing(async () => {
      await press(slack, 'lei', ops, line, 'approve');
      await until('lei is told', () => refused.test(privately(slack, 'lei').slice(before)) || undefined);
    });
  });
});

describe('on Lark, in an external chat', () => {
  /** What a person alone was told, by message or toast, each under a name of its own. */
  const told = (person: string): ReadonlyMap<string, string> => {
    const { workspace } = town.service.lark;
    const alone = [...workspace.ephemeralOf(person), ...workspace.messagesIn(workspace.directWith(person).chat_id)];
    const cards = alone.filter((row) => row.msg_type === 'interactive');
    return new Map([
      ...cards.map((row) => [row.message_id, readCard(row.content, 'en_us').join('\n')] as const),
      ...workspace.toastsOf(person).map(({ content }, index) => [`toast ${index}`, content] as const),
    ]);
  };
  const isRefused = async (person: string, deed: () => Promise<{ status: string }>, answer = refused) => {
    const before = told(person);
    const news = () => [...told(person)].flatMap(([name, text]) => (before.has(name) ? [] : [text]));
    await changesNothing(async () => {
      expect((await deed()).status).toBe('answered');
      await until(`${person} is told`, () => news().some((text) => answer.test(text)) || undefined);
    });
    expect(news().join('\n')).not.toContain('watched');
  };
  const cardIn = (chat: string) =>
    until(`the card is in ${chat}`, () =>
      town.service.lark.workspace
        .messagesIn(chat)
        .find((row) => row.msg_type === 'interactive' && !row.root_id && JSON.stringify(row.content).includes(line)),
    );

  it.each([
    ['tom', 'list'],
    ['tom', 'order --name leaked --region cn-north-1 --port 1000BASE-LX'],
    ['ana', 'admin room tenant --tenant globex'],
    ['eve', 'list'],
  ])('%s is refused @bot /line %s', (person, words) =>
    isRefused(person, () => town.service.lark.say(person, shared, `@bot /line ${words}`)),
  );

  it.each(['tom', 'eve'])('%s is refused a click on a card that stands there', async (person) => {
    const card = await cardIn(shared);
    await isRefused(person, () => town.service.lark.click(person, card.message_id, { verb: 'withdraw' }));
  });

  it('where Lark does not say whether it is external, nothing is done until it does', async () => {
    const { lark } = town.service;
    const words = '@bot /line order --name early-on-lark --region cn-north-1 --port 1000BASE-LX';
    lark.faults.set({ call: { broken: { rate: 1, of: ['im.chat.get'] } } });
    await isRefused('tom', () => lark.say('tom', 'new-room', words), unknown);
    lark.faults.set({});
    await lark.say('tom', 'new-room', words);
    await until('it is ordered now', async () =>
      Object.values((await town.tenant()).connections).some(({ name }) => name === 'early-on-lark') ? true : undefined,
    );
  });

  describe('somebody of another organisation, in a chat that is our own', () => {
    // Whatever the roster says of the account: linked by hand, as no door would do it.
    beforeAll(async () => {
      const digest = town.service.world.entropy.digest('a code for eve');
      const about = { name: 'eve', roles: ['customer'], language: 'en', tenant: 'acme' } as const;
      await act({ do: 'invite', person: 'person-eve', digest, ...about });
      await act({ do: 'link', digest, identity: { platform: 'lark', team: elsewhere.lark, user: 'ou_eve' } });
    });

    it('is refused what they write', () =>
      isRefused('eve', () => town.service.lark.say('eve', 'acme-line', '@bot /line list')));

    it('is refused what they press', async () => {
      const card = await cardIn('acme-line');
      await isRefused('eve', () => town.service.lark.click('eve', card.message_id, { verb: 'withdraw' }));
    });
  });
});
