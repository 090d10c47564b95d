/** Knows the verbs of the command line and where each lives; loads a verb only when it is asked for. */

/** Arguments after the verb; resolves to the exit code. */
export type Verb = (args: readonly string[]) => Promise<number>;

interface Entry {
  readonly usage: string;
  readonly load: () => Promise<Verb>;
}

const VERBS: Readonly<Record<string, Entry>> = {
  simulate: {
    usage: 'simulate <scenario.json | ->   play a network scenario and print what happens as JSON',
    load: async () => (await import('./cli/simulate.ts')).simulate,
  },
  'device-config': {
    usage: [
      'device-config --vendor <cisco-ios|cisco-nxos|huawei|h3c|juniper|frr|bird> [--hide-key] <vif.json | ->',
      "      print the configuration of the customer's device; `device-config --example` prints a plan to start from",
    ].join('\n'),
    load: async () => (await import('./cli/device-config.ts')).deviceConfigVerb,
  },
  'check-config': {
    usage: [
      'check-config [--vendor <vendor|auto>] --vif <vif.json> [--language en|zh] < running-config',
      "      say what is wrong with the customer's running configuration, as JSON; exits 0 clean, 1 findings, 2 not understood",
    ].join('\n'),
    load: async () => (await import('./cli/check-config.ts')).checkConfigVerb,
  },
  impact: {
    usage: [
      'impact --region <region> --down <line-router|line> [--tenants <fleet.json | ->]',
      '      print which tenants lose reach or redundancy; `impact --example` prints a fleet to start from',
    ].join('\n'),
    load: async () => (await import('./cli/impact.ts')).impact,
  },
  doctor: {
    usage:
      'doctor [--json]   look at credentials, scopes, clocks, Redis and this machine; say what is wrong and the fix',
    load: async () => (await import('./cli/doctor.ts')).doctor,
  },
  audit: {
    usage: [
      'audit export [--log <name> …]   print the signed audit of all logs, or of some, as JSON lines',
      '  audit verify <export | -> --key <public key file> [--anchors <file>]',
      '      find any edited, removed, reordered or missing entry; needs nothing else',
      '  audit replay <id> --at <time> [--language en|zh] [--from <export>]',
      '      a thing as it was then, and the card the engineers saw',
      '  audit key   print the public key that verifies exports',
      '  audit accept-gap <log>   go on with a log that lost entries; an entry of its own says so',
    ].join('\n'),
    load: async () => (await import('./cli/audit/index.ts')).audit,
  },
  backup: {
    usage: 'backup <file>   all logs, signed, with sealed secrets and where cards live; the service may be running',
    load: async () => (await import('./cli/backup.ts')).backup,
  },
  restore: {
    usage: [
      'restore <file> [--key <public key file>] [--force]',
      '      check a backup and put it into an empty store; the service must be stopped',
    ].join('\n'),
    load: async () => (await import('./cli/restore.ts')).restore,
  },
  vault: {
    usage: 'vault rotate   seal all secrets under a new key; may be broken off and run again',
    load: async () => (await import('./cli/vault.ts')).vaultVerb,
  },
};

/** Wrong usage; nothing was done. */
const EXIT_USAGE = 2;

function usage(): string {
  const lines = Object.values(VERBS).map((verb) => `  ${verb.usage}`);
  return ['Usage: hostline <verb> [arguments]', '', ...lines, '', '  --help   show this'].join('\n');
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${usage()}\n`);
    return 0;
  }
  const verb = name === undefined || !Object.hasOwn(VERBS, name) ? undefined : VERBS[name];
  if (!verb) {
    const complaint = name === undefined ? 'A verb is needed.' : `Unknown verb '${name}'.`;
    process.stderr.write(`${complaint}\n\n${usage()}\n`);
    return EXIT_USAGE;
  }
  if (args.includes('--help')) {
    process.stdout.write(`Usage: hostline ${verb.usage}\n`);
    return 0;
  }
  return (await verb.load())(args);
}

process.exitCode = await main(process.argv.slice(2));
