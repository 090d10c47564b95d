/** Verbs about people, tenants and rooms: link, language, admin, deposit. */
import type { RosterCommand } from '../../engine/roster/index.ts';
import { personOf, tenantById } from '../../engine/roster/model.ts';
import { peopleCard } from '../cards/overview.ts';
import type { Outcome } from '../journal.ts';
import type { Answer } from '../ports.ts';
import { t } from '../text/phrase.ts';
import { named, sayRefusal } from '../text/refusal.ts';
import { repeated, said } from './connection-act.ts';
import { decided } from './roster-act.ts';
import type { Arg, Call, KnownCall, Verb } from './spec.ts';

const arg = (name: string, label: Arg['label'], extra: Partial<Arg> = {}): Arg => ({
  name,
  kind: 'text',
  label,
  required: false,
  ...extra,
});
const languages = (['en', 'zh'] as const).map((value) => ({ value, label: named('language', value) }));

/** A one-time code and when it ends; only its digest is kept. */
function newCode(call: Call): { code: string; digest: string } {
  const code = call.world.entropy.code();
  return { code, digest: call.world.entropy.digest(normalCode(code)) };
}

/** Codes are typed by people: case and dashes do not matter. */
function normalCode(code: string): string {
  return code.toUpperCase().replace(/[^0-9A-Z]/g, '');
}

function validUntil(outcome: Outcome<'roster'>, digest: string): { at: number } {
  return { at: outcome.state.invites.find((invite) => invite.digest === digest)?.validUntil ?? 0 };
}

const guesses = 5;
const guessWindowMs = 600_000;

/** So many codes may be tried from one account within ten minutes, whoever it belongs to. */
async function mayGuess({ world, heard }: Call): Promise<boolean> {
  const account = world.entropy.digest(JSON.stringify(heard.identity));
  for (let slot = 0; slot < guesses; slot++)
    if (await world.pace.allow(`link-${account}-${slot}`, guessWindowMs)) return true;
  return false;
}

async function link(call: Call): Promise<Answer> {
  const { args, heard, person, world } = call;
  if (args.code !== undefined) {
    // Fail closed: no account is linked before its platform has said that it is no guest's.
    if (heard.identity.platform === 'slack' && heard.profile?.outsider === undefined)
      return said('bad', sayRefusal({ code: 'standing-unknown' }));
    if (!(await mayGuess(call))) return said('bad', sayRefusal({ code: 'too-many-guesses' }));
    const digest = world.entropy.digest(normalCode(args.code));
    return decided(call, { do: 'link', digest, identity: heard.identity }, (outcome) =>
      said('good', t('answer.linked', { name: personOf(outcome.state, heard.identity)?.name ?? '' })),
    );
  }
  if (!person) return said('bad', sayRefusal({ code: 'not-linked' }));
  const { code, digest } = newCode(call);
  return decided(call, { do: 'invite-self', digest }, (outcome) =>
    said('good', t('answer.link-code', { code, at: validUntil(outcome, digest) })),
  );
}

function invite(call: KnownCall): Promise<Answer> {
  const { args, world } = call;
  const { code, digest } = newCode(call);
  const person = world.entropy.id('person');
  const command: RosterCommand = {
    do: 'invite',
    person,
    name: args.name ?? '',
    roles: (args.roles ?? '').split(/[,，\s]+/).filter((role) => role !== ''),
    language: args.language === 'zh' ? 'zh' : 'en',
    digest,
    ...(args.tenant === undefined ? {} : { tenant: args.tenant }),
  };
  return decided(call, command, (outcome) =>
    said('good', t('answer.invited', { name: args.name ?? '', id: person, code, at: validUntil(outcome, digest) })),
  );
}

function bindRoom(call: KnownCall): Promise<Answer> {
  const { args, heard } = call;
  const { platform, team } = heard.identity;
  if (heard.room === undefined || platform === 'api')
    return Promise.resolve(said('bad', sayRefusal({ code: 'no-room' })));
  const purpose = args.purpose === 'tenant' ? 'tenant' : 'engineers';
  const language = args.language === 'zh' ? 'zh' : 'en';
  const room = {
    platform,
    team,
    room: heard.room,
    purpose,
    language,
    ...(args.tenant === undefined ? {} : { tenant: args.tenant }),
  } as const;
  return decided(call, { do: 'bind-room', room }, (outcome) => {
    const title = outcome.state.tenants[args.tenant ?? '']?.title ?? '';
    const shown = purpose === 'tenant' ? t('answer.purpose-tenant', { tenant: title }) : t('answer.purpose-engineers');
    return said('good', t('answer.room-bound', { purpose: shown }));
  });
}

