/** Every import of every source file against the rooms it may look into. */
import { describe, expect, it } from 'vitest';
import { reserved, rooms } from './rooms.ts';
import { codeOf, importsOf, resolved, sources } from './sources.ts';

const roomOf = (path: string) => rooms.find((room) => room.files.test(path));

function allows(packages: readonly string[], specifier: string): boolean {
  return packages.some((row) =>
    row.endsWith('*') ? specifier.startsWith(row.slice(0, -1)) : specifier === row || specifier.startsWith(`${row}/`),
  );
}

/** Imports a file of a room must not have. */
function trespasses(path: string, text: string): readonly string[] {
  const room = roomOf(path);
  return importsOf(text).filter((specifier) => {
    const target = resolved(path, specifier);
    if (target === undefined) return !allows(room?.packages ?? [], specifier);
    return !room?.may.some((door) => door.test(target));
  });
}

function spokenAloud(path: string, text: string): readonly string[] {
  return reserved
    .filter(({ never, but, says }) => never.test(path) && !but?.test(path) && says.test(codeOf(text)))
    .map(({ what }) => what);
}

describe('every source file', () => {
  it('lies in a room', () => expect(sources.filter(({ path }) => !roomOf(path)).map(({ path }) => path)).toEqual([]));

  it.each(sources)('$path imports only what its room may', ({ path, text }) => {
    expect(trespasses(path, text)).toEqual([]);
  });

  it.each(sources)('$path reads no clock, chance or environment that is not its own', ({ path, text }) => {
    expect(spokenAloud(path, text)).toEqual([]);
  });
});

describe('the check itself', () => {
  it('looks at real files', () => {
    expect(sources.map(({ path }) => path)).toContain('src/engine/tenant/decide.ts');
    expect(importsOf(sources.find(({ path }) => path === 'src/engine/tenant/decide.ts')?.text ?? '')).toContain(
      '../core.ts',
    );
  });

  it.each([
    ['src/engine/tenant/x.ts', `import { t } from '../../app/text/phrase.ts';`],
    ['src/engine/x.ts', `import type { Redis } from 'ioredis';`],
    ['src/engine/x.ts', `import { readFileSync } from 'node:fs';`],
    ['src/app/x.ts', `import {\n  a,\n  b,\n} from '../store/store.ts';`],
    ['src/app/x.ts', `export * from 'bullmq';`],
    ['src/app/x.ts', `const a = await import('@slack/bolt');`],
    ['src/app/x.ts', `import '../bot/slack/front.ts';`],
    ['src/store/x.ts', `import type { Phrase } from '../app/text/phrase.ts';`],
    ['src/bot/slack/x.ts', `import { a } from '../lark/a.ts';`],
    ['src/bot/lark/x.ts', `import { a } from '@slack/types';`],
    ['src/bot/shared.ts', `import { a } from './slack/a.ts';`],
    ['src/jobs/x.ts', `import { a } from '../engine/core.ts';`],
    ['src/sandbox/x.ts', `import { a } from '../app/ports.ts';`],
    ['src/chat.ts', `import { a } from './sandbox/faults.ts';`],
    ['src/kitchen/x.ts', `import { a } from 'zod';`],
  ])('sees the trespass in %s: %s', (path, text) => {
    expect(trespasses(path, text)).toHaveLength(1);
  });

  it.each([
    ['src/app/x.ts', `import type { A } from '../engine/core.ts';`],
    ['src/store/x.ts', `import type { EventLog } from '../app/ports.ts';`],
    ['src/bot/slack/x.ts', `import { a } from '../shared.ts';`],
    ['src/bot/slack/x.ts', `import { App } from '@slack/bolt';`],
    ['src/demo.ts', `import { a } from './sandbox/faults.ts';`],
    ['src/engine/x.ts', `// taken from 'ioredis'\nimport { z } from 'zod/mini';`],
  ])('lets pass in %s: %s', (path, text) => {
    expect(trespasses(path, text)).toEqual([]);
  });

  it.each([
    ['src/app/x.ts', 'const a = process.env.HOME;', ['the environment']],
    ['src/main.ts', 'const { env } = process; const b = process["env"];', ['the environment']],
    ['src/config.ts', 'const a = process.env.HOME;', []],
    ['src/engine/x.ts', 'const a = Date.now();', ['the clock']],
    ['src/engine/x.ts', 'const a = new Date();', ['the clock']],
    ['src/engine/x.ts', 'const a = new Date(at);', []],
    ['src/engine/x.ts', 'const a = await b;', ['waiting']],
    ['src/engine/x.ts', "/** Never await. */ const a = 'await'; // Math.random", []],
    ['src/engine/x.ts', 'const a = Math.random();', ['chance']],
    ['src/app/x.ts', 'const a = Date.now();', []],
  ])('hears in %s: %s', (path, text, heard) => {
    expect(spokenAloud(path, text)).toEqual(heard);
  });
});
