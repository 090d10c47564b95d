/** `hostline doctor`: looks at everything a start would need and says what is wrong, with the fix. Changes nothing. */
import { readConfig } from '../config.ts';
import { type Finding, fail, ok, reasonOf } from './doctor/finding.ts';
import { examineFolder, examineNode, examinePort, examineVaultKey } from './doctor/machine.ts';
import { examinePlatforms } from './doctor/platforms.ts';
import { examineRedis } from './doctor/redis.ts';

const EXIT_FAULTS = 1;
const EXIT_USAGE = 2;
const marks: Readonly<Record<Finding['state'], string>> = { ok: '✔', warn: '!', fail: '✘', skipped: '–' };

async function examine(): Promise<readonly Finding[]> {
  const node = examineNode(process.version);
  let config: ReturnType<typeof readConfig>;
  try {
    config = readConfig();
  } catch (error) {
    // Nothing else can be looked at: every other check reads the configuration.
    return [node, fail('environment', reasonOf(error), 'Correct these variables; the README lists them all.')];
  }
  const found = await Promise.all([
    examineFolder(config),
    examineVaultKey(config),
    examinePort(config),
    examineRedis(config, Date.now),
    examinePlatforms(config, Date.now),
  ]);
  return [node, ok('environment', `role ${config.role}, pace ${config.tempo}`), ...found.flat()];
}

function lineOf({ check, state, seen, fix }: Finding): string {
  return `${marks[state]} ${check.padEnd(18)} ${seen}${fix === undefined ? '' : `\n  ${''.padEnd(18)} → ${fix}`}`;
}

/** Exit code 0: nothing is wrong; 1: something is; 2: wrong usage. `--json` prints an array of findings. */
export async function doctor(args: readonly string[]): Promise<number> {
  const unknown = args.find((arg) => arg !== '--json');
  if (unknown !== undefined) {
    process.stderr.write(`${unknown}: not understood. Usage: hostline doctor [--json]\n`);
    return EXIT_USAGE;
  }
  const findings = await examine();
  const text = args.includes('--json') ? JSON.stringify(findings, null, 2) : findings.map(lineOf).join('\n');
  process.stdout.write(`${text}\n`);
  return findings.some(({ state }) => state === 'fail') ? EXIT_FAULTS : 0;
}
