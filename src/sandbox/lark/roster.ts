/** Knows who and which chats a fresh sandbox starts with; two customers, two engineers, a guest and somebody from elsewhere. */
import type { Chat, Person } from './records.ts';

export const tenantKey = '2df73991750sandbox';
export const botOpenId = 'ou_hostline';
export const botName = 'Hostline';

export const people: readonly Person[] = [
  { open_id: 'ou_mei', name: 'mei', displayName: '陈梅', language: 'zh_cn', timezone: 'Asia/Shanghai' },
  { open_id: 'ou_tom', name: 'tom', displayName: 'Tom Ward', language: 'en_us', timezone: 'Europe/London' },
  { open_id: 'ou_lei', name: 'lei', displayName: '李雷', language: 'zh_cn', timezone: 'Asia/Shanghai' },
  { open_id: 'ou_ana', name: 'ana', displayName: 'Ana Ruiz', language: 'en_us', timezone: 'America/New_York' },
  { open_id: 'ou_gus', name: 'gus', displayName: 'Gus Kern', language: 'en_us', timezone: 'Europe/Berlin' },
  {
    open_id: 'ou_eve',
    name: 'eve',
    displayName: 'Eve Ashe',
    language: 'en_us',
    timezone: 'Europe/Oslo',
    tenantKey: '736588c92elsewhere',
  },
];

const everyone = people.flatMap((person) => (person.tenantKey === undefined ? [person.open_id] : []));

export const chats: readonly Chat[] = [
  { chat_id: 'oc_lines', name: 'lines', type: 'group', members: ['ou_mei', 'ou_tom', 'ou_gus'] },
  { chat_id: 'oc_reviews', name: 'reviews', type: 'group', members: ['ou_lei', 'ou_ana'] },
  { chat_id: 'oc_topics', name: 'topics', type: 'topic', members: everyone },
  { chat_id: 'oc_private', name: 'private', type: 'group', members: everyone, withoutBot: true },
  { chat_id: 'oc_partner', name: 'partner', type: 'group', members: ['ou_tom', 'ou_ana', 'ou_eve'], external: true },
];
