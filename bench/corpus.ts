/**
 * Runs every file of a folder through the readers of device configurations and reports what happened: crashes, lines,
 * what was understood, the slowest file. The folder is the caller's; nothing of it is kept.
 *
 *     node --import tsx bench/corpus.ts <folder> [--list]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { detectVendor, examplePlan, parsePlan, type VendorName, vendorNames } from '../src/engine/device/index.ts';
import { checkConfig, tryDevice } from '../src/engine/twin/index.ts';

interface Row {
  files: number;
  crashes: number;
  refused: number;
  lines: number;
  understood: number;
  unread: number;
  findings: number;
  slowestMs: number;
  slowest: string;
}

const empty = (): Row => ({
  files: 0,
  crashes: 0,
  refused: 0,
  lines: 0,
  understood: 0,
  unread: 0,
  findings: 0,
  slowestMs: 0,
  slowest: '',
});

/** What a path says of its device, where a corpus is sorted by vendor; the text decides elsewhere. */
const folders: readonly (readonly [RegExp, VendorName])[] = [
  [/nxos/i, 'cisco-nxos'],
  [/juniper/i, 'juniper'],
  [/huawei/i, 'huawei'],
  [/frr|cumulus/i, 'frr'],
  [/grammar\/cisco\//i, 'cisco-ios'],
];

const [folder = '', ...flags] = process.argv.slice(2);
const parsed = parsePlan(examplePlan);
if (folder === '' || !parsed.ok) {
  process.stderr.write('Usage: node --import tsx bench/corpus.ts <folder> [--list]\n');
  process.exit(2);
}
const { plan } = parsed;
const prints = { of: (key: string) => key, expected: 'expected' };
const rows = new Map<string, Row>();
const heads = new Map<string, number>();

function look(path: string): void {
  const text = readFileSync(path, 'utf8');
  const vendor = folders.find(([sign]) => sign.test(path))?.[1] ?? detectVendor(text);
  const name = vendor ?? 'not told apart';
  const row = rows.get(name) ?? empty();
  rows.set(name, row);
  row.files += 1;
  const start = performance.now();
  try {
    const checked = checkConfig({ text, ...(vendor && { vendor }), plan, prints, hostFor: () => '10.0.0.10' });
    if (checked.ok) {
      tryDevice(plan, checked.device, prints.expected);
      row.lines += checked.lines.total;
      row.understood += checked.lines.understood;
      row.unread += checked.lines.unread.length;
      row.findings += checked.findings.length;
      for (const { text: line } of checked.lines.unread) {
        const head = `${name}: ${line.split(' ').slice(0, 2).join(' ')}`;
        heads.set(head, (heads.get(head) ?? 0) + 1);
      }
    } else row.refused += 1;
  } catch (error) {
    row.crashes += 1;
    process.stderr.write(`${relative(folder, path)}: ${error instanceof Error ? error.stack : String(error)}\n`);
  }
  const ms = performance.now() - start;
  if (ms > row.slowestMs) Object.assign(row, { slowestMs: Math.round(ms), slowest: relative(folder, path) });
}

for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
  if (entry.isFile()) look(join(entry.parentPath, entry.name));

const percent = ({ understood, unread }: Row) => Math.round((100 * understood) / Math.max(1, understood + unread));
for (const vendor of [...vendorNames, 'not told apart']) {
  const row = rows.get(vendor);
  if (row) process.stdout.write(`${JSON.stringify({ vendor, ...row, understoodPercent: percent(row) })}\n`);
}
if (flags.includes('--list'))
  for (const [head, count] of [...heads].toSorted(([, left], [, right]) => right - left).slice(0, 100))
    process.stdout.write(`${count}\t${head}\n`);
