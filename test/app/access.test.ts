import { beforeAll, describe, expect, it } from 'vitest';
import { findConnection, scopeOf, visible } from '../../src/app/access.ts';
import { tenantFacts } from '../../src/app/verbs/connection-act.ts';
import { waitingForMe } from '../../src/app/verbs/look.ts';
import { personOf } from '../../src/engine/roster/model.ts';
import type { Connection } from '../../src/engine/tenant/model.ts';
import { withRedis } from '../store/redis-fixture.ts';
import { type Bench, openBench } from './bench.ts';

/** Two customers with a line each, one name used by both, and everybody else of the town. */
describe('who sees which line', () => {
  const redis = withRedis();
  let bench: Bench;
  let acme: Connection;
  let globex: Connection;
  let twin: Connection;
  let otherTwin: Connection;

  beforeAll(async () => {
    bench = await openBench(redis);
    acme = await bench.order('alpha');
    twin = await bench.order('twin');
    globex = await bench.order('beta', 'mei');
    otherTwin = await bench.order('twin', 'mei');
  });

  const person = async (name: string) => {
    const roster = await bench.app.journal.load('roster', '');
    const found = personOf(roster, { platform: 'terminal', team: 'local', user: name });
    if (!found) throw new Error(`${name} is not linked`);
    return found;
  };
  const find = async (name: string, word: string) =>
    findConnection(bench.world, bench.app.journal, await person(name), word);

  it.each([
    ['tom', 'acme'],
    ['mei', 'globex'],
    ['lei', undefined],
    ['zoe', undefined],
    ['min', undefined],
    ['ana', undefined],
  ])('%s is in the scope of %s', async (name, tenant) => expect(scopeOf(await person(name))).toEqual({ tenant }));

  it('a person without roles and tenant is in no scope', async () => {
    const nobody = { ...(await person('zoe')), roles: [] };
    expect(scopeOf(nobody)).toBeNull();
    expect(await visible(bench.world, nobody, 100)).toEqual([]);
    expect(await findConnection(bench.world, bench.app.journal, nobody, acme.id)).toMatchObject({ ok: false });
  });

  it.each([
    // who  by                  finds
    ['tom', () => acme.id, () => acme.id],
    ['tom', () => 'alpha', () => acme.id],
    ['tom', () => 'twin', () => twin.id],
    ['tom', () => globex.id, undefined],
    ['tom', () => 'beta', undefined],
    ['mei', () => acme.id, undefined],
    ['mei', () => 'alpha', undefined],
    ['mei', () => globex.id, () => globex.id],
    ['zoe', () => acme.id, () => acme.id],
    ['zoe', () => globex.id, () => globex.id],
    ['zoe', () => 'beta', () => globex.id],
    // Two tenants use the name: nobody guesses which is meant.
    ['zoe', () => 'twin', undefined],
    ['tom', () => 'constructor', undefined],
    ['tom', () => '__proto__', undefined],
    ['zoe', () => 'constructor', undefined],
    ['tom', () => '', undefined],
  ])('%s, case %#', async (name, word, wanted) => {
    const found = await find(name, word());
    if (wanted) expect(found).toMatchObject({ connection: { id: wanted() } });
    else
      expect(found).toEqual({ ok: false, refusal: { code: 'unknown-connection', field: 'connection', value: word() } });
  });

  it('trusts the log, not the index: a line indexed under the wrong tenant stays unseen', async () => {
    const line = { kind: 'connection', region: 'cn-north-1', name: 'stray', state: 'Ordering', waitingFor: [] };
    await bench.world.directory.put({ ...line, id: 'conn-stray', tenant: 'globex', version: 1 });
    expect(await find('mei', 'conn-stray')).toMatchObject({ ok: false });
    await bench.world.directory.put({ ...line, id: globex.id, tenant: 'acme', version: 1_000 });
    expect(await find('tom', globex.id)).toMatchObject({ ok: false });
    await bench.world.directory.put({ ...line, id: globex.id, tenant: 'globex', name: 'beta', version: 1_001 });
    await bench.world.directory.put({ ...line, id: 'conn-stray', tenant: 'globex', state: 'Deleted', version: 2 });
  });

  it.each([
    ['tom', ['alpha', 'twin']],
    ['mei', ['beta', 'twin']],
    ['ana', ['alpha', 'beta', 'twin', 'twin']],
  ])('%s lists %j', async (name, names) => {
    const rows = await visible(bench.world, await person(name), 100);
    expect(rows.map((row) => row.name).toSorted()).toEqual(names);
    const listed = (await bench.type(name, 'list')).text;
    for (const row of [acme, twin, globex]) expect(listed.includes(row.id)).toBe(rows.some(({ id }) => id === row.id));
  });

  it('a queue holds the own tenant’s waits only; staff see every tenant’s', async () => {
    const approved = await bench.type('zoe', `approve ${acme.id}`);
    expect(approved.text).toContain('Installation fee to be paid');
    await bench.run();
    const queue = async (name: string) => (await waitingForMe(bench.world, await person(name))).map((row) => row.id);
    expect(await queue('tom')).toEqual([acme.id]);
    expect(await queue('mei')).toEqual([]);
    expect(await queue('lei')).toEqual(expect.arrayContaining([otherTwin.id, twin.id]));
    expect(await queue('min')).toEqual([]);
  });

  it.each(['home', 'search'] as const)('mei’s %s holds no line of acme', async (kind) => {
    const identity = { platform: 'terminal', team: 'local', user: 'mei' } as const;
    const seen =
      kind === 'home'
        ? await bench.app.ear.hear({ delivery: 'h', identity, what: { kind } })
        : await bench.app.ear.suggest({
            delivery: 's',
            identity,
            what: { kind, source: 'connections.any', query: '' },
          });
    expect(JSON.stringify(seen)).toContain(globex.id);
    expect(JSON.stringify(seen)).not.toContain(acme.id);
  });

  it('search offers only lines the command can move, by any part of name or id', async () => {
    const options = async (source: string, query: string) =>
      (
        await bench.app.ear.suggest({
          delivery: 's',
          identity: { platform: 'terminal', team: 'local', user: 'tom' },
          what: { kind: 'search', source, query },
        })
      ).map((row) => row.value);
    expect(await options('connections.withdraw', ' ALPH ')).toEqual([acme.id]);
    expect(await options('connections.pay', '')).toEqual([acme.id]);
    expect(await options('connections.report-repair', '')).toEqual([]);
    expect(await options('connections.any', twin.id.slice(5))).toEqual([twin.id]);
  });

  it('a stranger finds nothing to search', async () => {
    const identity = { platform: 'terminal', team: 'local', user: 'wei' } as const;
    const what = { kind: 'search', source: 'connections.any', query: '' } as const;
    expect(await bench.app.ear.suggest({ delivery: 's', identity, what })).toEqual([]);
  });

  it('and moves nothing of another tenant, however the line was found', async () => {
    const { world, app } = bench;
    const mei = { person: 'person-mei', movers: ['customer'] } as const;
    const of = async (tenant: string) => (await tenantFacts(world, app.journal, tenant, mei, undefined)).actor;
    expect(await of('globex')).toMatchObject({ person: 'person-mei', movers: ['customer'] });
    expect(await of('acme')).toEqual({ person: 'person-mei', movers: [] });
  });
});
