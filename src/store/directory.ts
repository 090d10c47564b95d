/**
 * The worklist: a line per thing, found by id, by owner, by who has to act, and by its alarms. A view of the logs; knows how it is
 * indexed, not how a line comes about.
 *
 * Both indexes are sorted sets read in the order of their text (all scores are 0): `role|due|id` and
 * `tenant|kind|id`, each part percent-encoded, so that `|` only separates. What has an alarm waits for `!alarm`, which is
 * no role.
 */
import { z } from 'zod';
import type { Directory, DirectoryEntry } from '../app/ports.ts';
import type { Keys } from './keys.ts';
import { type Ask, runOn } from './redis/ask.ts';

/**
 * ARGV: id, line, version, members of `owned` (one) and `waiting` (the rest). A line of an older version changes
 * nothing. What a line was indexed under is kept beside it, to be taken out again; as words, for Lua's JSON reader
 * rejects text that ours allows.
 */
const putScript = `
local id, line, version, owned = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local old = redis.call('HGET', KEYS[2], id)
if old then
  local words = string.gmatch(old, '%S+')
  if tonumber(words()) > tonumber(version) then return 0 end
  redis.call('ZREM', KEYS[3], words())
  for member in words do redis.call('ZREM', KEYS[4], member) end
end
redis.call('HSET', KEYS[1], id, line)
redis.call('HSET', KEYS[2], id, table.concat(ARGV, ' ', 3))
redis.call('ZADD', KEYS[3], 0, owned)
for at = 5, #ARGV do redis.call('ZADD', KEYS[4], 0, ARGV[at]) end
return 1`;

const dueDigits = 15;
const dueNever = '9'.repeat(dueDigits);

const Line = z.object({
  id: z.string(),
  kind: z.string(),
  tenant: z.string(),
  region: z.string(),
  name: z.string(),
  state: z.string(),
  waitingFor: z.array(z.string()),
  dueAt: z.number().optional(),
  alarmed: z.object({ grave: z.boolean(), since: z.number() }).optional(),
  version: z.number().int(),
});
const Members = z.array(z.string());
const Texts = z.array(z.string().nullable());

export function directory(ask: Ask, keys: Keys): Directory {
  const { lines, indexed, owned, waiting } = keys.directory;
  const runPut = runOn(ask, putScript);

  const find = async (ids: readonly string[]): Promise<DirectoryEntry[]> => {
    if (ids.length === 0) return [];
    return Texts.parse(await ask('HMGET', lines, ...ids)).flatMap((text) => (text === null ? [] : [parseLine(text)]));
  };
  const membersOf = async (index: string, first: string | undefined, count: number): Promise<string[]> => {
    // '}' is the character after '|': all members that begin with `first|`.
    const range = first === undefined ? ['-', '+'] : [`[${encoded(first)}|`, `(${encoded(first)}}`];
    return Members.parse(await ask('ZRANGEBYLEX', index, ...range, 'LIMIT', 0, count));
  };

  return {
    put: async (entry) => {
      const { id, version, tenant, kind } = entry;
      const members = [member(tenant, kind, id), ...waitingMembers(entry)];
      await runPut([lines, indexed, owned, waiting], id, JSON.stringify(entry), version, ...members);
    },
    find: async (id) => (await find([id]))[0],
    waiting: async (roles, count) => {
      // The first `count` of every role hold the first `count` of all.
      const perRole = await Promise.all(roles.map((role) => membersOf(waiting, role, count)));
      const byDue = perRole
        .flat()
        .map((text) => text.slice(text.indexOf('|') + 1))
        .toSorted();
      return find([...new Set(byDue)].slice(0, count).map(idOf));
    },
    alarmed: async (count) => find((await membersOf(waiting, alarm, count)).map(idOf)),
    list: async (tenant, count) => find((await membersOf(owned, tenant, count)).map(idOf)),
  };
}

const alarm = '!alarm';
const digits = (at: number): string => String(Math.max(0, Math.floor(at))).padStart(dueDigits, '0');

function waitingMembers({ id, waitingFor, dueAt, alarmed }: DirectoryEntry): string[] {
  const due = dueAt === undefined ? dueNever : digits(dueAt);
  const roles = waitingFor.map((role) => member(role, due, id));
  return alarmed ? [...roles, member(alarm, `${alarmed.grave ? 0 : 1}${digits(alarmed.since)}`, id)] : roles;
}

function member(...parts: readonly string[]): string {
  return parts.map(encoded).join('|');
}

/** encodeURIComponent throws on half a surrogate pair; in UTF-8, and so in Redis, it is U+FFFD anyway. */
function encoded(part: string): string {
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

function idOf(text: string): string {
  return decodeURIComponent(text.slice(text.lastIndexOf('|') + 1));
}

function parseLine(text: string): DirectoryEntry {
  const { dueAt, alarmed, ...entry } = Line.parse(JSON.parse(text));
  return { ...entry, ...(dueAt === undefined ? {} : { dueAt }), ...(alarmed && { alarmed }) };
}
