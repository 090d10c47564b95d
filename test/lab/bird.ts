/** BIRD 2 as a lab daemon: starts it, reloads it, reads what it shows. The configuration text comes from elsewhere. */
import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { birdConfig } from './bird-config.ts';
import { type Daemon, end, type Home, launch } from './daemon.ts';
import { type Best, neighborsOf, type Scenario } from './scenario.ts';
import { must, run, until } from './shell.ts';

type Learned = Best & { readonly prefix: string; readonly gateways: readonly string[] };

/** Reads `show route all`: a prefix is written once, on the first of its routes. */
export function readBirdRoutes(text: string): readonly Learned[] {
  const routes: Learned[] = [];
  let prefix = '';
  let block: string[] = [];
  const finish = () => {
    const body = block.join('\n');
    block = [];
    const hop = /BGP\.next_hop: (\S+)/.exec(body)?.[1];
    if (hop === undefined) return;
    routes.push({
      prefix,
      asPath: (/BGP\.as_path: ?([\d ]*)/.exec(body)?.[1] ?? '').split(' ').filter(Boolean).map(Number),
      localPref: Number(/BGP\.local_pref: (\d+)/.exec(body)?.[1] ?? 100),
      nextHops: [hop],
      candidates: [],
      gateways: [...body.matchAll(/\tvia (\S+) on/g)].map((match) => match[1] ?? ''),
    });
  };
  for (const line of text.split('\n')) {
    const head = /^(\d+\.\d+\.\d+\.\d+\/\d+)?\s+\w+ \[/.exec(line);
    if (head === null) {
      block.push(line);
      continue;
    }
    finish();
    prefix = head[1] ?? prefix;
  }
  finish();
  return routes;
}

/** BGP's choice per prefix: the merged route names the gateways in use, the single routes name their next hops. */
export function birdBest(merged: readonly Learned[], all: readonly Learned[]): Record<string, Best> {
  return Object.fromEntries(
    merged.map(({ prefix, asPath, localPref, nextHops, gateways }) => {
      const rivals = all.filter((route) => route.prefix === prefix);
      const used = rivals.filter((route) => route.gateways.some((gateway) => gateways.includes(gateway)));
      const hops = used.length === 0 ? nextHops : used.flatMap((route) => route.nextHops);
      const candidates = rivals.flatMap((route) => route.nextHops);
      return [
        prefix,
        { asPath, localPref, nextHops: [...new Set(hops)].sort(), candidates: [...new Set(candidates)].sort() },
      ];
    }),
  );
}

/** Reads `show protocols all`: the BGP state by neighbour address. */
export function readBirdSessions(text: string): Readonly<Record<string, string>> {
  const found = [...text.matchAll(/BGP state:\s+(\S+)\n\s+Neighbor address: (\S+)/g)];
  return Object.fromEntries(found.map(([, state = 'Idle', address = '']) => [address, state]));
}

const seen = ['show route export watched all', 'show route table seen all'] as const;

/** A BIRD for one node. `text`, when given, is used instead of the scenario's own configuration. */
export function bird(home: Home, node: string, text?: string): Daemon {
  const config = `${home.directory}/bird.conf`;
  const socket = `${home.directory}/bird.ctl`;
  let child: ChildProcess | undefined;
  let started = 0;
  let current: Scenario | undefined;
  const ask = async (question: string) => (await run(['birdc', '-s', socket, question])).stdout;

  return {
    async start(scenario) {
      current = scenario;
      writeFileSync(config, text ?? birdConfig(scenario, node));
      await must(['bird', '-p', '-c', config]);
      const recover = started > 0 ? ['-R'] : [];
      started += 1;
      child = launch(home, 'bird', ['bird', '-f', '-c', config, '-s', socket, ...recover]);
      await until(`${node}: BIRD answers`, async () => (await ask('show status')).includes('Daemon is up'), 15);
    },
    async kill() {
      if (child !== undefined) await end(child);
    },
    async change(scenario) {
      current = scenario;
      writeFileSync(config, text ?? birdConfig(scenario, node));
      await must(['birdc', '-s', socket, 'configure']);
    },
    async sessions() {
      const states = readBirdSessions(await ask('show protocols all'));
      const neighbors = current === undefined ? [] : neighborsOf(current, node);
      return Object.fromEntries(neighbors.map(({ session, address }) => [session, states[address] ?? 'Idle']));
    },
    async best() {
      // A configuration written elsewhere has no table of what BGP learned: only the route in use is known.
      const questions =
        text === undefined
          ? seen
          : (['show route primary where source = RTS_BGP all', 'show route where source = RTS_BGP all'] as const);
      const [merged, all] = await Promise.all([ask(questions[0]), ask(questions[1])]);
      return birdBest(readBirdRoutes(merged), readBirdRoutes(all));
    },
  };
}
