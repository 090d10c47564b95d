/**
 * The one door for people. Every platform brings what it heard; the same path identifies, reads, authorizes, runs
 * and answers. Knows verbs and people, no platform.
 */
import { refused } from '../engine/core.ts';
import { type Person, personOf } from '../engine/roster/model.ts';
import { type ConnectionState, movesFor } from '../engine/tenant/lifecycle.ts';
import { visible } from './access.ts';
import { tooFast } from './allowance.ts';
import { formFor } from './cards/form.ts';
import { homeCard } from './cards/overview.ts';
import type { Journal } from './journal.ts';
import { personNow } from './person-now.ts';
import type { Answer, Ear, Heard, SentFiles } from './ports.ts';
import { type Language, type Phrase, t } from './text/phrase.ts';
import { argumentFor, sayRefusal } from './text/refusal.ts';
import { withFiles } from './verbs/attached.ts';
import { repeated, said } from './verbs/connection-act.ts';
import { verbs } from './verbs/index.ts';
import { waitingForMe } from './verbs/look.ts';
import { check, missing, type Parsed, parse } from './verbs/parse.ts';
import { type Args, type Call, mayUse, type Verb } from './verbs/spec.ts';
import { rememberHome } from './work/home.ts';
import type { World } from './world.ts';

const suggestions = 100;

export function openEar(world: World, journal: Journal): Ear {
  return {
    async hear(heard, files) {
      const person = await personNow(world, journal, heard.identity);
      const tired = heard.what.kind === 'home' ? undefined : await tooFast(world, heard.identity, person);
      const answer = tired ? said('bad', sayRefusal(tired)) : await answerTo({ world, journal, heard, person, files });
      // Looked up again: the person may just have been linked here, or have chosen another language.
      const reader = personOf(await journal.known('roster', ''), heard.identity);
      const language: Language = reader?.language ?? heard.profile?.language ?? 'en';
      return { answer, language };
    },

    async suggest(heard) {
      const person = await personNow(world, journal, heard.identity);
      if (!person || heard.what.kind !== 'search' || outsideOf(heard)) return [];
      const { source, query } = heard.what;
      const [family, what = ''] = source.split('.');
      const wanted = query.trim().toLowerCase();
      const kind = family === 'things' ? what : 'connection';
      const rows = (await visible(world, person, 1_000, kind)).filter(
        (row) => family === 'things' || what === 'any' || movesFor(row.state as ConnectionState, what).length > 0,
      );
      return rows
        .filter((row) => `${row.name} ${row.id}`.toLowerCase().includes(wanted))
        .slice(0, suggestions)
        .map((row) => ({ value: row.id, label: `${row.name} (${row.id})` }));
    },
  };
}

/** Whatever they were linked to before: guests and other organisations' people are nobody here. Fails closed. */
function outsideOf({ external, profile }: Heard): 'outsider' | 'room-unknown' | undefined {
  if (external === true || profile?.outsider === true) return 'outsider';
  return external === 'unknown' ? 'room-unknown' : undefined;
}

interface Hearing {
  readonly world: World;
  readonly journal: Journal;
  readonly heard: Heard;
  readonly person: Person | undefined;
  readonly files: SentFiles | undefined;
}

async function answerTo(hearing: Hearing): Promise<Answer> {
  const { world, heard, person } = hearing;
  const outside = outsideOf(heard);
  if (outside) return said('bad', sayRefusal({ code: outside }));
  const { what } = heard;
  switch (what.kind) {
    case 'home':
      return home(world, heard, person);
    case 'search':
      return said('neutral', t('card.none'));
    case 'typed':
      return taken(hearing, parse(what.text, verbs));
    case 'clicked':
    case 'submitted': {
      const verb = verbs.find((candidate) => candidate.name === what.verb);
      if (!verb)
        return said('bad', sayRefusal(refused('unknown-verb', { value: what.verb, values: { near: 'help' } }).refusal));
      const given = what.kind === 'clicked' ? what.args : what.values;
      const args = what.resource === undefined ? given : { connection: what.resource, ...given };
      return taken(hearing, check(verb, args));
    }
  }
}

/** What was read, with the files that came along. */
function taken(hearing: Hearing, parsed: Parsed): Promise<Answer> {
  const { heard } = hearing;
  const whole = withFiles(parsed, heard.what.kind === 'typed' ? heard.what.text : undefined, heard.files ?? [], verbs);
  if ('refusal' in whole) return Promise.resolve(said('bad', whole.refusal));
  return runParsed(hearing, whole.parsed, whole.ask);
}

