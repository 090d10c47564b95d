/** Sizes, names and opening sentences of source files. */
import { describe, expect, it } from 'vitest';
import { sources } from './sources.ts';

const linesAtMost = 300;
/** Words that name nothing. */
const empty = ['manager', 'service', 'helper', 'util', 'common', 'data', 'info', 'process'];
const opening = /^(#![^\n]*\n)?\/\*\*\s[\s\S]*?[A-Za-z][\s\S]*?[.:)][\s\S]*?\*\//;

describe.each(sources)('$path', ({ path, text }) => {
  it(`has at most ${linesAtMost} lines`, () =>
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(linesAtMost));

  it('says what it is by its name', () => {
    expect(path).toMatch(/^src(\/[a-z0-9-]+)+\.tsx?$/);
    const words = path.replace(/\.tsx?$/, '').split(/[/-]/);
    expect(words.filter((word) => empty.includes(word.replace(/s$/, '')))).toEqual([]);
  });

  it('opens with what it knows', () => expect(text.slice(0, 900)).toMatch(opening));
});