async function deposit(call: KnownCall): Promise<Answer> {
  const { args, world, journal, person, heard } = call;
  const roster = await journal.load('roster', '');
  const tenant = tenantById(roster, args.tenant ?? '');
  if (!tenant) return said('bad', sayRefusal({ code: 'unknown-tenant', field: 'tenant', value: args.tenant ?? '' }));
  const fen = Math.round(Number(args.amount) * 100);
  const command = { do: 'deposit', deposit: heard.delivery, fen } as const;
  const outcome = await journal.act('cashier', tenant.id, command, () => undefined, {
    by: person.id,
    cause: heard.delivery,
    at: world.clock.now(),
  });
  if (!outcome.ok) return said('bad', sayRefusal(outcome.refusal));
  return outcome.repeated ? repeated : said('good', t('answer.deposited', { fen: { fen }, tenant: tenant.title }));
}

export const peopleVerbs: readonly Verb[] = [
  {
    name: 'link',
    chatOnly: true,
    summary: 'verb.link',
    roles: 'linked',
    changes: true,
    args: [arg('code', 'arg.code', { positional: true, rest: true, expect: 'expect.code' })],
    run: link,
    guest: link,
  },
  {
    name: 'language',
    summary: 'verb.language',
    roles: 'linked',
    changes: true,
    args: [
      arg('language', 'arg.language', {
        required: true,
        positional: true,
        options: languages,
        expect: 'expect.language',
      }),
    ],
    run: (call) =>
      decided(
        call,
        { do: 'set-language', person: call.person.id, language: call.args.language === 'zh' ? 'zh' : 'en' },
        () => said('good', t('answer.language-set')),
      ),
  },
  {
    name: 'admin tenant',
    summary: 'verb.admin-tenant',
    roles: ['admin'],
    changes: true,
    args: [
      arg('tenant', 'arg.tenant', { required: true, positional: true, expect: 'expect.tenant-id' }),
      arg('title', 'arg.title', { required: true, expect: 'expect.title' }),
      { name: 'real-name', kind: 'flag', label: 'arg.real-name', required: false },
    ],
    run: (call) => {
      const { tenant = '', title = '' } = call.args;
      return decided(call, { do: 'add-tenant', tenant, title, realName: call.args['real-name'] === 'yes' }, () =>
        said('good', t('answer.tenant-added', { id: tenant, title })),
      );
    },
  },
  {
    name: 'admin invite',
    summary: 'verb.admin-invite',
    roles: ['admin'],
    changes: true,
    args: [
      arg('name', 'arg.name', { required: true, positional: true, expect: 'expect.name' }),
      arg('roles', 'arg.roles', { required: true, expect: 'expect.roles' }),
      arg('tenant', 'arg.tenant', { expect: 'expect.tenant-for-customers' }),
      arg('language', 'arg.language', { options: languages, expect: 'expect.language' }),
    ],
    run: invite,
  },
  {
    name: 'admin roles',
    summary: 'verb.admin-roles',
    roles: ['admin'],
    changes: true,
    args: [
      arg('person', 'arg.person', { required: true, positional: true, expect: 'expect.person' }),
      arg('roles', 'arg.roles', { required: true, positional: true, expect: 'expect.roles' }),
    ],
    run: (call) => {
      const { person = '' } = call.args;
      const wanted = (call.args.roles ?? '').split(/[,，\s]+/).filter((role) => role !== '');
      return decided(call, { do: 'set-roles', person, roles: wanted }, ({ state }) =>
        said(
          'good',
          t('answer.roles-set', {
            name: state.people[person]?.name ?? person,
            roles: wanted.map((role) => named('role', role)),
          }),
        ),
      );
    },
  },
  {
    name: 'admin revoke',
    summary: 'verb.admin-revoke',
    roles: ['admin'],
    changes: true,
    args: [arg('person', 'arg.person', { required: true, positional: true, expect: 'expect.person' })],
    run: (call) => {
      const { person = '' } = call.args;
      return decided(call, { do: 'revoke', person }, ({ state }) =>
        said('good', t('answer.revoked', { name: state.people[person]?.name ?? person })),
      );
    },
  },
  {
    name: 'admin room',
    summary: 'verb.admin-room',
    roles: ['admin'],
    changes: true,
    args: [
      arg('purpose', 'arg.purpose', {
        required: true,
        positional: true,
        expect: 'expect.purpose',
        options: (['engineers', 'tenant'] as const).map((value) => ({ value, label: named('purpose', value) })),
      }),
      arg('tenant', 'arg.tenant', { expect: 'expect.tenant-for-room' }),
      arg('language', 'arg.language', { options: languages, expect: 'expect.language' }),
    ],
    run: bindRoom,
  },
  {
    name: 'admin people',
    summary: 'verb.admin-people',
    roles: ['admin'],
    changes: false,
    args: [],
    run: async ({ journal }) => ({ kind: 'card', card: peopleCard(await journal.load('roster', '')) }),
  },
  {
    name: 'deposit',
    summary: 'verb.deposit',
    roles: ['finance', 'admin'],
    changes: true,
    args: [
      arg('tenant', 'arg.tenant', { required: true, positional: true, expect: 'expect.tenant-id' }),
      {
        name: 'amount',
        kind: 'amount',
        label: 'arg.amount',
        required: true,
        positional: true,
        expect: 'expect.amount',
      },
    ],
    run: deposit,
  },
];
