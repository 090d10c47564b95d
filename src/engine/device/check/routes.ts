/** Which of the planned ranges really leave the device and come in: network statements, static routes, policies. */
import { contains, formatPrefix, networkOf, parseAddress, parsePrefix } from '../../network/prefix.ts';
import { isPrivate } from '../address.ts';
import type { Policy, ReadDevice, ReadPeer, ReadProcess, Seen } from '../read/facts.ts';
import { dialects } from '../read/read.ts';
import type { Problem, Unchecked } from './findings.ts';
import { judge, refusesAll, type Verdict } from './judge.ts';
import { endsOf, type Model } from './model.ts';
import { peerOf, processOf, type SessionLook } from './sessions.ts';

/** Ranges of the device's own interfaces. */
function connected(device: ReadDevice): readonly string[] {
  return device.faces.flatMap(({ addresses }) =>
    addresses.flatMap(({ value }) => {
      const address = parseAddress(value.host);
      return address === undefined ? [] : [formatPrefix(networkOf(address, value.length))];
    }),
  );
}

export interface Origin {
  readonly range: string;
  /** `static`, `connected`, or `network` for a statement. */
  readonly from: string;
  readonly line: number;
}

/** Everything the device could announce, before its policies. */
export function originsOf(device: ReadDevice, process: ReadProcess | undefined): readonly Origin[] {
  const table = dialects[device.vendor].origin === 'table';
  const takes = (kind: string) => table || process?.redistributes.some(({ value }) => value === kind) === true;
  const all: readonly Origin[] = [
    ...(process?.networks ?? []).map(({ value, line }) => ({ range: value, from: 'network', line })),
    ...(takes('static') ? device.statics.map(({ value, line }) => ({ range: value, from: 'static', line })) : []),
    ...(takes('connected') ? connected(device).map((range) => ({ range, from: 'connected', line: 0 })) : []),
  ];
  // Said twice is said once.
  return [
    ...new Map(all.toReversed().map((origin) => [`${origin.from} ${origin.range}`, origin])).values(),
  ].toReversed();
}

/** Ranges of its network statements, or of its own discard routes where those stand for them. */
export function statedRanges(device: ReadDevice, plan: SessionLook['plan']): readonly string[] {
  const process = processOf({ device, plan, ends: endsOf(plan) });
  const discarded = device.statics.filter(({ via }) => via.includes('discard')).map(({ value }) => value);
  const origins = originsOf(device, process).flatMap(({ range, from }) => (from === 'network' ? [range] : []));
  return [...new Set(origins.length > 0 ? origins : discarded)];
}

/** FRR takes `no bgp ebgp-requires-policy` for an answer; the others' habits are fixed. */
export function verdictOf(
  device: ReadDevice,
  peer: ReadPeer,
  side: 'import' | 'export',
  range: string,
  from: string,
): Verdict {
  const free = device.processes.some(({ key, needsPolicy }) => key === peer.process && needsPolicy?.value === false);
  if (free && peer[side].length === 0) return { says: 'permit' };
  return judge(device, peer[side], side, range, side === 'import' ? 'bgp' : from);
}

/** Ranges a session announces as it is written. */
export function announcedTo(device: ReadDevice, process: ReadProcess | undefined, peer: ReadPeer): readonly string[] {
  const leaving = originsOf(device, process).filter(
    ({ range, from }) => verdictOf(device, peer, 'export', range, from).says !== 'deny',
  );
  return [...new Set(leaving.map(({ range }) => range))];
}

type Look = SessionLook & { readonly strays: Set<number> };

/** A statement that announces something nobody planned, to stand for the one that is missing; each stands once. */
function stray(look: Look, origins: readonly Origin[]): Origin | undefined {
  const found = origins.find(
    ({ range, from, line }) =>
      line > 0 && from !== 'connected' && !look.plan.announce.includes(range) && !look.strays.has(line),
  );
  if (found) look.strays.add(found.line);
  return found;
}

function originLine(model: Model | undefined, range: string): number | undefined {
  const networks = model?.process?.networks ?? [];
  return [...networks, ...(model?.device.statics ?? [])].find(({ value }) => value === range)?.line;
}

