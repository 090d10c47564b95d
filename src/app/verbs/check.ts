/** The verb that checks a running configuration: reads the paste or file, forgets it, and keeps the device it describes. */
import { type Refusal, refused } from '../../engine/core.ts';
import { parsePlan, type VendorName, vendorNamed, vendorNames } from '../../engine/device/index.ts';
import type { TenantState } from '../../engine/tenant/model.ts';
import type { Vif } from '../../engine/tenant/network/model.ts';
import { addressIn, isPrivate, readRange } from '../../engine/tenant/network/ranges.ts';
import { type CheckedConfig, checkConfig, tryDevice } from '../../engine/twin/index.ts';
import { configCheckCard } from '../cards/config-check.ts';
import { formFor } from '../cards/form.ts';
import type { Answer } from '../ports.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { sayRefusal } from '../text/refusal.ts';
import { choice, text, thingArg } from './args.ts';
import { said } from './connection-act.ts';
import { hostIn, planOf } from './device.ts';
import type { Arg, Args, KnownCall, Verb } from './spec.ts';
import { actOnNetwork, idOf, ownTenant } from './thing-act.ts';

/** What a chat carries as words; more comes as a file. */
const longestText = 64 * 1024;
const longestFileMb = 2;
/** What Slack takes in one input. */
const longestPart = 3000;
const parts = ['config', 'config-2', 'config-3', 'config-4', 'config-5'] as const;

function pasteOf(args: Args): string {
  return parts.flatMap((name) => args[name] ?? []).join('\n');
}

/** Only what the gateway could take at all. */
const privateOnly = (ranges: readonly string[]) =>
  ranges.filter((range) => {
    const prefix = readRange(range);
    return prefix !== undefined && prefix.length > 0 && isPrivate(prefix);
  });

interface Asked {
  readonly call: KnownCall;
  readonly state: TenantState;
  readonly vif: Vif;
  readonly paste: string;
  readonly vendor: VendorName | undefined;
}

type Outcome = { readonly ok: true; readonly checked: CheckedConfig; readonly announce: readonly string[] } | Phrase;

function look({ call, state, vif, paste, vendor }: Asked): Outcome {
  const prints = { of: (key: string) => call.world.vault.print(key), expected: vif.keyPrint };
  const host = vif.device?.host;
  const hostFor = (announces: readonly string[]) =>
    host !== undefined && announces.some((range) => addressIn(range, host)) ? host : hostIn(announces[0]);
  const against = (announce: readonly string[]) =>
    checkConfig({
      text: paste,
      ...(vendor && { vendor }),
      plan: { ...planOf(state, vif, call.args), announce: [...announce] },
      prints,
      hostFor,
    });
  const planned = planOf(state, vif, call.args).announce;
  const first = against(planned);
  if (!first.ok) {
    const values = { limit: longestText / 1024, vendor: first.vendor ?? 'auto' };
    return { key: `check.problem.${first.problem}`, values };
  }
  if (planned.length > 0) return { ok: true, checked: first, announce: planned };
  // Nobody has said yet what is to be announced: what the configuration states is taken for the wish.
  const stated = privateOnly(first.stated);
  const second = against(stated);
  return stated.length > 0 && second.ok
    ? { ok: true, checked: second, announce: stated }
    : sayRefusal(refused('missing', { field: 'announce', values: { expect: 'range' } }).refusal);
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
const hopeless: readonly string[] = ['check.problem.empty', 'check.problem.binary', 'check.problem.too-large'];

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
    const { vif: _unknown, ...known } = args;
    return asked(call, known, args.vif === undefined ? t('file.which') : sayRefusal(id.refusal));
  }
  const vif = owned.state.vifs[id];
  if (!vif) return said('bad', sayRefusal(refused('unknown-thing', { field: 'vif', value: id }).refusal));
  const wrong = badAnnounce(planOf(owned.state, vif, args).announce);
  if (wrong) return asked(call, { ...args, vif: id }, sayRefusal(wrong));
  const vendor = args.vendor === undefined || args.vendor === 'auto' ? undefined : vendorNamed(args.vendor);
  const given = await givenText(call);
  if (typeof given === 'string' || !('text' in given)) return said('bad', given);
  const outcome = look({ call, state: owned.state, vif, paste: given.text, vendor });
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
