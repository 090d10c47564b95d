/** Knows who and which channels a fresh sandbox starts with; two customers, two engineers, a guest and somebody from elsewhere. */
import type { Channel, Identity, Person } from './records.ts';

export const identity: Identity = {
  teamId: 'T0SANDBOX',
  teamDomain: 'sandbox',
  teamName: 'Sandbox',
  appId: 'A0SANDBOX',
  botId: 'B0HOSTLINE',
  botUserId: 'U0HOSTLINE',
  botName: 'hostline',
};

export const bot: Person = {
  id: identity.botUserId,
  name: identity.botName,
  realName: 'Hostline',
  locale: 'en-US',
  timezone: 'Etc/UTC',
  isBot: true,
};

export const people: readonly Person[] = [
  { id: 'U0MEI', name: 'mei', realName: '陈梅', locale: 'zh-CN', timezone: 'Asia/Shanghai' },
  { id: 'U0TOM', name: 'tom', realName: 'Tom Ward', locale: 'en-US', timezone: 'Europe/London' },
  { id: 'U0LEI', name: 'lei', realName: '李雷', locale: 'zh-CN', timezone: 'Asia/Shanghai' },
  { id: 'U0ANA', name: 'ana', realName: 'Ana Ruiz', locale: 'en-US', timezone: 'America/New_York', isAdmin: true },
  { id: 'U0GUS', name: 'gus', realName: 'Gus Kern', locale: 'en-US', timezone: 'Europe/Berlin', isGuest: true },
  { id: 'U0EVE', name: 'eve', realName: 'Eve Ashe', locale: 'en-US', timezone: 'Europe/Oslo', teamId: 'T0ELSEWHERE' },
];

const everyone = people.flatMap((person) => (person.teamId === undefined ? [person.id] : []));

export const channels: readonly Channel[] = [
  { id: 'C0LINES', name: 'lines', kind: 'public', members: ['U0MEI', 'U0TOM', 'U0GUS', bot.id] },
  { id: 'C0REVIEWS', name: 'reviews', kind: 'private', members: ['U0LEI', 'U0ANA', bot.id] },
  { id: 'C0RANDOM', name: 'random', kind: 'public', members: everyone },
  {
    id: 'C0PARTNER',
    name: 'partner',
    kind: 'private',
    members: ['U0TOM', 'U0ANA', 'U0EVE', bot.id],
    sharedWith: 'T0ELSEWHERE',
  },
];

/** Every scope an app of this kind is given; the app has them all unless told otherwise. */
export const allScopes: readonly string[] = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'reactions:write',
  'users:read',
];
