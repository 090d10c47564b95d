/** The verb that says when Hostline may speak to one in person. */
import { defaultNotify, isZone, type Notify } from '../../engine/inbox/hours.ts';
import { notifyOf } from '../../engine/roster/model.ts';
import type { Answer } from '../ports.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { sayRefusal } from '../text/refusal.ts';
import { choice, text } from './args.ts';
import { said } from './connection-act.ts';
import { decided } from './roster-act.ts';
import type { KnownCall, Verb } from './spec.ts';

const off = 'off';

/** `22:00-08:00` as minutes after midnight; `undefined` for what is none. */
export function readQuiet(words: string): Notify['quiet'] | undefined {
  const match = /^([01]?\d|2[0-3])[:：]([0-5]\d)\s*[-–—]\s*([01]?\d|2[0-3])[:：]([0-5]\d)$/.exec(words.trim());
  if (!match) return undefined;
  const [from = 0, fromMinute = 0, to = 0, toMinute = 0] = match.slice(1).map(Number);
  const quiet = { from: from * 60 + fromMinute, to: to * 60 + toMinute };
  return quiet.from === quiet.to ? undefined : quiet;
}

const clockOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

export function notifyPhrase({ quiet, zone, digest, urgent }: Notify): Phrase {
  return t('answer.notify', {
    quiet: quiet ? `${clockOf(quiet.from)}–${clockOf(quiet.to)}` : t('notify.none'),
    zone,
    digest: digest ? t('notify.daily') : t('notify.at-once'),
    urgent: urgent ? t('flag.yes') : t('flag.no'),
  });
}

async function set(call: KnownCall): Promise<Answer> {
  const { journal, person, args, world } = call;
  const before = notifyOf(await journal.load('roster', ''), person.id);
  const bad = (field: string, expect: string) =>
    said('bad', sayRefusal({ code: 'bad-field', field, value: args[field] ?? '', values: { expect } }));
  const zone = args.zone ?? before.zone;
  if (!isZone(zone)) return bad('zone', 'zone');
  const quiet = args.quiet === undefined || args.quiet === off ? undefined : readQuiet(args.quiet);
  if (args.quiet !== undefined && args.quiet !== off && !quiet) return bad('quiet', 'quiet');
  const kept = args.quiet === undefined ? before.quiet : quiet;
  const notify: Notify = {
    zone,
    digest: args.digest === undefined ? before.digest : args.digest === 'daily',
    urgent: args.urgent === undefined ? before.urgent : args.urgent === 'yes',
    ...(kept ? { quiet: kept } : {}),
  };
  return decided(call, { do: 'set-notify', notify }, async ({ version }) => {
    // What waits may now be said earlier.
    const key = `inbox-${person.id}-notify-${version}`;
    await world.queues.enqueue([{ queue: 'notification', name: 'inbox', key, data: { person: person.id } }]);
    return said('good', notifyPhrase(notify));
  });
}

export const notifyVerbs: readonly Verb[] = [
  {
    name: 'notify',
    summary: 'verb.notify',
    roles: 'linked',
    changes: true,
    formWhenBare: true,
    note: t('form.notify', { zone: defaultNotify.zone }),
    args: [
      text('quiet', 'arg.quiet', { expect: 'expect.quiet' }),
      choice('digest', 'arg.digest', ['daily', off], { expect: 'expect.digest' }),
      text('zone', 'arg.zone', { expect: 'expect.zone' }),
      choice('urgent', 'arg.urgent', ['yes', 'no'], { expect: 'expect.flag' }),
    ],
    run: set,
  },
];
