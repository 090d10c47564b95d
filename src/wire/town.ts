/** The sandbox's people, rooms and money, so that anyone can try Hostline at once. A made-up town; nothing real. */
import type { App } from '../app/index.ts';
import type { World } from '../app/world.ts';
import type { RosterCommand } from '../engine/roster/index.ts';
import type { Role } from '../engine/tenant/lifecycle.ts';
import type { Chat as LarkChat, Person as LarkPerson } from '../sandbox/lark/index.ts';
import type { Channel, Person } from '../sandbox/slack/index.ts';

export interface Townsman {
  readonly user: string;
  readonly name: string;
  readonly realName: string;
  readonly language: 'en' | 'zh';
  readonly roles: readonly Role[];
  readonly tenant?: string;
  /** Not linked yet: joins with a one-time code. */
  readonly stranger?: true;
}

export const team = 'T0SANDBOX';
const bot = 'U0HOSTLINE';

export const townspeople: readonly Townsman[] = [
  { user: 'U0ANA', name: 'ana', realName: 'Ana Ruiz', language: 'en', roles: ['admin'] },
  { user: 'U0TOM', name: 'tom', realName: 'Tom Ward', language: 'en', roles: ['customer'], tenant: 'acme' },
  { user: 'U0MEI', name: 'mei', realName: '陈梅', language: 'zh', roles: ['customer'], tenant: 'globex' },
  { user: 'U0LEI', name: 'lei', realName: '李雷', language: 'zh', roles: ['reviewer'] },
  { user: 'U0ZOE', name: 'zoe', realName: 'Zoe Marsh', language: 'en', roles: ['reviewer', 'field'] },
  { user: 'U0MIN', name: 'min', realName: 'Min Okafor', language: 'en', roles: ['finance'] },
  { user: 'U0KIM', name: 'kim', realName: 'Kim Duarte', language: 'en', roles: ['field'] },
  { user: 'U0WEI', name: 'wei', realName: 'Wei Lund', language: 'en', roles: ['field'], stranger: true },
];

export const tenants = [
  { tenant: 'acme', title: 'Acme Ltd', realName: true, balanceFen: 1_000_000, room: 'C0ACME', language: 'en' },
  { tenant: 'globex', title: '环球贸易', realName: true, balanceFen: 10_000_000, room: 'C0GLOBEX', language: 'zh' },
] as const;

export const engineersRoom = 'C0OPS';

/** The same people on the sandbox Lark, with the same rooms. */
export const larkTeam = '2df73991750sandbox';
export const larkUser = (row: Townsman) => `ou_${row.name}`;
export const larkRooms = { engineers: 'oc_ops', acme: 'oc_acme', globex: 'oc_globex' } as const;

export const larkPeople: readonly LarkPerson[] = townspeople.map((row) => ({
  open_id: larkUser(row),
  name: row.name,
  displayName: row.realName,
  language: row.language === 'zh' ? 'zh_cn' : 'en_us',
  timezone: row.language === 'zh' ? 'Asia/Shanghai' : 'Europe/London',
}));

export const larkChats: readonly LarkChat[] = [
  {
    chat_id: larkRooms.engineers,
    name: 'network-ops',
    type: 'group',
    members: townspeople.filter((row) => row.tenant === undefined).map(larkUser),
  },
  ...tenants.map(
    ({ tenant }): LarkChat => ({
      chat_id: larkRooms[tenant],
      name: `${tenant}-line`,
      type: 'group',
      members: townspeople.filter((row) => row.tenant === tenant || row.roles.includes('admin')).map(larkUser),
    }),
  ),
];

export const townPeople: readonly Person[] = townspeople.map((row) => ({
  id: row.user,
  name: row.name,
  realName: row.realName,
  locale: row.language === 'zh' ? 'zh-CN' : 'en-GB',
  timezone: row.language === 'zh' ? 'Asia/Shanghai' : 'Europe/London',
}));

const members = (wanted: (row: Townsman) => boolean) => [...townspeople.filter(wanted).map((row) => row.user), bot];

