/** Knows the methods about who is who: auth.test, bots.info and users.*. */
import { z } from 'zod';
import { personOnWire, plain } from '../wire.ts';
import { count, flag, type Method, method, pageOf, refuse, text } from './method.ts';

const authTest = method({
  name: 'auth.test',
  args: z.object({}),
  run(_args, core) {
    const { identity } = core.workspace;
    return {
      ok: true,
      url: `${core.origin()}/`,
      team: identity.teamName,
      user: identity.botName,
      team_id: identity.teamId,
      user_id: identity.botUserId,
      bot_id: identity.botId,
      is_enterprise_install: false,
    };
  },
});

const lookAtBot = method({
  name: 'bots.info',
  scope: 'users:read',
  tier: 3,
  args: z.object({ bot: text.optional() }),
  run(args, core) {
    const { identity } = core.workspace;
    if (args.bot !== undefined && args.bot !== identity.botId) return refuse('bot_not_found');
    const { botId: id, appId: app_id, botUserId: user_id, botName: name } = identity;
    return { ok: true, bot: plain({ id, deleted: false, name, updated: 0, app_id, user_id, icons: {} }) };
  },
});

const lookAtPerson = method({
  name: 'users.info',
  scope: 'users:read',
  tier: 4,
  args: z.object({ user: text, include_locale: flag.default(false) }),
  run(args, core) {
    const person = core.workspace.people().find((one) => one.id === args.user);
    if (person === undefined) return refuse('user_not_found');
    const { teamId } = core.workspace.identity;
    return { ok: true, user: personOnWire(person, args.include_locale, core.clock.now(), teamId) };
  },
});

const listPeople = method({
  name: 'users.list',
  scope: 'users:read',
  tier: 2,
  args: z.object({
    include_locale: flag.default(false),
    limit: count.max(1000).default(1000),
    cursor: text.optional(),
  }),
  run(args, core) {
    const page = pageOf(core.workspace.people(), args.limit, args.cursor);
    if (page === undefined) return refuse('invalid_cursor');
    const { teamId } = core.workspace.identity;
    return {
      ok: true,
      members: page.items.map((one) => personOnWire(one, args.include_locale, core.clock.now(), teamId)),
      response_metadata: { next_cursor: page.nextCursor },
    };
  },
});

export const peopleMethods: readonly Method[] = [authTest, lookAtBot, lookAtPerson, listPeople];
