/** The rooms of the house as data: which files may import which files and packages. Reads nothing and checks nothing. */

export interface Room {
  readonly name: string;
  /** Files of the room; the first room that matches a file owns it. */
  readonly files: RegExp;
  /** Own files it may import. */
  readonly may: readonly RegExp[];
  /** Packages it may import: exact, or up to a `*`. */
  readonly packages: readonly string[];
}

const engine = /^src\/engine\//;
const app = /^src\/app\//;
const store = /^src\/store\//;
const jobs = /^src\/jobs\//;
const sandbox = /^src\/sandbox\//;
/** The sandbox's page in the browser. */
const page = /^src\/page\//;
const docs = /^src\/docs\//;
/** Files shared by all platforms lie directly in `bot`. */
const bot = /^src\/bot\/[^/]+\.ts$/;
const slack = /^src\/bot\/slack\//;
const lark = /^src\/bot\/lark\//;
const terminal = /^src\/bot\/terminal\//;
const api = /^src\/bot\/api\//;
const everything = [/^src\/(?!sandbox\/)/];

export const rooms: readonly Room[] = [
  { name: 'engine', files: engine, may: [engine], packages: ['zod', 'ipaddr.js'] },
  {
    name: 'app',
    files: app,
    may: [app, engine],
    packages: ['zod', 'chinese-days', 'fastest-levenshtein', 'otpauth'],
  },
  {
    name: 'store',
    files: store,
    may: [store, /^src\/app\/ports\.ts$/, engine],
    packages: ['ioredis', 'zod', 'node:*'],
  },
  { name: 'slack', files: slack, may: [slack, bot, app], packages: ['@slack/*', 'undici', 'zod', 'node:*'] },
  { name: 'lark', files: lark, may: [lark, bot, app], packages: ['@larksuiteoapi/node-sdk', 'zod', 'node:*'] },
  { name: 'terminal', files: terminal, may: [terminal, bot, app], packages: ['zod', 'node:*'] },
  { name: 'api', files: api, may: [api, bot, app], packages: ['zod', 'node:*'] },
  { name: 'bot', files: bot, may: [bot, app], packages: ['zod'] },
  {
    name: 'jobs',
    files: jobs,
    may: [jobs, app],
    packages: ['bullmq', '@bull-board/*', 'zod', 'node:http', 'node:timers/promises'],
  },
  {
    name: 'sandbox',
    files: sandbox,
    may: [sandbox],
    packages: ['node:*', 'ws', 'zod', 'protobufjs', '@slack/types', 'esbuild'],
  },
  {
    name: 'page',
    files: page,
    // What crosses to the server are types; what people read is in the one table.
    may: [page, /^src\/sandbox\/page\/wire\.ts$/, /^src\/app\/text\/page\.ts$/],
    packages: ['preact', '@preact/signals'],
  },
  { name: 'docs', files: docs, may: [docs, engine], packages: ['node:*'] },
  { name: 'front', files: /^src\/((main|demo)\.ts$|wire\/|demo\/)/, may: [...everything, sandbox], packages: ['*'] },
  { name: 'wiring', files: /^src\/((config|chat|cli)\.ts$|cli\/)/, may: everything, packages: ['*'] },
];

/** What only certain files may say, whatever they import. Comments and strings are not looked at. */
export const reserved: readonly {
  readonly what: string;
  readonly says: RegExp;
  readonly never: RegExp;
  readonly but?: RegExp;
}[] = [
  { what: 'the environment', says: /\bprocess\s*(\.\s*env\b|\[)/, never: /^src\//, but: /^src\/config\.ts$/ },
  { what: 'waiting', says: /\bawait\b/, never: engine },
  { what: 'the clock', says: /\bDate\s*\.\s*now\b|\bnew Date(\(\s*\)|(?!\s*\())/, never: engine },
  { what: 'chance', says: /\bMath\s*\.\s*random\b/, never: engine },
];
