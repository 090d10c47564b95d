/** Gives the sandbox's page what only the service knows: who is who, which verbs there are, which routers are up. */
import { readFile } from 'node:fs/promises';
import { visible } from '../app/access.ts';
import { type Language, say } from '../app/text/phrase.ts';
import { thingKinds } from '../app/things.ts';
import { verbs } from '../app/verbs/index.ts';
import { mayUse, typedArgs, usage, type Verb } from '../app/verbs/spec.ts';
import type { World } from '../app/world.ts';
import { regions } from '../engine/catalog/regions.ts';
import { type Person, personOf } from '../engine/roster/model.ts';
import { openPage, type Page } from '../sandbox/page/index.ts';
import type { Townsperson, VerbRow } from '../sandbox/page/wire.ts';
import type { SandboxedService } from './sandbox.ts';
import { larkUser, team, tenants, townspeople } from './town.ts';

const font = new URL('../../assets/fonts/noto-sans-sc-400.woff', import.meta.url);
/** Who reports routers when the page's visitor breaks one. */
const fieldEngineer = { name: 'kim', room: 'network-ops' };

const people: readonly Townsperson[] = townspeople.map((row) => {
  const company = tenants.find(({ tenant }) => tenant === row.tenant)?.title;
  return {
    name: row.name,
    realName: row.realName,
    language: row.language,
    roles: row.roles,
    slackId: row.user,
    larkId: larkUser(row),
    ...(company === undefined ? {} : { company }),
  };
});

/** Names of what a person may see, by kind, to be completed while typing. */
async function namesByKind(world: World, person: Person): Promise<Readonly<Record<string, readonly string[]>>> {
  const found = await Promise.all(
    thingKinds.map(
      async (kind) => [kind, (await visible(world, person, 1_000, kind)).map(({ name }) => name)] as const,
    ),
  );
  return Object.fromEntries(found);
}

function rowOf(verb: Verb, language: Language, named: Readonly<Record<string, readonly string[]>>): VerbRow {
  return {
    name: verb.name,
    summary: say({ key: verb.summary }, language),
    usage: usage(verb),
    args: typedArgs(verb).map((arg) => ({
      name: arg.name,
      label: say({ key: arg.label }, language),
      required: arg.required,
      positional: arg.positional === true,
      values: arg.options?.map(({ value }) => value) ?? named[arg.thing ?? arg.kind] ?? [],
    })),
  };
}

/** @param port 0 takes any free one. */
export async function startPage(service: SandboxedService, port: number): Promise<Page> {
  const { app, world, slack, lark } = service;
  const roster = () => app.journal.load('roster', '');
  const identity = (user: string) => ({ platform: 'slack', team, user }) as const;
  return openPage({
    slack,
    lark,
    people,
    font: await readFile(font),
    fieldEngineer,
    port,
    fail: (error) => world.telemetry.log('warn', 'the page could not be told', { error: String(error) }),
    async verbs(name) {
      const row = townspeople.find((one) => one.name === name);
      const person = personOf(await roster(), identity(row?.user ?? name));
      const language = person?.language ?? row?.language ?? 'en';
      const named = person ? await namesByKind(world, person) : {};
      return verbs.filter((verb) => mayUse(verb, person)).map((verb) => rowOf(verb, language, named));
    },
    async strangers() {
      const known = await roster();
      return townspeople.filter(({ user }) => !personOf(known, identity(user))).map(({ name }) => name);
    },
    async routers() {
      const sites = await Promise.all(
        regions.map(async ({ id, lineRouters }) => ({ id, lineRouters, site: await app.journal.load('site', id) })),
      );
      return sites.flatMap(({ id, lineRouters, site }) =>
        lineRouters.map((router) => ({ id: router, region: id, up: !site.downRouters.includes(router) })),
      );
    },
  });
}
