/**
 * One-time codes of people's authenticators (RFC 6238): made, sealed in the vault, checked. Knows no decision; whether a
 * code is still good, and what a wrong one costs, is the roster's to say.
 */
import { Secret, TOTP } from 'otpauth';
import type { RosterState } from '../engine/roster/model.ts';
import { stepUpOf } from '../engine/roster/trust-model.ts';
import type { Outcome } from './journal.ts';
import type { Answer } from './ports.ts';
import { t } from './text/phrase.ts';
import { sayRefusal } from './text/refusal.ts';
import type { Args, KnownCall, Verb } from './verbs/spec.ts';
import type { World } from './world.ts';

const periodSeconds = 30;
/** RFC 4226 §4 R6 asks for 128 bits and recommends 160. */
const secretHexDigits = 40;

const sealed = (person: string) => `step-up:${person}`;
/** Shown, but not yet answered with a code. */
const offered = (person: string) => `step-up-offered:${person}`;

function generator(secret: Secret, label: string): TOTP {
  return new TOTP({ issuer: 'Hostline', label, secret, digits: 6, period: periodSeconds });
}

/** The time step a code belongs to, one step of clock drift allowed either way; `undefined` when it is none. */
function counterOf(base32: string | undefined, code: string, at: number): number | undefined {
  if (base32 === undefined || !/^\d{6}$/.test(code)) return undefined;
  const delta = generator(Secret.fromBase32(base32), '').validate({ token: code, timestamp: at, window: 1 });
  return delta === null ? undefined : Math.floor(at / 1_000 / periodSeconds) + delta;
}

/** A fresh secret, kept sealed until a code of it arrives. Shown to one person, once. */
export async function offerSecret(world: World, person: { id: string; name: string }) {
  const { entropy, vault } = world;
  const hex = entropy.digest([entropy.code(), entropy.code(), entropy.code()].join('')).slice(0, secretHexDigits);
  const secret = Secret.fromHex(hex);
  await vault.put(offered(person.id), secret.base32);
  return { code: secret.base32, uri: generator(secret, person.name).toString() };
}

export async function enrol(call: KnownCall, code: string): Promise<Outcome<'roster'>> {
  const { world, person } = call;
  const secret = await world.vault.get(offered(person.id));
  const counter = counterOf(secret, code, world.clock.now());
  const outcome = await decide(call, { do: 'enrol', ...(counter === undefined ? {} : { counter }) }, '-enrol');
  if (outcome.ok && stepUpOf(outcome.state, person.id).enrolled && secret !== undefined) {
    await world.vault.put(sealed(person.id), secret);
    await world.vault.remove(offered(person.id));
  }
  return outcome;
}

/** Whoever was revoked or reset starts with a new secret. */
export async function forgetSecrets(world: World, person: string): Promise<void> {
  await world.vault.remove(sealed(person));
  await world.vault.remove(offered(person));
}

type StepUpCommand = { do: 'enrol'; counter?: number } | { do: 'prove'; proof: string; counter?: number };

function decide(call: KnownCall, command: StepUpCommand, suffix: string): Promise<Outcome<'roster'>> {
  const { world, journal, person, heard } = call;
  const facts = () => ({ at: world.clock.now(), by: person.id, pace: world.tempo, calendar: world.calendar });
  const cause = { by: person.id, cause: `${heard.delivery}${suffix}`, at: world.clock.now() };
  return journal.act('roster', '', command, facts, cause);
}

/** `undefined`: go on, no code is needed or a good one was given. Otherwise what the person is answered. */
export async function stepUp(
  call: KnownCall,
  verb: Pick<Verb, 'name' | 'summary'>,
  needed: boolean,
): Promise<Answer | undefined> {
  if (!needed) return undefined;
  const { world, journal, person, args, heard } = call;
  const roster = await journal.load('roster', '');
  if (!stepUpOf(roster, person.id).enrolled) return bad({ code: 'enrol-first' });
  const code = (args.totp ?? '').replace(/\s/g, '');
  if (code === '') return codeForm(call, verb);
  const counter = counterOf(await world.vault.get(sealed(person.id)), code, world.clock.now());
  const outcome = await decide(
    call,
    { do: 'prove', proof: heard.delivery, ...(counter === undefined ? {} : { counter }) },
    '-code',
  );
  if (!outcome.ok) return bad(outcome.refusal);
  return stepUpOf(outcome.state, person.id).proof === heard.delivery ? undefined : wrongCode(call, outcome.state);
}

const bad = (refusal: Parameters<typeof sayRefusal>[0]): Answer => ({
  kind: 'said',
  tone: 'bad',
  text: [sayRefusal(refusal)],
});

/** The form stays open, so that the next code can be typed. */
export function wrongCode(call: KnownCall, roster: RosterState): Answer {
  const { lockedUntil } = stepUpOf(roster, call.person.id);
  const locked = lockedUntil > call.world.clock.now();
  if (locked) return bad({ code: 'locked', values: { at: lockedUntil } });
  const said = sayRefusal({ code: 'wrong-code' });
  return call.heard.what.kind === 'submitted' && 'totp' in call.heard.what.values
    ? { kind: 'errors', errors: { totp: said } }
    : { kind: 'said', tone: 'bad', text: [said] };
}

/** Asks for the code alone; everything else stays as it was given. */
function codeForm(call: KnownCall, verb: Pick<Verb, 'name' | 'summary'>): Answer {
  const { totp: _totp, ...known }: Args = call.args;
  return {
    kind: 'form',
    form: {
      verb: verb.name,
      fixed: known,
      title: { key: verb.summary },
      submit: t('form.submit'),
      note: t('form.step-up'),
      fields: [
        { kind: 'text', name: 'totp', label: t('arg.totp'), hint: t('expect.totp'), required: true, maxLength: 8 },
      ],
      ...(call.seenRevision === undefined ? {} : { revision: call.seenRevision }),
    },
  };
}