function originProblems(look: Look): readonly Problem[] {
  const { device, plan, model } = look;
  const process = processOf(look);
  const table = dialects[device.vendor].origin === 'table';
  const origins = originsOf(device, process);
  const missing = plan.announce.filter((range) => !origins.some((origin) => origin.range === range));
  const held = new Set([...device.statics.map(({ value }) => value), ...connected(device)]);
  return [
    ...missing.map((range): Problem => {
      const other = stray(look, origins);
      const about = { want: [originLine(model, range)] };
      if (other)
        return { code: 'network', line: other.line, values: { actual: other.range, expected: range }, ...about };
      const after = table
        ? (device.statics.at(-1)?.line ?? device.lines)
        : (process?.family?.last ?? process?.last ?? device.lines);
      return { code: 'network-missing', after, values: { expected: range }, ...about };
    }),
    ...(process?.networks ?? [])
      .filter(({ value }) => plan.announce.includes(value) && !held.has(value))
      .map(({ value, line }): Problem => {
        const want = [model?.device.statics.find((row) => row.value === value)?.line];
        return { code: 'route-unseen', line, values: { expected: value }, want };
      }),
  ];
}

/** What a policy lets pass that nobody planned: where a planned range is refused, most likely it was meant. */
function oddPermit(policy: Policy | undefined, planned: readonly string[]): number | undefined {
  const ranges = policy?.clauses.filter(({ action }) => action === 'permit').flatMap((clause) => clause.ranges) ?? [];
  return ranges.find(({ prefix: outer, least, most }) =>
    planned.every((text) => {
      const inner = parsePrefix(text);
      return !inner || !contains(outer, inner) || inner.length < least || inner.length > most;
    }),
  )?.line;
}

function refusalProblem(
  look: Look,
  peer: ReadPeer,
  side: 'import' | 'export',
  range: string,
  verdict: Verdict,
): Problem {
  const { device, plan, model, ends } = look;
  const code = side === 'export' ? 'filter-out' : 'filter-in';
  const router = ends.find(({ cloud }) => cloud === (peer.address?.value ?? peer.key))?.number;
  const values = { expected: range, ...(verdict.policy && { policy: verdict.policy.name }) };
  const right = router === undefined ? undefined : model?.peer(ends[router - 1] ?? ends[0]);
  const rightPolicy = model?.device.policies.get(right?.[side][0]?.value ?? '');
  const want =
    rightPolicy?.clauses.filter(({ action }) => action === 'permit').flatMap(({ line, last }) => [line, last]) ?? [];
  const about = { ...(router !== undefined && { router }), values, want };
  const { clause, policy } = verdict;
  const planned = side === 'export' ? plan.announce : (plan.cloudRanges ?? []);
  const protocol = side === 'export' ? 'static' : 'bgp';
  const passes = (list: string) =>
    planned.every((text) => {
      const other = judge(device, [{ value: list, line: 0 }], side, text, protocol);
      return other.says === 'permit' && other.clause !== undefined;
    });
  const named = peer[side][0];
  const none = planned.every((text) => verdictOf(device, peer, side, text, protocol).says === 'deny');
  if (named && none && [...device.policies.keys()].some((list) => list !== policy?.name && passes(list)))
    return { code, line: named.line, ...about, want: [right?.[side][0]?.line] };
  const explicit = clause?.ranges.length || clause?.lists.length ? (clause.actionLine ?? clause.line) : undefined;
  if (explicit !== undefined) return { code, line: explicit, ...about };
  const odd = oddPermit(policy, planned);
  if (odd !== undefined) return { code, line: odd, ...about };
  const passing = policy?.clauses.filter(({ action }) => action === 'permit').at(-1);
  if (named && !(passing && planned.some((text) => verdictOf(device, peer, side, text, 'static').says === 'permit')))
    return {
      code,
      line: flipped(policy) ?? named.line,
      ...about,
      ...(flipped(policy) === undefined && { want: [...want, right?.[side][0]?.line] }),
    };
  return { code, after: passing?.last ?? policy?.last ?? named?.line ?? peer.last, ...about };
}

/** The only clause with a range that refuses in a policy that lets nothing pass: the word in it is wrong. */
function flipped(policy: Policy | undefined): number | undefined {
  const ranged = policy?.clauses.filter(({ ranges }) => ranges.length > 0) ?? [];
  return ranged.length === 1 && ranged[0]?.action === 'deny' ? ranged[0].actionLine : undefined;
}

