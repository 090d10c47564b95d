/** FRR 8 as a lab daemon: zebra, staticd, bfdd and bgpd of one router. The configuration text comes from elsewhere. */
import type { ChildProcess } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { type Daemon, end, type Home, launch } from './daemon.ts';
import { frrChange, frrConfig } from './frr-config.ts';
import { type Best, neighborsOf, type Scenario } from './scenario.ts';
import { must, run, until } from './shell.ts';

const binaries = '/usr/lib/frr';
/** Companions of bgpd in the order they must start. */
const companions = ['zebra', 'staticd', 'bfdd'] as const;

type Shown = {
  readonly routes?: Readonly<Record<string, readonly ShownPath[]>>;
};
type ShownPath = {
  readonly valid?: boolean;
  readonly bestpath?: boolean;
  readonly multipath?: boolean;
  readonly locPrf?: number;
  readonly path?: string;
  readonly peerId?: string;
  readonly nexthops?: readonly { readonly ip?: string }[];
};

function hopsOf(paths: readonly ShownPath[]): readonly string[] {
  return [...new Set(paths.flatMap((path) => path.nexthops?.map(({ ip }) => ip ?? '') ?? []))].sort();
}

/** Reads `show bgp ipv4 unicast json`. Where the router's own route wins, BGP's choice is the first valid learned path. */
export function frrBest(shown: Shown): Record<string, Best> {
  return Object.fromEntries(
    Object.entries(shown.routes ?? {}).flatMap(([prefix, paths]) => {
      const learned = paths.filter((path) => path.valid === true && path.peerId !== '(unspec)');
      const chosen = learned.find((path) => path.bestpath === true) ?? learned[0];
      if (chosen === undefined) return [];
      const used = learned.filter((path) => path === chosen || path.multipath === true);
      const asPath = (chosen.path ?? '')
        .split(' ')
        .filter((part) => /^\d+$/.test(part))
        .map(Number);
      return [
        [prefix, { asPath, localPref: chosen.locPrf ?? 100, nextHops: hopsOf(used), candidates: hopsOf(learned) }],
      ];
    }),
  );
}

/** An FRR for one node. `text`, when given, is used instead of the scenario's own configuration. */
export function frr(home: Home, node: string, text?: string): Daemon {
  const { directory } = home;
  let children: ChildProcess[] = [];
  let current: Scenario | undefined;
  const vtysh = (...args: readonly string[]) => ['vtysh', '--vty_socket', directory, ...args];
  const type = async (lines: readonly string[]) => must(vtysh(...lines.flatMap((line) => ['-c', line])));
  const ask = async (question: string): Promise<unknown> => {
    const { code, stdout } = await run(vtysh('-c', question));
    return code === 0 && stdout.trim().startsWith('{') ? JSON.parse(stdout) : {};
  };
  const boot = async (program: string, extra: readonly string[]) => {
    const own = [
      '--vty_socket',
      directory,
      '-z',
      `${directory}/zserv.api`,
      '-i',
      `${directory}/${program}.pid`,
      '-f',
      `${directory}/none.conf`,
    ];
    const shared = ['-A', '127.0.0.1', '--log', `file:${directory}/${program}.frr.log`];
    children.push(launch(home, program, [`${binaries}/${program}`, ...own, ...shared, ...extra]));
    await until(
      `${node}: ${program} answers`,
      async () => {
        if (!existsSync(`${directory}/${program}.vty`)) return false;
        return (await run(vtysh('-d', program, '-c', 'show version'))).code === 0;
      },
      20,
    );
  };

  return {
    async start(scenario) {
      current = scenario;
      const config = text ?? frrConfig(scenario, node);
      writeFileSync(`${directory}/none.conf`, '');
      writeFileSync(`${directory}/vtysh.conf`, '');
      writeFileSync(`${directory}/frr.conf`, config);
      await must(['chown', '-R', 'frr:frr', directory]);
      await run(['sh', '-c', `rm -f ${directory}/*.vty ${directory}/*.pid`]);
      const restarts = config.includes('graceful-restart');
      for (const program of companions) {
        if (program === 'bfdd' && !/ bfd\b|^bfd/m.test(config)) continue;
        const extra =
          program === 'zebra' && restarts
            ? ['-K', '30']
            : program === 'bfdd'
              ? ['--bfdctl', `${directory}/bfdd.sock`]
              : [];
        await boot(program, extra);
      }
      await boot('bgpd', []);
      // FRR 8.4 forgets members of kernel next-hop groups when carrier returns; plain multipath routes are re-sent whole.
      await type(['configure terminal', 'no zebra nexthop kernel enable']);
      await must(vtysh('-f', `${directory}/frr.conf`));
    },
    async kill() {
      for (const child of children) await end(child);
      children = [];
    },
    async change(scenario, event) {
      current = scenario;
      const { configure, operate } = frrChange(scenario, node, event);
      if (configure.length > 0) await type(['configure terminal', ...configure]);
      for (const line of operate) await run(vtysh('-c', line));
    },
    async sessions() {
      const summary = (await ask('show bgp ipv4 unicast summary json')) as {
        peers?: Record<string, { state?: string }>;
      };
      const neighbors = current === undefined ? [] : neighborsOf(current, node);
      return Object.fromEntries(
        neighbors.map(({ session, address }) => [session, summary.peers?.[address]?.state ?? 'Idle']),
      );
    },
    async best() {
      return frrBest((await ask('show bgp ipv4 unicast json')) as Shown);
    },
  };
}
