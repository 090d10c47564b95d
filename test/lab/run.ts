/** Runs one scenario with real daemons from the first cable to the last namespace removed. Knows the order of things; the parts know how. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bird } from './bird.ts';
import type { Daemon } from './daemon.ts';
import { frr } from './frr.ts';
import { concerned, configured } from './live.ts';
import { wires as layWires, type PortNames } from './namespaces.ts';
import { glance, probe, type Running } from './observe.ts';
import type { LabEvent, Outcome, Phase, PhaseOutcome, Scenario } from './scenario.ts';
import { pause } from './shell.ts';

export type Vendor = 'bird' | 'frr';
export type Profile = Vendor | 'mixed';
/** A configuration written elsewhere, for one node. */
export type Given = { readonly vendor: Vendor; readonly text: string };
export type LabOptions = {
  readonly given?: Readonly<Record<string, Given>>;
  /** Device names a given configuration expects: `{ cust: { 'lr1-cust': 'eth1' } }`. */
  readonly portNames?: PortNames;
};

/** Seconds. A phase is settled when nothing changed for `quiet`, and at least `least` passed; never later than `most`. */
const patience = { poll: 1, quiet: 5, least: 7, most: 50 } as const;

const programs = ['/usr/sbin/bird', '/usr/lib/frr/bgpd', '/usr/bin/vtysh', '/usr/bin/ping'];

/** Why the lab cannot run here, or nothing. */
export function missing(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux';
  const absent = programs.filter((program) => !existsSync(program));
  return absent.length === 0 ? undefined : `needs ${absent.join(', ')} (Debian packages bird2, frr, iputils-ping)`;
}

function vendorOf(profile: Profile, node: string): Vendor {
  if (profile !== 'mixed') return profile;
  return node.startsWith('lr') ? 'bird' : 'frr';
}

export type Lab = Awaited<ReturnType<typeof openLab>>;

/** Builds the wires and starts every router. The caller must `close` what it opened, also after a failure. */
export async function openLab(scenario: Scenario, profile: Profile, options: LabOptions = {}) {
  const wires = layWires(scenario, options.portNames);
  const directory = mkdtempSync(join(tmpdir(), 'hostline-lab-'));
  chmodSync(directory, 0o755);
  const all = new Map<string, Daemon>();
  const live = new Map<string, Daemon>();
  const running: Running = { wires, daemons: live };
  let now = scenario;

  const start = async (node: string) => {
    const daemon = all.get(node);
    if (daemon === undefined) return;
    await daemon.start(now);
    live.set(node, daemon);
  };
  const kill = async (node: string) => {
    live.delete(node);
    await all.get(node)?.kill();
  };

  async function apply(event: LabEvent): Promise<void> {
    now = configured(now, event);
    const node = concerned(now, event);
    if (node !== undefined) return live.get(node)?.change(now, event);
    switch (event.do) {
      case 'link-down':
      case 'link-up':
        return wires.setLink(event.link, { down: event.do === 'link-down' });
      case 'link-silent':
      case 'link-unsilent':
        return wires.setLink(event.link, { silent: event.do === 'link-silent' });
      case 'set-vlan':
        return wires.setVlan(event.link, event.side, event.vid);
      case 'daemon-kill':
        return kill(event.node);
      case 'daemon-start':
        return start(event.node);
      case 'node-down':
        await kill(event.node);
        return wires.setNode(event.node, false);
      case 'node-up':
        await wires.setNode(event.node, true);
        return start(event.node);
      default:
        return undefined;
    }
  }

  /** Waits as the phase asks: until settled, or for a snapshot just its shortest wait. */
  async function settle(phase: Phase) {
    const began = Date.now();
    const seconds = (from: number) => (Date.now() - from) / 1000;
    if (phase.maxWaitS !== undefined) {
      await pause((phase.minWaitS ?? 0) * 1000);
      return glance(now, running);
    }
    const least = Math.max(phase.minWaitS ?? 0, patience.least);
    let seen = await glance(now, running);
    let changed = Date.now();
    while ((seconds(changed) < patience.quiet || seconds(began) < least) && seconds(began) < least + patience.most) {
      await pause(patience.poll * 1000);
      const next = await glance(now, running);
      if (JSON.stringify(next) !== JSON.stringify(seen)) changed = Date.now();
      seen = next;
    }
    return seen;
  }

  async function close(): Promise<void> {
    for (const daemon of all.values()) await daemon.kill();
    await wires.destroy();
    rmSync(directory, { recursive: true, force: true });
  }

  try {
    await wires.build();
    for (const [name, node] of Object.entries(scenario.nodes)) {
      if (node.role !== 'router') continue;
      const home = { inside: (argv: readonly string[]) => wires.inside(name, argv), directory: join(directory, name) };
      mkdirSync(home.directory);
      const given = options.given?.[name];
      const make = (given?.vendor ?? vendorOf(profile, name)) === 'bird' ? bird : frr;
      all.set(name, make(home, name, given?.text));
    }
    await Promise.all([...all.keys()].map(start));
  } catch (error) {
    await close();
    throw error;
  }

  return {
    directory,
    wires,
    apply,
    close,
    /** Applies a phase's events, waits, and looks. */
    async play(phase: Phase): Promise<PhaseOutcome> {
      for (const event of phase.events) await apply(event);
      const seen = await settle(phase);
      return { id: phase.id, ...seen, probes: await probe(now, running, seen) };
    },
  };
}

/** Plays all phases of a scenario under one profile. Always cleans up. */
export async function runScenario(scenario: Scenario, profile: Profile, options: LabOptions = {}): Promise<Outcome> {
  const lab = await openLab(scenario, profile, options);
  try {
    const phases: PhaseOutcome[] = [];
    for (const phase of scenario.phases) phases.push(await lab.play(phase));
    return { id: scenario.id, phases };
  } finally {
    await lab.close();
  }
}
