/** Verbs of field engineers about the site's devices: what they report, every line on it is simulated with. */
import { regions } from '../../engine/catalog/regions.ts';
import { refused } from '../../engine/core.ts';
import type { SiteCommand } from '../../engine/site/index.ts';
import { findConnection } from '../access.ts';
import type { Answer } from '../ports.ts';
import { t } from '../text/phrase.ts';
import { sayRefusal } from '../text/refusal.ts';
import { choice, text } from './args.ts';
import { repeated, said } from './connection-act.ts';
import type { KnownCall, Verb } from './spec.ts';

async function onSite(call: KnownCall, region: string, command: SiteCommand, name: string): Promise<Answer> {
  const { world, journal, person, heard } = call;
  const cause = { by: person.id, cause: heard.delivery, at: world.clock.now() };
  const outcome = await journal.act('site', region, command, () => ({ at: cause.at, by: person.id }), cause);
  if (!outcome.ok) return said('bad', sayRefusal(outcome.refusal));
  if (outcome.repeated) return repeated;
  return outcome.events.length > 0
    ? said('good', t('answer.router', { name }))
    : said('neutral', t('answer.unchanged', { name }));
}

function router(call: KnownCall): Promise<Answer> {
  const { router: id = '', state } = call.args;
  const region = regions.find((row) => row.lineRouters.some((known) => known === id));
  if (!region)
    return Promise.resolve(said('bad', sayRefusal(refused('unknown-router', { field: 'router', value: id }).refusal)));
  return onSite(call, region.id, { do: state === 'up' ? 'router-up' : 'router-down', router: id }, id);
}

async function light(call: KnownCall): Promise<Answer> {
  const { world, journal, person, args } = call;
  const found = await findConnection(world, journal, person, args.connection ?? '');
  if ('ok' in found) return said('bad', sayRefusal(found.refusal));
  const { connection } = found;
  const side = args.side === 'b' ? 'b' : 'a';
  return onSite(
    call,
    connection.region,
    { do: args.state === 'lit' ? 'line-lit' : 'line-dark', connection: connection.id, side },
    connection.name,
  );
}

export const plantVerbs: readonly Verb[] = [
  {
    name: 'router',
    summary: 'verb.router',
    roles: ['field'],
    changes: true,
    args: [
      choice(
        'router',
        'arg.router',
        regions.flatMap((region) => region.lineRouters),
        { required: true, positional: true, expect: 'expect.router' },
      ),
      choice('state', 'arg.state', ['up', 'down'], { required: true, positional: true, expect: 'expect.state' }),
    ],
    run: router,
  },
  {
    name: 'light',
    summary: 'verb.light',
    roles: ['field'],
    changes: true,
    args: [
      text('connection', 'arg.connection', {
        kind: 'connection',
        required: true,
        positional: true,
        expect: 'expect.connection',
      }),
      choice('side', 'arg.side', ['a', 'b'], { required: true, expect: 'expect.side' }),
      choice('state', 'arg.state', ['lit', 'dark'], { required: true, expect: 'expect.light' }),
    ],
    run: light,
  },
];