function policyProblems(look: Look, peer: ReadPeer, unclear: Set<Unchecked>): readonly Problem[] {
  const { device, plan, model, ends } = look;
  const process = processOf(look);
  const router = ends.find(({ cloud }) => cloud === (peer.address?.value ?? peer.key))?.number;
  const about = router === undefined ? {} : { router };
  const right = router === undefined ? undefined : model?.peer(ends[router - 1] ?? ends[0]);
  const needs = (side: 'import' | 'export') =>
    peer[side].length === 0 &&
    dialects[device.vendor].silent[side] === 'deny' &&
    verdictOf(device, peer, side, '10.0.0.0/8', 'static').says === 'deny';
  const silent = (['import', 'export'] as const).filter(needs);
  const undefinedPolicies = [...peer.import, ...peer.export].filter(({ value }) => !device.policies.has(value));
  const problems: Problem[] = [
    ...silent.map(
      (side): Problem => ({
        code: 'policy-required',
        after: peer.last,
        ...about,
        values: { expected: side },
        want: right?.[side].map(({ line }) => line) ?? [],
      }),
    ),
    ...undefinedPolicies.map(
      ({ value, line }): Problem => ({
        code: 'filter-undefined',
        line,
        ...about,
        values: { actual: value },
        want: (right ? [...right.import, ...right.export] : []).map((row) => row.line),
      }),
    ),
  ];
  const leaving = originsOf(device, process).filter(({ range }) => plan.announce.includes(range));
  const seen = new Set<string>();
  for (const { range, from } of silent.includes('export') ? [] : leaving) {
    const verdict = verdictOf(device, peer, 'export', range, from);
    if (verdict.says === 'unclear') unclear.add('policy-unclear');
    if (verdict.says !== 'deny' || seen.has(range)) continue;
    seen.add(range);
    problems.push(refusalProblem(look, peer, 'export', range, verdict));
  }
  if (silent.includes('import')) return problems;
  const coming = plan.cloudRanges ?? [];
  for (const range of coming) {
    const verdict = verdictOf(device, peer, 'import', range, 'bgp');
    if (verdict.says === 'unclear') unclear.add('policy-unclear');
    if (verdict.says === 'deny') problems.push(refusalProblem(look, peer, 'import', range, verdict));
  }
  const [first] = peer.import;
  if (coming.length === 0 && first && refusesAll(device, peer.import))
    problems.push({
      code: 'filter-in',
      line: first.line,
      ...about,
      values: { expected: '10.0.0.0/8' },
      want: [right?.import[0]?.line],
    });
  return problems;
}

/** Ranges that leave and should not: the cloud refuses some, and nobody planned the others. */
function extraProblems(look: Look): readonly Problem[] {
  const { device, plan, ends } = look;
  const process = processOf(look);
  const peers = ends.flatMap((each) => peerOf(device, each) ?? []);
  const leaving = new Set(peers.flatMap((peer) => announcedTo(device, process, peer)));
  return originsOf(device, process)
    .filter(
      ({ range, line }) => line > 0 && leaving.has(range) && !plan.announce.includes(range) && !look.strays.has(line),
    )
    .map(({ range, line }): Problem => {
      const prefix = parsePrefix(range);
      const code = prefix && prefix.length > 0 && isPrivate(prefix) ? 'network-extra' : 'network-refused';
      return { code, line, values: { actual: range }, undo: line };
    });
}

/** Static routing instead of BGP. */
export function staticProblems({ device, plan, model, ends }: SessionLook): readonly Problem[] {
  const used = new Set<number>();
  return (plan.cloudRanges ?? []).flatMap((range) =>
    ends.flatMap(({ cloud, number }): readonly Problem[] => {
      const fits = (row: Seen & { via: readonly string[] }) => row.value === range && row.via.includes(cloud);
      if (device.statics.some(fits)) return [];
      const want = [model?.device.statics.find(fits)?.line];
      const known = (row: (typeof device.statics)[number]) =>
        plan.cloudRanges?.includes(row.value) && row.via.every((via) => ends.some((each) => each.cloud === via));
      const other = device.statics.find(
        (row) => !known(row) && !used.has(row.line) && (row.value === range || row.via.includes(cloud)),
      );
      if (other) used.add(other.line);
      const expected = `${range} ${cloud}`;
      return other
        ? [
            {
              code: 'static',
              line: other.line,
              router: number,
              values: { actual: `${other.value} ${other.via.join(' ')}`, expected },
              want,
            },
          ]
        : [
            {
              code: 'static-missing',
              after: device.statics.at(-1)?.line ?? device.lines,
              router: number,
              values: { expected },
              want,
            },
          ];
    }),
  );
}

export function routeProblems(look: SessionLook, unclear: Set<Unchecked>): readonly Problem[] {
  const strict: Look = { ...look, strays: new Set() };
  const origins = originProblems(strict);
  const policies = look.ends.flatMap((ends) => {
    const peer = peerOf(look.device, ends);
    return peer ? policyProblems(strict, peer, unclear) : [];
  });
  return [...origins, ...policies, ...extraProblems(strict)];
}
