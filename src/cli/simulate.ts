/** Knows how `hostline simulate` reads a scenario and prints its answer; the network itself lives in the engine. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseScenario, playScenario } from '../engine/network/index.ts';

const EXIT_INVALID = 2;

function complain(lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`);
  return EXIT_INVALID;
}

async function read(source: string): Promise<string | undefined> {
  if (source === '-') return text(process.stdin);
  return readFile(source, 'utf8').catch(() => undefined);
}

function parseJson(content: string): { readonly document: unknown } | { readonly error: string } {
  try {
    return { document: JSON.parse(content) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

const dotted = (path: readonly (string | number)[]): string => (path.length === 0 ? '(document)' : path.join('.'));

/** Prints the answer as JSON on stdout, or every problem with its path on stderr (exit code 2). */
export async function simulate(args: readonly string[]): Promise<number> {
  const [source, ...rest] = args;
  if (source === undefined || rest.length > 0) return complain(['Usage: hostline simulate <scenario.json | ->']);
  const content = await read(source);
  if (content === undefined) return complain([`Cannot read ${source}`]);
  const json = parseJson(content);
  if ('error' in json) return complain([`${source} is not JSON: ${json.error}`]);
  const parsed = parseScenario(json.document);
  if ('problems' in parsed) {
    return complain(parsed.problems.map(({ path, message }) => `${dotted(path)}: ${message}`));
  }
  process.stdout.write(`${JSON.stringify(playScenario(parsed.scenario), null, 2)}\n`);
  return 0;
}
