/** What is wrong with the two BGP sessions as they are configured: process, neighbour, numbers, key, state. Knows no route. */
import type { VifPlan } from '../plan.ts';
import type { ReadDevice, ReadPeer, ReadProcess } from '../read/facts.ts';
import { dialects } from '../read/read.ts';
import { asnOf } from '../read/take.ts';
import type { Problem } from './findings.ts';
import { type Ends, type Model, peerAddress, section } from './model.ts';

export interface KeyLook {
  /** Whether the interface has a key. */
  readonly wanted: boolean;
  /** Undefined: there is nothing to compare with. */
  readonly fits: ((key: string) => boolean) | undefined;
}

export interface SessionLook {
  readonly device: ReadDevice;
  readonly plan: VifPlan;
  readonly model: Model | undefined;
  readonly key: KeyLook;
  readonly ends: readonly [Ends, Ends];
}

export function peerOf(device: ReadDevice, { cloud }: Ends): ReadPeer | undefined {
  return device.peers.find((peer) => peerAddress(peer) === cloud);
}

/** The process that has the planned number, else the one that has our neighbours, else the first. */
export function processOf({
  device,
  plan,
  ends,
}: Pick<SessionLook, 'device' | 'plan' | 'ends'>): ReadProcess | undefined {
  const keys = ends.flatMap((each) => peerOf(device, each)?.process ?? []);
  return (
    device.processes.find(({ asn }) => asn?.value === plan.customerAsn) ??
    device.processes.find(({ key }) => keys.includes(key)) ??
    device.processes[0]
  );
}

/** The number a session speaks with. */
export function ownAsn(device: ReadDevice, peer: ReadPeer): number | undefined {
  return asnOf(peer['local-as']?.value) ?? device.processes.find(({ key }) => key === peer.process)?.asn?.value;
}

export function isActive(device: ReadDevice, peer: ReadPeer): boolean {
  if (peer.active) return peer.active.value === 'yes';
  const { activation } = dialects[device.vendor];
  const process = device.processes.find(({ key }) => key === peer.process);
  if (activation === 'explicit' || process?.activates?.value === false) return false;
  return activation === 'default' || process?.family === undefined;
}

/** One finding on the process's number, however many neighbours it has. */
export function processProblems(look: SessionLook): readonly Problem[] {
  const { device, plan, model, ends } = look;
  const process = processOf(look);
  const whole = () => section(model as Model, model?.process?.line);
  if (!process) {
    return [
      {
        code: 'bgp-missing',
        after: device.lines,
        values: { expected: plan.customerAsn },
        want: model ? bgpLines(model) : [],
      },
    ];
  }
  const named = ends.flatMap((each) => peerOf(device, each) ?? []);
  const ownNumbers = named.length > 0 && named.every((peer) => peer['local-as'] !== undefined);
  if (process.asn?.value === plan.customerAsn || ownNumbers) return [];
  const values = { actual: process.asn?.value ?? '–', expected: plan.customerAsn };
  const want = model ? (device.vendor === 'juniper' ? [model.process?.asn?.line] : whole()) : [];
  return process.asn
    ? [{ code: 'local-as', line: process.asn.line, values, want }]
    : [{ code: 'local-as', after: process.line, values, want }];
}

