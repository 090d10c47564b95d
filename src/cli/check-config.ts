/** `hostline check-config`: reads a running configuration from the input, prints what is wrong with it as JSON. The judgement lives in the engine. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { findingPhrases } from '../app/text/finding.ts';
import { type Language, say } from '../app/text/phrase.ts';
import {
  type ConfigFinding,
  parsePlan,
  textLimits,
  type VendorName,
  type VifPlan,
  vendorNamed,
  vendorNames,
} from '../engine/device/index.ts';
import { type CheckedConfig, checkConfig, tryDevice } from '../engine/twin/index.ts';
import { refusalLine } from './device-refusals.ts';

const EXIT_FINDINGS = 1;
const EXIT_NOT_UNDERSTOOD = 2;

const usage = [
  'Usage: hostline check-config [--vendor <name>] --vif <vif.json> [--language en|zh] < running-config',
  '',
  `  --vendor <name>  ${vendorNames.join(', ')} (cisco means cisco-ios); auto or absent: told from the text`,
  '  --vif <file>     the plan of the virtual interface; `hostline device-config --example` prints one',
  '  --language       of the sentences: en or zh',
];

function complain(lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`);
  return EXIT_NOT_UNDERSTOOD;
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        vendor: { type: 'string', default: 'auto' },
        vif: { type: 'string' },
        language: { type: 'string', default: 'en' },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Stops reading a little beyond what is taken: an endless input must not fill the memory. */
async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > textLimits.bytes) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function readPlan(source: string): Promise<VifPlan | readonly string[]> {
  const content = await readFile(source, 'utf8').catch(() => undefined);
  if (content === undefined) return [`Cannot read ${source}`];
  let document: unknown;
  try {
    document = JSON.parse(content);
  } catch {
    // The parser's own message quotes the text, and the text holds a key.
    return [`${source} is not JSON`];
  }
  const parsed = parsePlan(document);
  return parsed.ok ? parsed.plan : parsed.refusals.map(refusalLine);
}

function findingDocument(finding: ConfigFinding, language: Language) {
  const { code, severity, line, after, router, fix, values } = finding;
  const { what, why } = findingPhrases(finding);
  return {
    code,
    severity,
    ...(line === undefined ? { insertAfterLine: after } : { line }),
    ...(router !== undefined && { router }),
    what: say(what, language),
    why: say(why, language),
    values,
    fix,
  };
}

/** With a key in the plan equality is all that counts; a plan that only says there is one leaves nothing to compare. */
function printsOf({ authKey, keyPresent }: VifPlan) {
  const wanted = typeof authKey === 'string' || keyPresent === true;
  const fits = (key: string) => typeof authKey !== 'string' || key === authKey;
  return { of: (key: string) => (fits(key) ? 'expected' : 'other'), expected: wanted ? 'expected' : undefined };
}

function report(checked: CheckedConfig, plan: VifPlan, language: Language) {
  const { vendor, lines, findings, unchecked, device } = checked;
  const { sessions, received } = tryDevice(plan, device, printsOf(plan).expected);
  const unseen = typeof plan.authKey !== 'string' && plan.keyPresent === true ? ['key'] : [];
  return {
    vendor,
    verdict: findings.length === 0 ? 'clean' : 'findings',
    findings: findings.map((finding) => findingDocument(finding, language)),
    simulation: plan.staticRouting
      ? { sessions: [], received: [] }
      : {
          sessions: sessions.map(({ state, finding }, index) => ({
            router: index + 1,
            state,
            ...(finding && { cause: finding.cause }),
          })),
          received,
        },
    notCompared: [...unchecked, ...unseen],
    lines: {
      total: lines.total,
      understood: lines.understood,
      notUnderstood: lines.unread.length,
      list: lines.unread,
    },
  };
}

async function run(vif: string, vendor: VendorName | undefined, language: Language): Promise<number> {
  const plan = await readPlan(vif);
  if (!('peers' in plan)) return complain(plan);
  const checked = checkConfig({
    text: await readInput(),
    ...(vendor && { vendor }),
    plan,
    prints: printsOf(plan),
    hostFor: () => '10.0.0.10',
  });
  if (!checked.ok) {
    const { problem } = checked;
    const values = { limit: textLimits.bytes / 1024, vendor: checked.vendor ?? 'auto' };
    return complain([say({ key: `check.problem.${problem}`, values }, language)]);
  }
  process.stdout.write(`${JSON.stringify(report(checked, plan, language), null, 2)}\n`);
  return checked.findings.length === 0 ? 0 : EXIT_FINDINGS;
}

/** Prints the report on stdout; what makes one impossible goes to stderr (exit code 2). */
export async function checkConfigVerb(args: readonly string[]): Promise<number> {
  const read = readArguments(args);
  if (typeof read === 'string') return complain([read, '', ...usage]);
  if (read.vif === undefined) return complain(['--vif is missing', '', ...usage]);
  const vendor = read.vendor === 'auto' ? undefined : vendorNamed(read.vendor);
  if (read.vendor !== 'auto' && vendor === undefined)
    return complain([`--vendor: ${JSON.stringify(read.vendor)}: use auto or one of ${vendorNames.join(', ')}`]);
  if (read.language !== 'en' && read.language !== 'zh')
    return complain([`--language: ${JSON.stringify(read.language)}: use en or zh`]);
  return run(read.vif, vendor, read.language);
}
