import { describe, expect, it } from 'vitest';
import { sources } from '../../architecture/sources.ts';

/** Rooms whose sentences all live in the text table. */
const rooms = /^src\/(app(?!\/text\/)|engine|bot|page)\//;
/** The catalog names its regions itself; a device's configuration is English by its vendor's grammar; `words.ts` is a table. */
const exempt = /^src\/engine\/(catalog\/regions\.ts|device\/|network\/)|\/words\.ts$/;

const comments = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g;
const literals = /'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`((?:\\.|[^`\\])*)`/g;
/** Calls whose words are for whoever runs the service: errors that are bugs or broken set-ups, and logs. */
const forOperators =
  /(new \w*(?:Error|Undeliverable|OutcomeUnknown|StepFailed|Refusal)\(|\bsuper\(|\bthrow \w+\(|\.log\(|\bfail\(|log\('\w+',)\s*[^;]*$/;

interface Literal {
  readonly path: string;
  readonly text: string;
}

function sentencesIn(path: string, source: string): readonly Literal[] {
  const code = source.replace(comments, ' ');
  return [...code.matchAll(literals)]
    .flatMap((match) => {
      const text = match[1] ?? match[2] ?? match[3] ?? '';
      const statement = code.slice(Math.max(0, code.lastIndexOf(';', match.index)), match.index);
      if (forOperators.test(statement)) return [];
      return isSentence(text) ? [{ path, text }] : [];
    })
    .concat(path.endsWith('.tsx') ? wordsBetweenTags(path, code) : []);
}

/** Between tags even one word is read by somebody. */
function wordsBetweenTags(path: string, code: string): readonly Literal[] {
  return [...code.matchAll(/[\w"'}\]]>([^<>{}()=;]*\p{L}{2}[^<>{}()=;]*)<[/\w]/gu)].map(([, text = '']) => ({
    path,
    text,
  }));
}

/** Chinese at all, or three English words in a row of which the first is capitalised or the last ends the sentence. */
function isSentence(text: string): boolean {
  const plain = text.replace(/\$\{[^}]*\}/g, 'x');
  if (/\p{Script=Han}/u.test(plain)) return true;
  return /^[A-Z][a-z’']* [a-z’']+ [a-z’']+/.test(plain) || /[a-z]+ [a-z]+ [a-z]+[.!?…]$/.test(plain);
}

const looked = sources.filter(({ path }) => rooms.test(path) && !exempt.test(path));

describe('words for people', () => {
  it.each(looked)('$path writes none itself', ({ path, text }) => expect(sentencesIn(path, text)).toEqual([]));
});

describe('the check itself', () => {
  it.each([
    [`said('bad', 'You cannot do that')`, 1],
    [`const a = '托管专线';`, 1],
    ['const a = `Order it again later`;', 1],
    [`t('card.none'); // Nothing to see here at all.`, 0],
    [`throw new Error('The token is not a bot token.');`, 0],
    [`world.telemetry.log('warn', 'settling failed for this log.', {});`, 0],
    [`const a = 'text/plain; charset=utf-8';`, 0],
    [`{ en: 'one two' }`, 0],
  ])('%s: %i', (source, count) => expect(sentencesIn('src/app/x.ts', source)).toHaveLength(count));

  it.each([
    ['<b>Send</b>', 1],
    ['<option value="zh">中文</option>', 1],
    ['<p class="note">{say("page.close")} ✕</p>', 0],
    ['const a = useRef<HTMLDivElement>(null); const b: Promise<Sight> = c;', 0],
  ])('%s: %i', (source, count) => expect(sentencesIn('src/page/x.tsx', source)).toHaveLength(count));
});
