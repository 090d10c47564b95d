/**
 * The wires: one network namespace per node, and per link two veth cables into one more namespace, `wire`, where a
 * bridge joins them. Knows cables, tags, addresses and the life of nodes; knows nothing of routing daemons.
 *
 * A cable that ends in a bridge can lose carrier (port down) or fall silent with carrier up (port off the bridge).
 */
import { existsSync, readdirSync } from 'node:fs';
import { putRoutes } from './kernel-routes.ts';
import { host, type Link, type Scenario, type Side } from './scenario.ts';
import { must, run } from './shell.ts';

const marker = 'hlab';
/** Kernel switches of every node: a router hashes flows on 5-tuples and answers ARP for an address on its own wire only. */
const sysctls = [
  'net.ipv4.conf.all.rp_filter=0',
  'net.ipv4.conf.default.rp_filter=0',
  'net.ipv4.conf.all.arp_ignore=1',
  'net.ipv4.conf.all.arp_announce=2',
  'net.ipv4.conf.all.send_redirects=0',
  'net.ipv4.conf.default.send_redirects=0',
  'net.ipv4.conf.all.accept_redirects=0',
  'net.ipv4.fib_multipath_hash_policy=1',
];
type Cable = { link: Link; down: boolean; silent: boolean; vlan: { a: number; b: number } | undefined };
/** Names of a node's parent devices, by link; where absent the lab picks e0, e1, … */
export type PortNames = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type Wires = ReturnType<typeof wires>;

let built = 0;

