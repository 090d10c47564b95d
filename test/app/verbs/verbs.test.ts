import { describe, expect, it } from 'vitest';
import { say } from '../../../src/app/text/phrase.ts';
import { table } from '../../../src/app/text/table.ts';
import { verbs } from '../../../src/app/verbs/index.ts';
import { parse } from '../../../src/app/verbs/parse.ts';
import { type Arg, kinds, mayUse, typedArgs, usage, type Verb } from '../../../src/app/verbs/spec.ts';
import type { Person } from '../../../src/engine/roster/model.ts';
import { type Role, roles } from '../../../src/engine/tenant/lifecycle.ts';

/** A value the kind takes: the first of these that passes its schema. */
function sampleOf(kind: keyof typeof kinds): string {
  const found = ['words', 'yes', '3', '12.50', 'conn-3k9x2m4q', '10.0.0.0/24', '10.0.0.1', '64512'].find(
    (text) => kinds[kind].schema.safeParse(text).success,
  );
  if (found === undefined) throw new Error(`no sample for the kind ${kind}`);
  return found;
}

const valueFor = (arg: Arg): string => arg.options?.[0]?.value ?? sampleOf(arg.kind);
const person = (role: Role): Person => ({
  id: 'p',
  name: 'p',
  language: 'en',
  roles: [role],
  identities: [],
  ...(role === 'customer' ? { tenant: 'acme' } : {}),
});

describe('the verb table', () => {
  it('has every name once', () => expect(new Set(verbs.map((verb) => verb.name)).size).toBe(verbs.length));
});

describe.each(verbs.map((verb) => [verb.name, verb] as const))('%s', (_name, verb: Verb) => {
  it('has a summary in both languages', () => {
    expect(table[verb.summary].en).not.toBe('');
    expect(table[verb.summary].zh).toMatch(/\p{Script=Han}/u);
  });

  it('names every argument once, each with a label in both languages', () => {
    expect(new Set(verb.args.map((arg) => arg.name)).size).toBe(verb.args.length);
    for (const arg of verb.args) {
      expect(arg.name).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
      for (const language of ['en', 'zh'] as const) {
        expect(say({ key: arg.label }, language)).not.toMatch(/^$|\{/);
        for (const option of arg.options ?? []) expect(say(option.label, language)).not.toMatch(/^$|\{/);
      }
    }
  });

  it('says of every required argument what would pass', () => {
    for (const arg of verb.args.filter((row) => row.required))
      expect(arg.expect ?? kinds[arg.kind].expect ?? (arg.options && 'options'), arg.name).toBeDefined();
  });

  it('reads its own usage back, all arguments by flag', () => {
    const line = ['/line', verb.name, ...typedArgs(verb).flatMap((arg) => [`--${arg.name}`, valueFor(arg)])].join(' ');
    const parsed = parse(line, verbs);
    expect(parsed).toMatchObject({ ok: true, verb: { name: verb.name } });
    expect(parsed.args).toEqual(Object.fromEntries(typedArgs(verb).map((arg) => [arg.name, valueFor(arg)])));
  });

  it('reads its own usage back, positional words without flags', () => {
    const words = typedArgs(verb).map((arg) => (arg.positional ? valueFor(arg) : `--${arg.name}=${valueFor(arg)}`));
    const parsed = parse([verb.name, ...words].join(' '), verbs);
    expect(parsed).toMatchObject({ ok: true, verb: { name: verb.name } });
    expect(parsed.args).toEqual(Object.fromEntries(typedArgs(verb).map((arg) => [arg.name, valueFor(arg)])));
  });

  it('shows every argument in its usage, optional ones in brackets', () => {
    const shown = usage(verb);
    expect(shown.startsWith(`/line ${verb.name}`)).toBe(true);
    for (const arg of typedArgs(verb)) {
      const word = arg.positional ? `<${arg.name}>` : `--${arg.name} `;
      expect(shown).toContain(arg.required ? word : `[${word}`);
    }
  });

  it('takes a file as it was sent, never by its reference', () => {
    for (const arg of verb.args.filter((row) => row.file)) {
      expect(usage(verb)).not.toContain(`--${arg.name}`);
      expect(parse(`${verb.name} --${arg.name} F0123`, verbs)).toMatchObject({ refusal: { code: 'unknown-flag' } });
    }
  });

  it('is for the roles it names and nobody else', () => {
    for (const role of roles) {
      const allowed = verb.guest !== undefined || verb.roles === 'linked' || verb.roles.includes(role);
      expect(mayUse(verb, person(role))).toBe(allowed);
    }
    expect(mayUse(verb, undefined)).toBe(verb.guest !== undefined);
    expect(mayUse(verb, { ...person('admin'), roles: [] })).toBe(verb.guest !== undefined || verb.roles === 'linked');
  });
});
