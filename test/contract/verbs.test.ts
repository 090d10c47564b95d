import { beforeAll, describe, expect, it } from 'vitest';
import { say, t } from '../../src/app/text/phrase.ts';
import { sayRefusal } from '../../src/app/text/refusal.ts';
import { verbs } from '../../src/app/verbs/index.ts';
import { missing } from '../../src/app/verbs/parse.ts';
import { typedArgs, type Verb } from '../../src/app/verbs/spec.ts';
import { refused } from '../../src/engine/core.ts';
import type { TenantState } from '../../src/engine/tenant/model.ts';
import { actors, sampleFor, settle } from './estate.ts';
import { platforms, withPlatforms } from './platforms.ts';
import { bare, type Surface } from './surface.ts';

const { town, on } = withPlatforms();
let state: TenantState;
beforeAll(async () => {
  state = await settle(town, on('slack'));
}, 60_000);

/** What nobody is ever to read. */
const broken = (['en', 'zh'] as const).map((language) =>
  say(t('chat.broken', { reference: '' }), language).slice(0, 10),
);
function sound(text: string): void {
  expect(text.trim()).not.toBe('');
  for (const words of broken) expect(text).not.toContain(words);
  expect(text).not.toMatch(/undefined|NaN|\[object|\{\w+\}/);
}

const line = (verb: Verb) =>
  ['/line', verb.name, ...typedArgs(verb).map((arg) => `--${arg.name} ${sampleFor(arg, state)}`)].join(' ');
const expectSaid = (text: string, ...phrases: string[]) => {
  const read = bare(text);
  expect(phrases.map(bare).filter((phrase) => read.includes(phrase))).not.toEqual([]);
};

/** On all platforms at once; what fails says on which. */
async function everywhere(check: (surface: Surface) => Promise<void>): Promise<void> {
  const failures = await Promise.all(
    platforms.map((platform) =>
      check(on(platform)).then(
        () => [],
        (error: unknown) => [`on ${platform}: ${error instanceof Error ? error.message : String(error)}`],
      ),
    ),
  );
  expect(failures.flat()).toEqual([]);
}

/** Looking comes before changing: afterwards there may be less to look at. */
const inOrder = verbs.toSorted((a, b) => Number(a.changes) - Number(b.changes));

describe.each(inOrder.map((verb) => [verb.name, verb] as const))('/line %s', (_name, verb: Verb) => {
  const { may, mayNot } = actors(verb);

  it('alone is answered, or asks for what it needs', () =>
    everywhere(async (surface) => {
      const seen = await surface.type(may, `/line ${verb.name}`);
      sound(seen.text);
      const asks = missing(verb, {}).length > 0 || verb.formWhenBare === true;
      // Only Slack's forms take files.
      const shown = verb.args.filter((arg) => !arg.typedOnly && (!arg.file || surface.name === 'slack'));
      const asked = shown.map((arg) => arg.name);
      expect(seen.form?.fields).toEqual(asks ? asked : undefined);
    }));

  it('with everything is answered', () =>
    everywhere(async (surface) => sound((await surface.type(may, line(verb))).text)));

  if (mayNot !== undefined) {
    it('is refused to others, naming who may', () =>
      everywhere(async (surface) => {
        const { text } = await surface.type(mayNot, line(verb));
        const roles = verb.roles === 'linked' ? [] : verb.roles;
        const values = { command: verb.name.replace(' ', '-'), roles };
        const why = sayRefusal(refused('not-your-role', { values }).refusal);
        expectSaid(text, say(why, 'en'), say(why, 'zh'));
      }));
  }

  it('tells a stranger how to become known', () =>
    everywhere(async (surface) => {
      const { text } = await surface.type('wei', line(verb));
      sound(text);
      const why = sayRefusal({ code: 'not-linked' });
      if (!verb.guest) expectSaid(text, say(why, 'en'), say(why, 'zh'));
    }));
});
