/** `hostline device-config`: reads a plan of a virtual interface, prints the configuration of the customer's device. The languages live in the engine. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { deviceConfig, examplePlan, parsePlan, vendorNamed, vendorNames } from '../engine/device/index.ts';
import { refusalLine } from './device-refusals.ts';

const EXIT_INVALID = 2;

const usage = [
  'Usage: hostline device-config --vendor <name> [--hide-key] <vif.json | ->',
  '       hostline device-config --example',
  '',
  `  --vendor <name>  ${vendorNames.join(', ')} (cisco means cisco-ios)`,
  '  --hide-key       print a placeholder where the BGP key goes',
  '  --example        print a plan to start from',
];

function complain(lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`);
  return EXIT_INVALID;
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        vendor: { type: 'string' },
        'hide-key': { type: 'boolean', default: false },
        example: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function readSource(source: string): Promise<string | undefined> {
  if (source === '-') return text(process.stdin);
  return readFile(source, 'utf8').catch(() => undefined);
}

function parseJson(content: string): { readonly document: unknown } | { readonly problem: string } {
  try {
    return { document: JSON.parse(content) };
  } catch {
    // The parser's own message quotes the text, and the text holds a key.
    return { problem: 'is not JSON' };
  }
}

async function print(source: string, vendorText: string, hideKey: boolean): Promise<number> {
  const vendor = vendorNamed(vendorText);
  if (vendor === undefined) {
    return complain([`--vendor: ${JSON.stringify(vendorText)}: use one of ${vendorNames.join(', ')}`]);
  }
  const content = await readSource(source);
  if (content === undefined) return complain([`Cannot read ${source}`]);
  const json = parseJson(content);
  if ('problem' in json) return complain([`${source} ${json.problem}`]);
  const parsed = parsePlan(json.document);
  if (!parsed.ok) return complain(parsed.refusals.map(refusalLine));
  const config = deviceConfig(parsed.plan, vendor, { revealKey: !hideKey });
  if (!config.ok) return complain(config.refusals.map(refusalLine));
  process.stdout.write(config.text);
  return 0;
}

/** Prints the configuration on stdout, or every problem with its path on stderr (exit code 2). */
export async function deviceConfigVerb(args: readonly string[]): Promise<number> {
  const read = readArguments(args);
  if (typeof read === 'string') return complain([read, '', ...usage]);
  const { values, positionals } = read;
  if (values.example) {
    process.stdout.write(`${JSON.stringify(examplePlan, null, 2)}\n`);
    return 0;
  }
  const [source, ...rest] = positionals;
  if (source === undefined || rest.length > 0 || values.vendor === undefined) return complain(usage);
  return print(source, values.vendor, values['hide-key']);
}
