/** The verb that checks a running configuration: reads the paste or file, forgets it, and keeps the device it describes. */
import { type Refusal, refused } from '../../engine/core.ts';
import { parsePlan, vendorNamed, vendorNames } from '../../engine/device/index.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import type { Vif } from '../../engine/tenant/network/model.ts';
import { tryDevice } from '../../engine/twin/index.ts';
import { configCheckCard } from '../cards/config-check.ts';
import { formFor } from '../cards/form.ts';
import { type GivenCheck, privateOnly } from '../given-config.ts';
import type { Answer } from '../ports.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { sayRefusal } from '../text/refusal.ts';
import { choice, text, thingArg } from './args.ts';
import { said } from './connection-act.ts';
import { planOf } from './device.ts';
import type { Arg, Args, KnownCall, Verb } from './spec.ts';
import { actOnNetwork, idOf, ownTenant, thingsOf } from './thing-act.ts';

/** What a chat carries as words; more comes as a file. */
const longestText = 64 * 1024;
const longestFileMb = 2;
/** What Slack takes in one input. */
const longestPart = 3000;
const parts = ['config', 'config-2', 'config-3', 'config-4', 'config-5'] as const;

function pasteOf(args: Args): string {
  return parts.flatMap((name) => args[name] ?? []).join('\n');
}

type Outcome = Extract<GivenCheck, { ok: true }> | Phrase;

async function look(call: KnownCall, state: TenantState, vif: Vif, text: string): Promise<Outcome> {
  const { vendor: said } = call.args;
  const vendor = said === undefined || said === 'auto' ? undefined : vendorNamed(said);
  const outcome = await call.world.checker.check({
    text,
    ...(vendor && { vendor }),
    plan: planOf(state, vif, call.args),
    ...(vif.keyPrint !== undefined && { expected: vif.keyPrint }),
    ...(vif.device && { host: vif.device.host }),
  });
  if (outcome.ok) return outcome;
  if (outcome.problem === 'no-announce')
    return sayRefusal(refused('missing', { field: 'announce', values: { expect: 'range' } }).refusal);
  const read = 'vendor' in outcome ? outcome.vendor : undefined;
  const values = { limit: longestText / 1024, vendor: read ?? 'auto' };
  return { key: `check.problem.${outcome.problem}`, values };
}

const badAnnounce = (announce: readonly string[]): Refusal | undefined => {
  const [wrong] = announce.filter((range) => privateOnly([range]).length === 0);
  return wrong === undefined
    ? undefined
    : refused('bad-field', { field: 'announce', value: wrong, values: { expect: 'range' } }).refusal;
};

/** The text to read, or why there is none. */
async function givenText({ args, files }: KnownCall): Promise<{ readonly text: string } | Phrase> {
  const paste = pasteOf(args);
  if (args.file === undefined)
    return paste.length > longestText ? t('check.problem.too-large', { limit: longestText / 1024 }) : { text: paste };
  if (paste.trim() !== '') return t('check.both');
  const read = (await files?.read(args.file, longestFileMb * 1024 * 1024)) ?? { ok: false, problem: 'gone' };
  return read.ok ? { text: read.text } : { key: `file.problem.${read.problem}`, values: { limit: longestFileMb } };
}

/** No other entry makes these readable. */
const hopeless: readonly string[] = ['empty', 'binary', 'too-large', 'too-slow'].map((what) => `check.problem.${what}`);

/** A file is not lost over what is missing or wrong beside it: the form that asks again keeps it. */
function asked({ args }: KnownCall, known: Args, why: Phrase): Answer {
  if (args.file === undefined || (typeof why === 'object' && hopeless.includes(why.key))) return said('bad', why);
  return { kind: 'form', form: formFor(checkVerb, { ...known, file: args.file }, { note: why }) };
}

async function check(call: KnownCall): Promise<Answer> {
  const { args, world, journal, person } = call;
  const owned = await ownTenant(world, journal, person, args.vif);
  if ('ok' in owned) return said('bad', sayRefusal(owned.refusal));
  const id = idOf(owned.state, 'vif', 'vif', args.vif);
  if (typeof id !== 'string') {
    if (thingsOf(owned.state, 'vif').length === 0) return said('bad', t('check.no-vif'));
    const { vif: _unknown, ...known } = args;
    return asked(call, known, args.vif === undefined ? t('file.which') : sayRefusal(id.refusal));
  }
  const vif = owned.state.vifs[id];
  if (!vif) return said('bad', sayRefusal(refused('unknown-thing', { field: 'vif', value: id }).refusal));
  const wrong = badAnnounce(planOf(owned.state, vif, args).announce);
  if (wrong) return asked(call, { ...args, vif: id }, sayRefusal(wrong));
  const given = await givenText(call);
  if (typeof given === 'string' || !('text' in given)) return said('bad', given);
  const outcome = await look(call, owned.state, vif, given.text);
  if (typeof outcome === 'string' || !('ok' in outcome)) return asked(call, { ...args, vif: id }, outcome);
  return keep(call, { state: owned.state, vif }, outcome);
}

/** The device goes into the log as `device set` would put it there; the card is for this person alone. */
async function keep(
  call: KnownCall,
  { state, vif }: { readonly state: TenantState; readonly vif: Vif },
  { checked, announce }: Exclude<Outcome, Phrase>,
): Promise<Answer> {
  const device = { ...checked.device, announces: privateOnly(checked.device.announces) };
  const kept = await actOnNetwork(
    call,
    vif.id,
    () => ({ do: 'set-device', id: vif.id, device }) as const,
    () => t('check.taken'),
  );
  const reason = kept.kind === 'said' && kept.tone === 'bad' ? (kept.text[0] ?? '') : undefined;
  const parsed = parsePlan({ ...planOf(state, vif, call.args), announce: [...announce] });
  const sessions = parsed.ok ? tryDevice(parsed.plan, device, vif.keyPrint).sessions : [];
  return {
    kind: 'card',
    card: configCheckCard({
      vif,
      revision: state.version,
      checked,
      sessions,
      outcome: reason === undefined ? t('check.taken') : t('check.not-taken', { reason }),
    }),
  };
}

const pasted = (name: string, extra: Partial<Arg> = {}): Arg =>
  text(name, name === 'config' ? 'arg.config' : 'arg.config-more', {
    multiline: true,
    secret: true,
    unless: 'file',
    longest: longestPart,
    ...extra,
  });

const checkVerb: Verb = {
  name: 'check',
  summary: 'verb.check',
  roles: ['customer'],
  changes: true,
  note: t('check.form-note'),
  args: [
    thingArg('vif', { positional: true }),
    choice('vendor', 'arg.vendor', ['auto', ...vendorNames], { expect: 'expect.vendor', initial: 'auto' }),
    text('announce', 'arg.announce', { expect: 'expect.range' }),
    text('file', 'arg.file', { file: true, expect: 'expect.file' }),
    ...parts.map((name) =>
      pasted(name, name === 'config' ? { required: true, body: true, expect: 'expect.config' } : {}),
    ),
  ],
  run: check,
};

export const checkVerbs: readonly Verb[] = [checkVerb];
