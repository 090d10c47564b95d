import { beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../../src/app/verbs/index.ts';
import { missing } from '../../src/app/verbs/parse.ts';
import type { Arg, Verb } from '../../src/app/verbs/spec.ts';
import type { TenantState } from '../../src/engine/tenant/model.ts';
import { actors, sampleFor, settle } from './estate.ts';
import { type Platform, platforms, withPlatforms } from './platforms.ts';
import { bare, type OpenForm, type Seen } from './surface.ts';

const { town, on } = withPlatforms();
let state: TenantState;
beforeAll(async () => {
  state = await settle(town, on('slack'));
}, 60_000);

let refusedForms = 0;

const withForm = verbs.filter((verb) => missing(verb, {}).length > 0 || verb.formWhenBare);

/** Nothing any argument takes, with characters that mean something to every platform. */
const wrongWords = 'no such & *thing* at_all';

/** A form filled in badly: words where there is free text, the last choice in menus. */
function badly(verb: Verb): Readonly<Record<string, string>> {
  const value = (arg: Arg) =>
    arg.options || arg.kind === 'connection' || arg.kind === 'thing' ? sampleFor(arg, state) : wrongWords;
  const asked = verb.args.filter((arg) => !arg.typedOnly && !arg.file && arg.kind !== 'flag');
  return Object.fromEntries(asked.map((arg) => [arg.name, value(arg)]));
}

async function open(platform: Platform, verb: Verb): Promise<OpenForm> {
  const { form } = await on(platform).type(actors(verb).may, `/line ${verb.name}`);
  if (!form) throw new Error(`${verb.name} opened no form on ${platform}`);
  return form;
}

/** What stands in the fields, without the secret ones: those are asked again. */
const kept = (verb: Verb, { form }: Seen) => {
  const secret = new Set(verb.args.flatMap((arg) => (arg.secret ? [arg.name] : [])));
  return Object.fromEntries(Object.entries(form?.entered ?? {}).filter(([name]) => !secret.has(name)));
};

describe.each(withForm.map((verb) => [verb.name, verb] as const))('the form of /line %s', (_name, verb: Verb) => {
  it('filled in badly says the same on every platform, and keeps what was entered', async () => {
    const values = badly(verb);
    const { may } = actors(verb);
    const plain = await on('terminal').submit(may, await open('terminal', verb), values);
    const lines = plain.text.split('\n').map(bare).filter(Boolean);
    if (plain.form) refusedForms += 1;
    for (const platform of platforms.filter((one) => one !== 'terminal')) {
      const form = await open(platform, verb);
      const seen = await on(platform).submit(may, form, values);
      const read = bare(seen.text);
      if (!plain.form) {
        // Taken: what is taken a second time may be answered otherwise.
        expect(read).not.toBe('');
        continue;
      }
      expect({ platform, open: seen.form !== undefined }).toEqual({ platform, open: true });
      expect(kept(verb, seen)).toEqual(kept(verb, plain));
      for (const word of lines) expect(read).toContain(word);
    }
  });
});

it('most forms are not taken so', () => expect(refusedForms).toBeGreaterThan(withForm.length * 0.8));
