/** Compares what a device says with what its virtual interface needs, and writes the corrections. Simulates nothing. */
import type { VifPlan } from '../plan.ts';
import type { ReadDevice } from '../read/facts.ts';
import { faceProblems, sidesOf } from './faces.ts';
import { type ConfigFinding, findingOrder, type Problem, severityOf, type Unchecked } from './findings.ts';
import { endsOf, excerpt, type Model, modelOf, renamed, undone, whole } from './model.ts';
import { routeProblems, staticProblems } from './routes.ts';
import { type KeyLook, peerOf, type SessionLook, sessionProblems } from './sessions.ts';

export interface Compared {
  /** Most important first. */
  readonly findings: readonly ConfigFinding[];
  readonly unchecked: readonly Unchecked[];
}

/** Nothing of the interface is there: no address of a link, no VLAN, no neighbour. */
function isAbsent(device: ReadDevice, plan: VifPlan): boolean {
  const ends = endsOf(plan);
  const addresses = new Set(ends.flatMap(({ customer, cloud }) => [customer, cloud]));
  return (
    !device.faces.some(
      ({ addresses: own, vlan }) => vlan?.value === plan.vlan || own.some(({ value }) => addresses.has(value.host)),
    ) &&
    !ends.some((each) => peerOf(device, each)) &&
    !device.statics.some(({ via }) => via.some((hop) => addresses.has(hop)))
  );
}

/** The customer's names for what the right configuration calls otherwise. */
function namesOf(look: SessionLook, sides: ReturnType<typeof sidesOf>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { ends, face } of sides) {
    const right = look.model?.face(ends);
    if (right && face && face.port === right.port && right.name !== face.name) names.set(right.name, face.name);
    const [mine, theirs] = [look.model?.peer(ends), peerOf(look.device, ends)];
    for (const side of ['import', 'export'] as const) {
      const [from, to] = [mine?.[side][0]?.value, theirs?.[side][0]?.value];
      if (from === undefined || to === undefined || from === to || look.model?.device.policies.has(to)) continue;
      if (look.device.policies.has(to)) names.set(from, to);
    }
  }
  return names;
}

function finished(
  problem: Problem,
  model: Model | undefined,
  device: ReadDevice,
  names: ReadonlyMap<string, string>,
): ConfigFinding {
  const { want = [], undo, values = {}, ...rest } = problem;
  const wanted = want.flatMap((line) => line ?? []);
  const fix = model && wanted.length > 0 ? renamed(excerpt(model, wanted), names) : [];
  return {
    ...rest,
    severity: severityOf(problem.code),
    values,
    fix: fix.length > 0 ? fix : undo === undefined ? [] : undone(device, undo),
  };
}

/** One line may spoil both sessions: it is one finding, about both. */
function joined(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Map<string, Problem>();
  for (const problem of problems) {
    const place = problem.line === undefined ? `after ${problem.after}` : `${problem.line}`;
    // What is missing for each line router is missing twice; what stands there is wrong once.
    const key = `${problem.code} ${place} ${problem.line === undefined ? `${problem.router} ${JSON.stringify(problem.values)}` : ''}`;
    const before = seen.get(key);
    if (!before) seen.set(key, problem);
    else if (before.router !== problem.router) {
      const { router: _router, ...both } = before;
      seen.set(key, both);
    }
  }
  return [...seen.values()];
}

const orderOf = ({ code }: Problem) => findingOrder.indexOf(code);
const placeOf = ({ line, after }: Problem) => line ?? after ?? 0;

export function compare(device: ReadDevice, plan: VifPlan, key: KeyLook): Compared {
  const ends = endsOf(plan);
  if (isAbsent(device, plan)) {
    const model = modelOf(plan, device.vendor, []);
    const problem: Problem = {
      code: 'absent',
      after: device.lines,
      values: { expected: plan.vlan },
      want: model ? whole(model) : [],
    };
    return { findings: [finished(problem, model, device, new Map())], unchecked: [] };
  }
  const sides = sidesOf(device, plan, ends);
  const model = modelOf(
    plan,
    device.vendor,
    sides.map(({ face }) => face),
  );
  const look: SessionLook = { device, plan, model, key, ends };
  const unclear = new Set<Unchecked>();
  // FRR and BIRD leave interfaces to the kernel, whose commands need not be in the paste.
  const unseen =
    device.faces.every(({ addresses }) => addresses.length === 0) && ['bird', 'frr'].includes(device.vendor);
  if (unseen) unclear.add('interfaces-unseen');
  const sealed = ends.some((each) => peerOf(device, each)?.keySeen?.value.kind === 'sealed');
  if (sealed && key.wanted) unclear.add('key-sealed');
  const problems = [
    ...(unseen ? [] : sides.flatMap((side) => faceProblems(look, side))),
    ...(plan.staticRouting ? staticProblems(look) : [...sessionProblems(look), ...routeProblems(look, unclear)]),
  ];
  const names = namesOf(look, sides);
  const findings = joined(problems)
    .toSorted((left, right) => orderOf(left) - orderOf(right) || placeOf(left) - placeOf(right))
    .map((problem) => finished(problem, model, device, names));
  return { findings, unchecked: [...unclear] };
}