export const townChannels: readonly Channel[] = [
  { id: engineersRoom, name: 'network-ops', kind: 'private', members: members((row) => row.tenant === undefined) },
  ...tenants.map(
    (row): Channel => ({
      id: row.room,
      name: `${row.tenant}-line`,
      kind: 'private',
      members: members((person) => person.tenant === row.tenant || person.roles.includes('admin')),
    }),
  ),
];

/** Settles the town through the same deciders as people's commands; running it again changes nothing. */
export async function settleTown(world: World, app: App): Promise<void> {
  const at = world.clock.now();
  const admin = townspeople.find((row) => row.roles.includes('admin')) ?? townspeople[0];
  if (!admin) return;
  const act: Act = (command, cause, by = idOf(admin)) =>
    app.journal.act('roster', '', command, () => ({ at, by, pace: world.tempo, calendar: world.calendar }), {
      by,
      cause: `town-${cause}`,
      at,
    });

  await act(
    { do: 'appoint', person: idOf(admin), identity: { platform: 'slack', team, user: admin.user }, name: admin.name },
    'admin',
  );
  for (const row of tenants)
    await act({ do: 'add-tenant', tenant: row.tenant, title: row.title, realName: row.realName }, row.tenant);
  for (const row of townspeople.filter((person) => !person.stranger))
    await settlePerson(world, row, row === admin, act);
  const rooms = [
    { room: engineersRoom, language: 'en' as const, terminal: 'ops' },
    ...tenants.map((row) => ({ ...row, terminal: row.tenant })),
  ];
  for (const row of rooms) {
    const about =
      'tenant' in row ? ({ purpose: 'tenant', tenant: row.tenant } as const) : ({ purpose: 'engineers' } as const);
    await act(
      { do: 'bind-room', room: { platform: 'slack', team, room: row.room, language: row.language, ...about } },
      `room-${row.room}`,
    );
    await act(
      {
        do: 'bind-room',
        room: { platform: 'terminal', team: 'local', room: row.terminal, language: row.language, ...about },
      },
      `terminal-${row.terminal}`,
    );
  }
  const onLark = { platform: 'lark', team: larkTeam } as const;
  await act(
    { do: 'bind-room', room: { ...onLark, room: larkRooms.engineers, purpose: 'engineers', language: 'en' } },
    'lark-engineers',
  );
  for (const { tenant, language } of tenants)
    await act(
      { do: 'bind-room', room: { ...onLark, room: larkRooms[tenant], purpose: 'tenant', tenant, language } },
      `lark-${tenant}`,
    );
  for (const row of tenants) {
    const cause = { by: 'system:town', cause: 'town-deposit', at };
    await app.journal.act(
      'cashier',
      row.tenant,
      { do: 'deposit', deposit: 'town', fen: row.balanceFen },
      () => undefined,
      cause,
    );
  }
}

const idOf = (row: Townsman) => `person-${row.name}`;

type Act = (command: RosterCommand, cause: string, by?: string) => Promise<unknown>;

async function settlePerson(world: World, row: Townsman, appointed: boolean, run: Act): Promise<void> {
  const digest = (what: string) => world.entropy.digest(`town ${row.user} ${what}`);
  const person = idOf(row);
  const about = {
    name: row.name,
    roles: row.roles,
    language: row.language,
    ...(row.tenant === undefined ? {} : { tenant: row.tenant }),
  };
  if (!appointed) {
    await run({ do: 'invite', person, digest: digest('slack'), ...about }, `invite-${row.name}`);
    await run(
      { do: 'link', digest: digest('slack'), identity: { platform: 'slack', team, user: row.user } },
      `link-${row.name}`,
    );
  }
  await run({ do: 'invite-self', digest: digest('lark') }, `invite-lark-${row.name}`, person);
  await run(
    { do: 'link', digest: digest('lark'), identity: { platform: 'lark', team: larkTeam, user: larkUser(row) } },
    `lark-${row.name}`,
  );
  await run({ do: 'invite-self', digest: digest('terminal') }, `invite-self-${row.name}`, person);
  await run(
    { do: 'link', digest: digest('terminal'), identity: { platform: 'terminal', team: 'local', user: row.name } },
    `terminal-${row.name}`,
  );
}