/** Junos and BIRD have their sessions in more than one section. */
function bgpLines(model: Model): readonly number[] {
  const { peers, processes } = model.device;
  const parts = [...processes, ...peers].flatMap(({ line, last }) =>
    Array.from({ length: last - line + 1 }, (_, index) => line + index),
  );
  return [...new Set(parts)].filter((line) => !/^[!#]|^$/.test(model.lines[line - 1] ?? ''));
}

function peerLines(model: Model | undefined, ends: Ends): readonly number[] {
  const peer = model?.peer(ends);
  if (!model || !peer) return [];
  return bgpLines(model).filter(
    (line) => (model.lines[line - 1] ?? '').includes(ends.cloud) || isOwnSection(model, peer, line),
  );
}

/** NX-OS and BIRD give a neighbour a section of its own. */
function isOwnSection(model: Model, peer: ReadPeer, line: number): boolean {
  return dialects[model.device.vendor].familyPerPeer && line >= peer.line && line <= peer.last;
}

function missingPeer({ device, plan, model, ends: both }: SessionLook, ends: Ends): Problem {
  const known = both.map(({ cloud }) => cloud);
  const stray = device.peers.find(
    (peer) =>
      !known.includes(peerAddress(peer)) &&
      (peerAddress(peer) === ends.customer || asnOf(peer['remote-as']?.value) === plan.cloudAsn),
  );
  const about = { router: ends.number, want: peerLines(model, ends) };
  if (stray) {
    const line = stray.address?.line ?? stray.line;
    return { code: 'peer-address', line, values: { actual: peerAddress(stray), expected: ends.cloud }, ...about };
  }
  const process = processOf({ device, plan, ends: both });
  return { code: 'peer-missing', after: process?.last ?? device.lines, values: { expected: ends.cloud }, ...about };
}

function numberProblems({ device, plan, model }: SessionLook, ends: Ends, peer: ReadPeer): readonly Problem[] {
  const right = model?.peer(ends);
  const router = ends.number;
  const problems: Problem[] = [];
  const process = device.processes.find(({ key }) => key === peer.process);
  const own = peer['local-as'];
  if (own && asnOf(own.value) !== plan.customerAsn)
    problems.push({
      code: 'local-as',
      line: own.line,
      router,
      values: { actual: own.value, expected: plan.customerAsn },
      ...(right?.['local-as'] ? { want: [right['local-as'].line] } : { undo: own.line }),
    });
  else if (
    !own &&
    process?.asn?.value !== plan.customerAsn &&
    device.processes.some(({ asn }) => asn?.value === plan.customerAsn)
  )
    problems.push({
      code: 'wrong-process',
      line: peer.line,
      router,
      values: { actual: process?.asn?.value ?? '–', expected: plan.customerAsn },
      want: peerLines(model, ends),
    });
  const remote = peer['remote-as'];
  const want = [right?.['remote-as']?.line];
  if (!remote) {
    const stray = device.peers.find((other) => other.line === other.last && other['remote-as'] && other !== peer);
    problems.push(
      stray
        ? {
            code: 'peer-address',
            line: stray.line,
            router,
            values: { actual: peerAddress(stray), expected: ends.cloud },
            want,
          }
        : { code: 'remote-as-missing', after: peer.line, router, values: { expected: plan.cloudAsn }, want },
    );
  } else if (asnOf(remote.value) !== plan.cloudAsn)
    problems.push({
      code: 'remote-as',
      line: remote.line,
      router,
      values: { actual: remote.value, expected: plan.cloudAsn },
      want,
    });
  return problems;
}

function keyProblem({ model, key }: SessionLook, ends: Ends, peer: ReadPeer): Problem | undefined {
  const { keySeen } = peer;
  const about = { router: ends.number, want: [model?.peer(ends)?.keySeen?.line] };
  if (!keySeen) return key.wanted ? { code: 'key-missing', after: peer.last, ...about } : undefined;
  const { line, value } = keySeen;
  if (!key.wanted) return { code: 'key-extra', line, router: ends.number, undo: line };
  if (value.kind === 'placeholder') return { code: 'key-placeholder', line, ...about };
  if (value.kind === 'sealed' || !key.fits) return undefined;
  return key.fits(value.text) ? undefined : { code: 'key', line, ...about };
}

/** The address a session starts from, where the configuration says so. */
export function sourceOf(device: ReadDevice, peer: ReadPeer): string | undefined {
  const { source } = peer;
  if (!source) return undefined;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(source.value)) return source.value;
  const face = device.faces.find(({ name }) => name.toLowerCase() === source.value.toLowerCase());
  return face && face.addresses.length === 1 ? face.addresses[0]?.value.host : undefined;
}

function stateProblems(look: SessionLook, ends: Ends, peer: ReadPeer): readonly (Problem | undefined)[] {
  const { device, plan, model } = look;
  const router = ends.number;
  const right = model?.peer(ends);
  const source = sourceOf(device, peer);
  const process = device.processes.find(({ key }) => key === peer.process);
  const hold = peer.timers?.value.split(' ').at(-1);
  const below = dialects[device.vendor].familyPerPeer ? peer.last : (process?.family?.last ?? peer.last);
  const active = isActive(device, peer);
  return [
    peer.shutdown?.value === 'yes'
      ? { code: 'session-shut', line: peer.shutdown.line, router, undo: peer.shutdown.line }
      : undefined,
    peer.ttl ? { code: 'ttl-security', line: peer.ttl.line, router, undo: peer.ttl.line } : undefined,
    source !== undefined && source !== ends.customer
      ? {
          code: 'source',
          line: peer.source?.line ?? peer.line,
          router,
          values: { actual: source, expected: ends.customer },
          ...(right?.source ? { want: [right.source.line] } : { undo: peer.source?.line ?? peer.line }),
        }
      : undefined,
    active
      ? undefined
      : {
          code: 'not-activated',
          router,
          values: { expected: ends.cloud },
          ...(peer.active ? { line: peer.active.line } : { after: below }),
          ...(right?.active ? { want: [right.active.line] } : peer.active ? { undo: peer.active.line } : {}),
        },
    plan.bfd && !peer.bfd ? { code: 'bfd-missing', after: peer.last, router, want: [right?.bfd?.line] } : undefined,
    hold !== undefined && hold !== '' && Number(hold) !== plan.holdSeconds
      ? {
          code: 'timers',
          line: peer.timers?.line ?? peer.line,
          router,
          values: { actual: hold, expected: plan.holdSeconds },
          want: [right?.timers?.line],
        }
      : undefined,
  ];
}

function routerIdProblem(look: SessionLook): readonly Problem[] {
  const { ends, model } = look;
  const seen = processOf(look)?.routerId;
  if (!seen || !ends.some(({ cloud }) => cloud === seen.value)) return [];
  return [
    { code: 'router-id', line: seen.line, values: { actual: seen.value }, want: [model?.process?.routerId?.line] },
  ];
}

export function sessionProblems(look: SessionLook): readonly Problem[] {
  const process = processProblems(look);
  if (process.some(({ code }) => code === 'bgp-missing')) return process;
  const each = look.ends.flatMap((ends): readonly (Problem | undefined)[] => {
    const peer = peerOf(look.device, ends);
    if (!peer) return [missingPeer(look, ends)];
    return [...numberProblems(look, ends, peer), keyProblem(look, ends, peer), ...stateProblems(look, ends, peer)];
  });
  return [...process, ...routerIdProblem(look), ...each.flatMap((problem) => problem ?? [])];
}