/** @param ask asks by a form that says so, whatever is known. */
async function runParsed(hearing: Hearing, parsed: Parsed, ask: Phrase | undefined): Promise<Answer> {
  const { world, journal, heard, person, files } = hearing;
  if (!parsed.verb) return said('bad', sayRefusal(parsed.ok ? { code: 'unknown-verb' } : parsed.refusal));
  const { verb } = parsed;
  if (!mayUse(verb, person)) return said('bad', sayRefusal(person ? roleRefusal(verb) : { code: 'not-linked' }));
  if (verb.chatOnly && heard.identity.platform === 'api') return said('bad', sayRefusal(chatRefusal(verb)));
  if (!parsed.ok) return badArgument(heard, parsed.refusal);
  if (ask) return { kind: 'form', form: formFor(verb, parsed.args, { note: ask }) };
  const seenRevision =
    heard.what.kind === 'clicked' || heard.what.kind === 'submitted' ? heard.what.revision : undefined;
  const form = formIfNeeded(verb, parsed.args, heard, seenRevision);
  if (form) return form;
  const call: Call = { world, journal, heard, person, args: parsed.args, seenRevision, ...(files && { files }) };
  return verb.changes ? once(world, heard, () => run(verb, call)) : run(verb, call);
}

function run(verb: Verb, call: Call): Promise<Answer> {
  if (call.person) return verb.run({ ...call, person: call.person });
  return verb.guest?.(call) ?? Promise.resolve(said('bad', sayRefusal({ code: 'not-linked' })));
}

function roleRefusal(verb: Verb) {
  const roles = typeof verb.roles === 'string' ? [] : verb.roles;
  return refused('not-your-role', { values: { command: verb.name.replace(' ', '-'), roles } }).refusal;
}

function chatRefusal(verb: Verb) {
  return refused('chat-only', { values: { command: verb.name.replace(' ', '-') } }).refusal;
}

/** On a form the error stands at its field; elsewhere it is a sentence. */
function badArgument(heard: Heard, refusal: Parameters<typeof sayRefusal>[0]): Answer {
  if (heard.what.kind === 'submitted' && refusal.field !== undefined) {
    return { kind: 'errors', errors: { [argumentFor(refusal.field)]: sayRefusal(refusal) } };
  }
  return said('bad', sayRefusal(refusal));
}

/** Missing arguments are asked for with a form, filled with what is known; a submitted form names them at the field. */
function formIfNeeded(verb: Verb, args: Args, heard: Heard, revision: number | undefined): Answer | undefined {
  const gaps = missing(verb, args);
  if (heard.what.kind === 'submitted') {
    if (gaps.length === 0) return undefined;
    return {
      kind: 'errors',
      errors: Object.fromEntries(
        gaps.map((arg) => [
          arg.name,
          sayRefusal({
            code: 'missing',
            field: arg.name,
            values: { expect: (arg.expect ?? '').replace('expect.', '') },
          }),
        ]),
      ),
    };
  }
  const bare = verb.formWhenBare && Object.keys(args).every((name) => name === 'connection' || name === 'vif');
  if (gaps.length === 0 && !bare) return undefined;
  return { kind: 'form', form: formFor(verb, args, { resource: args.connection, revision }) };
}

/** One delivery acts once: the log knows its cause. Here only the first answer is kept, to be given again. */
async function once(world: World, heard: Heard, act: () => Promise<Answer>): Promise<Answer> {
  const answer = atField(heard, await act());
  if (answer === repeated) {
    const before = await world.deliveries.begin(heard.delivery);
    return typeof before === 'object' ? (JSON.parse(before.answer) as Answer) : answer;
  }
  const acted = answer.kind === 'said' && answer.tone === 'good';
  if (acted) await world.deliveries.finish(heard.delivery, JSON.stringify(withoutSecrets(answer)));
  return answer;
}

/** A refusal about one field of a submitted form is shown at that field, so nothing typed is lost. */
function atField(heard: Heard, answer: Answer): Answer {
  if (heard.what.kind !== 'submitted' || answer.kind !== 'said' || answer.tone !== 'bad') return answer;
  const phrase = answer.text[0];
  const field = typeof phrase === 'object' && phrase.key === 'refusal.bad-field' ? phrase.values?.field : undefined;
  const key = typeof field === 'object' && 'key' in field ? field.key.replace('arg.', '') : undefined;
  return key !== undefined && key in heard.what.values ? { kind: 'errors', errors: { [key]: phrase ?? '' } } : answer;
}

/** One-time codes are shown once: a repeated delivery learns only that it was handled. */
function withoutSecrets(answer: Answer): Answer {
  const secret =
    answer.kind === 'said' &&
    answer.text.some((phrase) => typeof phrase === 'object' && phrase.values?.code !== undefined);
  return secret ? repeated : answer;
}

async function home(world: World, heard: Heard, person: Person | undefined): Promise<Answer> {
  if (!person) return { kind: 'card', card: homeCard(undefined, [], []) };
  await rememberHome(world, person, heard.identity);
  return { kind: 'card', card: homeCard(person, await visible(world, person, 50), await waitingForMe(world, person)) };
}