/** Lays nothing yet: `build` does. Names carry the process id, so that runs never meet and leftovers can be recognised. */
export function wires(scenario: Scenario, portNames: PortNames = {}) {
  built += 1;
  const prefix = `${marker}${process.pid}x${built}`;
  const names = [...Object.keys(scenario.nodes), 'wire'];
  const cables: readonly Cable[] = scenario.links.map((link) => ({
    link,
    down: false,
    silent: false,
    vlan: link.vlan === undefined ? undefined : { ...link.vlan },
  }));
  const dead = new Set<string>();
  let tagged = true;

  const ns = (node: string) => `${prefix}.${node}`;
  const ip = (node: string, lines: readonly string[]) =>
    must(['ip', '-n', ns(node), '-batch', '-'], `${lines.join('\n')}\n`);
  const inside = (node: string, argv: readonly string[]) => ['ip', 'netns', 'exec', ns(node), ...argv];
  const index = (link: string) => cables.findIndex((cable) => cable.link.id === link);
  const cableOf = (link: string): Cable => {
    const cable = cables[index(link)];
    if (cable === undefined) throw new Error(`no link ${link}`);
    return cable;
  };
  const port = (cable: Cable, side: Side) =>
    portNames[cable.link[side].node]?.[cable.link.id] ?? `e${index(cable.link.id)}`;
  /** The device that carries the address: the tagged sub-interface, or the cable itself. */
  const device = (cable: Cable, side: Side) =>
    cable.vlan === undefined ? port(cable, side) : `${port(cable, side)}.${cable.vlan[side]}`;
  const plug = (cable: Cable, side: Side) => `p${index(cable.link.id)}${side}`;
  /** Without 802.1Q in the kernel the tag is kept by the bridge: one bridge per link and tag. */
  const bridge = (cable: Cable, side: Side) =>
    `b${index(cable.link.id)}${tagged || cable.vlan === undefined ? '' : `.${cable.vlan[side]}`}`;

  /** Makes the wire side of a cable agree with what was asked of the link and with the life of its two nodes. */
  async function connect(cable: Cable): Promise<void> {
    const live = !cable.down && !dead.has(cable.link.a.node) && !dead.has(cable.link.b.node);
    for (const side of ['a', 'b'] as const) {
      const name = bridge(cable, side);
      await run(['ip', '-n', ns('wire'), 'link', 'add', name, 'type', 'bridge']);
      const master = cable.silent ? 'nomaster' : `master ${name}`;
      await ip('wire', [
        `link set ${name} up`,
        `link set ${plug(cable, side)} ${master}`,
        `link set ${plug(cable, side)} ${live ? 'up' : 'down'}`,
      ]);
    }
  }

  async function equip(cable: Cable, side: Side): Promise<void> {
    const { node, addr } = cable.link[side];
    const parent = port(cable, side);
    const carrier = device(cable, side);
    const sub = tagged && cable.vlan !== undefined;
    const created = sub ? parent : carrier;
    const far = `peer name ${plug(cable, side)} netns ${ns('wire')}`;
    await must(`ip link add ${created} netns ${ns(node)} type veth ${far}`.split(' '));
    await ip(node, [
      `link set ${created} up`,
      ...(sub
        ? [`link add link ${parent} name ${carrier} type vlan id ${cable.vlan?.[side]}`, `link set ${carrier} up`]
        : []),
      `addr add ${addr} dev ${carrier}`,
    ]);
  }

  /** Kernel routes of hosts and VPC tables; they vanish with an interface and are put back after every change. */
  async function restoreKernelRoutes(): Promise<void> {
    for (const [name, node] of Object.entries(scenario.nodes)) {
      if (!dead.has(name)) await putRoutes(ns(name), node.kernelRoutes ?? []);
    }
  }

  return {
    ns,
    inside,
    device: (link: string, side: Side) => device(cableOf(link), side),
    isDead: (node: string) => dead.has(node),

    /** Whether a frame leaving `side` of a link reaches the other one. */
    passes(link: string): boolean {
      const cable = cableOf(link);
      const sameTag = cable.vlan === undefined || cable.vlan.a === cable.vlan.b;
      return !cable.down && !cable.silent && sameTag && !dead.has(cable.link.a.node) && !dead.has(cable.link.b.node);
    },

    async build(): Promise<void> {
      await sweep();
      for (const name of names) await must(['ip', 'netns', 'add', ns(name)]);
      const attempt = await run(`ip -n ${ns('wire')} link add link lo name try.1 type vlan id 1`.split(' '));
      tagged = attempt.code === 0;
      for (const name of names) {
        await ip(name, ['link set lo up']);
        const forward = scenario.nodes[name]?.role === 'host' ? 0 : 1;
        await must(inside(name, ['sysctl', '-qw', ...sysctls, `net.ipv4.ip_forward=${forward}`]));
      }
      for (const cable of cables) {
        await equip(cable, 'a');
        await equip(cable, 'b');
        await connect(cable);
      }
      await restoreKernelRoutes();
    },

    async setLink(link: string, change: { readonly down?: boolean; readonly silent?: boolean }): Promise<void> {
      const cable = cableOf(link);
      Object.assign(cable, change);
      await connect(cable);
      await restoreKernelRoutes();
    },

    async setVlan(link: string, side: Side, vid: number): Promise<void> {
      const cable = cableOf(link);
      const { node, addr } = cable.link[side];
      const before = device(cable, side);
      cable.vlan = { ...(cable.vlan ?? { a: vid, b: vid }), [side]: vid };
      const after = device(cable, side);
      await ip(
        node,
        tagged
          ? [
              `link del ${before}`,
              `link add link ${port(cable, side)} name ${after} type vlan id ${vid}`,
              `link set ${after} up`,
              `addr add ${addr} dev ${after}`,
            ]
          : [`link set ${before} down`, `link set ${before} name ${after}`, `link set ${after} up`],
      );
      await connect(cable);
      await restoreKernelRoutes();
    },

    /** A dead node has every interface down and an empty routing table; its neighbours lose carrier. */
    async setNode(node: string, alive: boolean): Promise<void> {
      if (alive) dead.delete(node);
      else dead.add(node);
      for (const cable of cables) {
        for (const side of ['a', 'b'] as const) {
          if (cable.link[side].node !== node) continue;
          const sub = device(cable, side);
          const parent = tagged ? port(cable, side) : sub;
          const devices = [...new Set(alive ? [parent, sub] : [sub, parent])];
          await ip(
            node,
            devices.map((name) => `link set ${name} ${alive ? 'up' : 'down'}`),
          );
          await connect(cable);
        }
      }
      if (!alive) await run(['ip', '-n', ns(node), 'route', 'flush', 'table', 'main']);
      await restoreKernelRoutes();
    },

    /** One flow of echo requests; any answer counts. */
    async ping(from: string, src: string, dst: string): Promise<boolean> {
      const finished = await run(inside(from, ['ping', '-q', '-c', '3', '-i', '0.2', '-W', '1', '-I', host(src), dst]));
      return finished.code === 0;
    },

    async destroy(): Promise<void> {
      for (const name of names) await remove(ns(name));
    },
  };
}

/** Ends what still runs inside a namespace, then removes it. A namespace that is already gone is fine. */
async function remove(namespace: string): Promise<void> {
  const { stdout } = await run(['ip', 'netns', 'pids', namespace]);
  for (const pid of stdout.split('\n').filter(Boolean)) await run(['kill', '-9', pid]);
  await run(['ip', 'netns', 'del', namespace]);
}

/** Removes what lab runs left behind whose process no longer exists. */
async function sweep(): Promise<void> {
  const present = existsSync('/run/netns') ? readdirSync('/run/netns') : [];
  for (const namespace of present) {
    const pid = new RegExp(`^${marker}(\\d+)x`).exec(namespace)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) await remove(namespace);
  }
}
