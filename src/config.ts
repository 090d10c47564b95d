/** The only reader of the environment: turns it into one checked value, or says which variable is wrong and what would do. */
import { z } from 'zod';

const aPort = 'use a whole number from 0 to 65535';
const port = z
  .string()
  .regex(/^\d{1,5}$/, aPort)
  .transform(Number)
  .pipe(z.number().max(65_535, aPort));
const optional = z.string().min(1).optional();

const shape = z.object({
  HOSTLINE_HOST: z.string().default('127.0.0.1'),
  HOSTLINE_PORT: port.default(3_000),
  HOSTLINE_DIR: z.string().default('.hostline'),
  HOSTLINE_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/, 'use 1 to 32 lower-case letters, digits or dashes')
    .default('hl'),
  /** What this process does; several share one Redis. */
  HOSTLINE_ROLE: z.enum(['all', 'bot', 'worker']).default('all'),
  HOSTLINE_PACE: z.enum(['real', 'demo']).default('real'),
  HOSTLINE_INSTALL: z.enum(['ask', 'never', 'allowed']).default('ask'),
  HOSTLINE_SEED: z.string().default('hostline'),
  /** `slack:T0123:U0456` */
  HOSTLINE_ADMIN: z
    .string()
    .regex(/^(slack|lark|terminal):[^:]+:[^:]+$/, 'use platform:team:user, such as slack:T0123:U0456')
    .optional(),
  HOSTLINE_CREW: z.enum(['people', 'simulated']).default('people'),
  HOSTLINE_CASHIER: z.enum(['simulated', 'webhook']).default('simulated'),
  HOSTLINE_CASHIER_SECRET: z.string().min(16, 'use 16 characters or more').optional(),
  HOSTLINE_PAY_URL: z.url().optional(),
  /** Opens `/queues` to whoever has it. */
  HOSTLINE_OPERATOR_PASSWORD: z.string().min(16, 'use 16 characters or more').optional(),
  /** 64 hexadecimal digits; absent: a file in HOSTLINE_DIR. */
  HOSTLINE_VAULT_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'use 64 hexadecimal digits')
    .optional(),
  /** Keys of the vault before the present one, separated by commas, until `hostline vault rotate` has run. */
  HOSTLINE_VAULT_KEY_OLD: z
    .string()
    .regex(/^[0-9a-fA-F]{64}(,[0-9a-fA-F]{64})*$/, 'use 64 hexadecimal digits each, separated by commas')
    .optional(),
  /** 64 hexadecimal digits, the seed of an Ed25519 key; absent: a file in HOSTLINE_DIR. */
  HOSTLINE_AUDIT_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'use 64 hexadecimal digits')
    .optional(),
  /** Where checkpoints of the logs are kept, best on another machine's disk; absent: `anchors` in HOSTLINE_DIR. */
  HOSTLINE_ANCHOR_DIR: optional,
  /** `auto`: only without credentials. `yes`: in place of Slack and Lark even with them. `no`: never. */
  HOSTLINE_SANDBOX: z.enum(['auto', 'yes', 'no']).default('auto'),
  HOSTLINE_SANDBOX_PORT: port.default(3_001),
  /** The sandbox's web page; loopback only. */
  HOSTLINE_PAGE_PORT: port.default(3_002),
  /** `any`: also plain HTTP and private addresses, for closed networks. */
  HOSTLINE_WEBHOOKS: z.enum(['public', 'any']).default('public'),
  /** A JSON file that lists the tenants' VPCs; absent: VPCs are simulated. */
  HOSTLINE_VPC_INVENTORY: optional,
  REDIS_URL: optional,
  SLACK_BOT_TOKEN: optional,
  SLACK_SIGNING_SECRET: optional,
  SLACK_APP_TOKEN: optional,
  SLACK_API_URL: z.url().optional(),
  LARK_APP_ID: optional,
  LARK_APP_SECRET: optional,
  LARK_ENCRYPT_KEY: optional,
  LARK_VERIFICATION_TOKEN: optional,
  /** `socket`: the long connection, which Feishu offers self-built apps. */
  LARK_MODE: z.enum(['http', 'socket']).default('http'),
  LARK_DOMAIN: z.url().optional(),
  /** An OTLP/HTTP collector; absent: no traces are made. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export interface SlackConfig {
  readonly botToken: string;
  readonly signingSecret?: string;
  readonly appToken?: string;
  readonly apiUrl?: string;
}

export interface LarkConfig {
  readonly appId: string;
  readonly appSecret: string;
  readonly mode: 'http' | 'socket';
  readonly encryptKey?: string;
  readonly verificationToken?: string;
  readonly domain?: string;
}

export type Config = ReturnType<typeof readConfig>;

/** Throws an `Error` with one line per wrong variable. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env) {
  // Compose files write an empty variable where one is absent.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not usable:\n  ${lines.join('\n  ')}`);
  }
  const row = parsed.data;
  const slack = slackConfig(row);
  const lark = larkConfig(row);
  const admin = row.HOSTLINE_ADMIN?.split(':');
  if (row.HOSTLINE_CASHIER === 'webhook' && row.HOSTLINE_CASHIER_SECRET === undefined) {
    throw new Error(
      'HOSTLINE_CASHIER_SECRET is missing: the webhook cashier signs its calls with it (16 characters or more).',
    );
  }
  if (row.HOSTLINE_ROLE !== 'all') {
    const missing = (['REDIS_URL', 'HOSTLINE_VAULT_KEY'] as const).find((name) => row[name] === undefined);
    if (missing)
      throw new Error(`${missing} is missing: the processes of HOSTLINE_ROLE=${row.HOSTLINE_ROLE} share it.`);
  }
  return {
    host: row.HOSTLINE_HOST,
    port: row.HOSTLINE_PORT,
    dir: row.HOSTLINE_DIR,
    prefix: row.HOSTLINE_PREFIX,
    role: row.HOSTLINE_ROLE,
    tempo: row.HOSTLINE_PACE,
    install: row.HOSTLINE_INSTALL,
    seed: row.HOSTLINE_SEED,
    admin: admin && { platform: admin[0] as 'slack' | 'lark' | 'terminal', team: admin[1] ?? '', user: admin[2] ?? '' },
    crew: row.HOSTLINE_CREW,
    cashier: {
      kind: row.HOSTLINE_CASHIER,
      ...(row.HOSTLINE_CASHIER_SECRET === undefined ? {} : { secret: row.HOSTLINE_CASHIER_SECRET }),
      ...(row.HOSTLINE_PAY_URL === undefined ? {} : { payUrl: row.HOSTLINE_PAY_URL }),
    },
    sandbox:
      row.HOSTLINE_SANDBOX === 'yes' || (row.HOSTLINE_SANDBOX === 'auto' && slack === undefined && lark === undefined),
    sandboxPort: row.HOSTLINE_SANDBOX_PORT,
    operatorPassword: row.HOSTLINE_OPERATOR_PASSWORD,
    pagePort: row.HOSTLINE_PAGE_PORT,
    vaultKey: row.HOSTLINE_VAULT_KEY,
    oldVaultKeys: row.HOSTLINE_VAULT_KEY_OLD?.split(','),
    auditKey: row.HOSTLINE_AUDIT_KEY,
    anchorDir: row.HOSTLINE_ANCHOR_DIR,
    webhooks: row.HOSTLINE_WEBHOOKS,
    vpcInventory: row.HOSTLINE_VPC_INVENTORY,
    redisUrl: row.REDIS_URL,
    slack,
    lark,
    traceEndpoint: row.OTEL_EXPORTER_OTLP_ENDPOINT,
    logLevel: row.LOG_LEVEL,
  } as const;
}

function slackConfig(row: z.infer<typeof shape>): SlackConfig | undefined {
  if (row.SLACK_BOT_TOKEN === undefined) {
    const stray = (['SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN'] as const).find((name) => row[name] !== undefined);
    if (stray) throw new Error(`${stray} is set but SLACK_BOT_TOKEN is missing.`);
    return undefined;
  }
  if (row.SLACK_SIGNING_SECRET === undefined && row.SLACK_APP_TOKEN === undefined) {
    throw new Error('SLACK_BOT_TOKEN needs SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode) beside it.');
  }
  return {
    botToken: row.SLACK_BOT_TOKEN,
    ...(row.SLACK_SIGNING_SECRET === undefined ? {} : { signingSecret: row.SLACK_SIGNING_SECRET }),
    ...(row.SLACK_APP_TOKEN === undefined ? {} : { appToken: row.SLACK_APP_TOKEN }),
    ...(row.SLACK_API_URL === undefined ? {} : { apiUrl: row.SLACK_API_URL }),
  };
}

function larkConfig(row: z.infer<typeof shape>): LarkConfig | undefined {
  const { LARK_APP_ID: appId, LARK_APP_SECRET: appSecret, LARK_ENCRYPT_KEY: encryptKey, LARK_MODE: mode } = row;
  if (appId === undefined && appSecret === undefined) return undefined;
  if (appId === undefined || appSecret === undefined) {
    throw new Error(`${appId === undefined ? 'LARK_APP_ID' : 'LARK_APP_SECRET'} is missing beside the other.`);
  }
  if (mode === 'http' && encryptKey === undefined) {
    throw new Error('LARK_ENCRYPT_KEY is missing: over HTTP it proves who sends. Or set LARK_MODE=socket.');
  }
  return {
    appId,
    appSecret,
    mode,
    ...(encryptKey === undefined ? {} : { encryptKey }),
    ...(row.LARK_VERIFICATION_TOKEN === undefined ? {} : { verificationToken: row.LARK_VERIFICATION_TOKEN }),
    ...(row.LARK_DOMAIN === undefined ? {} : { domain: row.LARK_DOMAIN }),
  };
}
