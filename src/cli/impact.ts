/** `hostline impact`: reads tenants from a document or from the store, prints what a failure does to them. The simulation lives in the engine. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { loadFleet } from '../app/fleet.ts';
import { openJournal } from '../app/journal.ts';
import { readConfig } from '../config.ts';
import { regionById } from '../engine/catalog/regions.ts';
import {
  exampleFleet,
  type FleetTenant,
  failureNamed,
  fleetDescribed,
  fleetImpact,
  parseFleet,
} from '../engine/fleet/index.ts';
import type { SiteState } from '../engine/site/index.ts';
import { openRedis } from '../store/redis/open.ts';
import { storeOn } from '../store/store.ts';

const EXIT_UNREADABLE = 1;
const EXIT_INVALID = 2;

const usage = [
  'Usage: hostline impact --region <region> --down <line-router|line> [--tenants <fleet.json | ->]',
  '       hostline impact --example',
  '',
  `  --region <region>   ${[...regionById.keys()].join(', ')}`,
  '  --down <name>       a line router of the region, such as lr-bj-a, or the id of a line',
  '  --tenants <file>    tenants as a fleet/1 document; without it they are read from the Redis in REDIS_URL',
  '  --example           print a fleet/1 document to start from',
];

/** Everybody who may be affected, and the site as it is. */
interface Fleet {
  readonly site: SiteState;
  readonly tenants: readonly FleetTenant[];
}
type Loaded = Fleet | { readonly complaint: readonly string[]; readonly code: number };

function complain(lines: readonly string[], code = EXIT_INVALID): number {
  process.stderr.write(`${lines.join('\n')}\n`);
  return code;
}

const invalid = (...complaint: readonly string[]): Loaded => ({ complaint, code: EXIT_INVALID });

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        region: { type: 'string' },
        down: { type: 'string' },
        tenants: { type: 'string' },
        example: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const dotted = (path: readonly (string | number)[]): string => (path.length === 0 ? '(document)' : path.join('.'));

async function fromDocument(source: string, region: string): Promise<Loaded> {
  const content = source === '-' ? await text(process.stdin) : await readFile(source, 'utf8').catch(() => undefined);
  if (content === undefined) return invalid(`Cannot read ${source}`);
  let document: unknown;
  try {
    document = JSON.parse(content);
  } catch (error) {
    return invalid(`${source} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = parseFleet(document);
  if ('problems' in parsed)
    return invalid(...parsed.problems.map(({ path, message }) => `${dotted(path)}: ${message}`));
  const { description } = parsed;
  return description.region === region
    ? fleetDescribed(description)
    : invalid(`region: ${source} describes ${description.region}, not ${region}`);
}

async function fromStore(region: string): Promise<Loaded> {
  const config = readConfig();
  if (config.redisUrl === undefined)
    return invalid('No tenants: give --tenants <fleet.json>, or set REDIS_URL to the Redis that Hostline runs on.');
  const redis = await openRedis({ url: config.redisUrl, dir: config.dir, install: 'never', log: () => undefined });
  try {
    const journal = openJournal(storeOn(redis.connect('command'), config.prefix).log, () => undefined);
    const site = { ...(await journal.load('site', region)), region };
    return { site, tenants: await loadFleet(journal) };
  } finally {
    await redis.close();
  }
}

/** Prints the impact as JSON on stdout. Exit code 1: the store cannot be read; 2: wrong usage or input, with every problem on stderr. */
export async function impact(args: readonly string[]): Promise<number> {
  const read = readArguments(args);
  if (typeof read === 'string') return complain([read, '', ...usage]);
  if (read.example) {
    process.stdout.write(`${JSON.stringify(exampleFleet, null, 2)}\n`);
    return 0;
  }
  const { region, down, tenants } = read;
  if (region === undefined || down === undefined) return complain(usage);
  const known = regionById.get(region);
  if (!known) return complain([`--region: '${region}': use one of ${[...regionById.keys()].join(', ')}`]);
  let fleet: Loaded;
  try {
    fleet = await (tenants === undefined ? fromStore(region) : fromDocument(tenants, region));
  } catch (error) {
    return complain([error instanceof Error ? error.message : String(error)], EXIT_UNREADABLE);
  }
  if ('complaint' in fleet) return complain(fleet.complaint, fleet.code);
  const failure = failureNamed(region, down);
  const isLine = fleet.tenants.some(({ state }) => state.connections[down]?.region === region);
  if (failure.kind === 'line' && !isLine)
    return complain([`--down: '${down}': use ${known.lineRouters.join(', ')} or the id of a line in ${region}`]);
  process.stdout.write(`${JSON.stringify(fleetImpact(fleet.tenants, fleet.site, failure), null, 2)}\n`);
  return 0;
}
