/** Which interface of the device is meant for which line router, and what is wrong with it. Knows nothing of BGP. */
import type { VifPlan } from '../plan.ts';
import type { PacketRule, ReadDevice, ReadFace, Seen, SeenAddress } from '../read/facts.ts';
import type { Problem } from './findings.ts';
import type { Ends, Model } from './model.ts';

export interface Side {
  readonly ends: Ends;
  readonly face: ReadFace | undefined;
  /** The address that stands for the planned one, right or wrong. */
  readonly address: Seen<SeenAddress> | undefined;
}

const holds = (face: ReadFace, host: string) => face.addresses.find(({ value }) => value.host === host);

function withHost(device: ReadDevice, host: string): Side['face'] {
  return device.faces.find((face) => holds(face, host));
}

/** By its own address, else by the cloud's, else by VLAN or port, as long as no other line router has it. */
function sideOf(device: ReadDevice, plan: VifPlan, ends: Ends, other: Ends): Side {
  const exact = withHost(device, ends.customer);
  if (exact) return { ends, face: exact, address: holds(exact, ends.customer) };
  const swapped = withHost(device, ends.cloud);
  if (swapped) return { ends, face: swapped, address: holds(swapped, ends.cloud) };
  const shared = plan.singlePort || plan.svi;
  const port = plan.peers[ends.number - 1]?.interface;
  const free = device.faces.filter((face) => shared || !(holds(face, other.customer) ?? holds(face, other.cloud)));
  const face =
    free.find((one) => one.port === port && one.port !== one.name && one.vlan?.value === plan.vlan) ??
    free.filter(({ vlan }) => vlan?.value === plan.vlan)[
      shared ? 0 : Math.min(ends.number - 1, candidates(free, plan) - 1)
    ];
  const taken = [ends.customer, ends.cloud, other.customer, other.cloud];
  return { ends, face, address: face?.addresses.find(({ value }) => !taken.includes(value.host)) };
}

const candidates = (faces: readonly ReadFace[], plan: VifPlan) =>
  faces.filter(({ vlan }) => vlan?.value === plan.vlan).length;

export function sidesOf(device: ReadDevice, plan: VifPlan, [one, two]: readonly [Ends, Ends]): readonly [Side, Side] {
  return [sideOf(device, plan, one, two), sideOf(device, plan, two, one)];
}

/** The first line of a packet filter that decides what matters; only plain ones are read. */
export function blocking(device: ReadDevice, face: ReadFace, what: 'bgp' | 'icmp'): PacketRule | undefined {
  for (const { value } of face.filters) {
    const rule = device.packetRules.find(
      ({ list, matches }) => list === value && (matches === what || matches === 'all'),
    );
    if (rule?.action === 'deny') return rule;
  }
  return undefined;
}

export function shutOf(device: ReadDevice, face: ReadFace): Seen<boolean> | undefined {
  const below = device.faces.find(({ name }) => name === face.port && name !== face.name);
  return [face.shut, below?.shut].find((seen) => seen?.value === true);
}

type Look = { readonly device: ReadDevice; readonly plan: VifPlan; readonly model: Model | undefined };

function missingFace({ device, model }: Look, { ends }: Side): Problem {
  const right = model?.face(ends);
  const last = device.faces.reduce((highest, face) => Math.max(highest, face.last), 0);
  return {
    code: 'interface-missing',
    after: last || device.lines,
    router: ends.number,
    values: { expected: ends.customer },
    want: right ? linesFrom(right) : [],
  };
}

const linesFrom = (face: ReadFace) =>
  Array.from({ length: face.last - face.line + 1 }, (_, index) => face.line + index);

/** On the port of the other line router, or on no port of the plan at all. */
function portProblem({ plan, device, model }: Look, { ends, face }: Side): Problem | undefined {
  const port = plan.peers[ends.number - 1]?.interface;
  if (!face || port === undefined || plan.svi || plan.singlePort || face.svi || face.port === port) return undefined;
  const other = plan.peers[2 - ends.number]?.interface;
  const code = face.port === other ? 'pairs-swapped' : 'wrong-interface';
  const line = code === 'pairs-swapped' ? (holds(face, ends.customer)?.line ?? face.line) : face.line;
  const right = model?.face(ends);
  return {
    code,
    line,
    router: ends.number,
    values: { actual: face.port, expected: port },
    want: right ? linesFrom(right) : [],
    ...(device.faces.length === 0 && { after: device.lines }),
  };
}

function vlanProblem({ plan, model }: Look, { ends, face }: Side): Problem | undefined {
  if (!face || face.vlan?.value === plan.vlan) return undefined;
  const right = model?.face(ends);
  const about = { router: ends.number, want: [right?.vlan?.line] };
  return face.vlan
    ? { code: 'vlan', line: face.vlan.line, values: { actual: face.vlan.value, expected: plan.vlan }, ...about }
    : { code: 'vlan-missing', after: face.line, values: { expected: plan.vlan }, ...about };
}

function addressProblem({ model }: Look, { ends, face, address }: Side): Problem | undefined {
  if (!face) return undefined;
  const about = {
    router: ends.number,
    want: [model?.face(ends)?.addresses.find(({ value }) => value.host === ends.customer)?.line],
  };
  const expected = `${ends.customer}/30`;
  if (!address) return { code: 'address-missing', after: face.last, values: { expected }, ...about };
  const actual = `${address.value.host}/${address.value.length}`;
  if (actual === expected) return undefined;
  const code =
    address.value.host === ends.cloud ? 'second-host' : address.value.host === ends.customer ? 'mask' : 'address';
  return { code, line: address.line, values: { actual, expected }, ...about };
}

export function faceProblems(look: Look, side: Side): readonly Problem[] {
  const { device } = look;
  const { ends, face } = side;
  if (!face) return [missingFace(look, side)];
  const shut = shutOf(device, face);
  const [bgp, icmp] = [blocking(device, face, 'bgp'), blocking(device, face, 'icmp')];
  const found: readonly (Problem | undefined)[] = [
    portProblem(look, side),
    shut ? { code: 'interface-shut', line: shut.line, router: ends.number, undo: shut.line } : undefined,
    vlanProblem(look, side),
    addressProblem(look, side),
    bgp ? { code: 'acl-bgp', line: bgp.line, router: ends.number, undo: bgp.line } : undefined,
    icmp && icmp !== bgp ? { code: 'acl-icmp', line: icmp.line, router: ends.number, undo: icmp.line } : undefined,
  ];
  return found.flatMap((problem) => problem ?? []);
}
