/** Holds a folder of recordings against the simulation: `npx tsx test/lab/compare.ts FOLDER` lists every leaf they disagree on. Starts no daemon. */
import { pathToFileURL } from 'node:url';
import { parseScenario, playScenario } from '../../src/engine/network/index.ts';
import { type Difference, differences, readRecordings } from '../engine/network/recording.ts';

/** The difference as one line, with both values. */
function line({ leaf, recorded, simulated }: Difference): string {
  return `  ${leaf}: daemons ${JSON.stringify(recorded)}, simulation ${JSON.stringify(simulated)}`;
}

/** One block of lines per recording that the simulation refuses or answers differently. */
export function disagreements(folder: string): readonly (readonly string[])[] {
  return readRecordings(pathToFileURL(`${folder}/`)).flatMap(({ document, recording }) => {
    const parsed = parseScenario(document);
    const found =
      'problems' in parsed
        ? parsed.problems.map(({ path, message }) => `  refused: ${path.join('.')}: ${message}`)
        : differences(recording, playScenario(parsed.scenario)).map(line);
    return found.length === 0 ? [] : [[recording.id, ...found]];
  });
}

if (process.argv[1]?.endsWith('compare.ts') === true) {
  const blocks = disagreements(process.argv[2] ?? '.');
  process.stdout.write(`${blocks.flat().join('\n')}\n${blocks.length} recordings disagree\n`);
}
