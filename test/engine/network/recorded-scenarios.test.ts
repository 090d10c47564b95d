// Every recording of BIRD, FRR and mixed labs must come out of the simulation leaf by leaf.
import { describe, expect, it } from 'vitest';
import { parseScenario, playScenario } from '../../../src/engine/network/index.ts';
import { differences, readRecordings } from './recording.ts';

const recordings = readRecordings();

describe('recorded scenarios', () => {
  it('are all there', () => {
    expect(recordings.length).toBeGreaterThanOrEqual(100);
  });

  it.each(recordings)('$recording.id', ({ document, recording }) => {
    const parsed = parseScenario(document);
    if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
    expect(differences(recording, playScenario(parsed.scenario))).toEqual([]);
  });
});

describe('the comparison', () => {
  const baseline = recordings.find(({ recording }) => recording.id === 's01-baseline');
  const parsed = parseScenario(baseline?.document);
  const answer = 'scenario' in parsed ? playScenario(parsed.scenario) : { id: '', phases: [] };
  const [phase] = answer.phases;
  if (!phase) throw new Error('no baseline');
  const hops = { ...phase.best.bgw?.['10.0.0.0/16'], nextHops: ['100.64.1.2'] };
  const withPhase = (change: object) => ({ ...answer, phases: [{ ...phase, ...change }] });

  // biome-ignore format: rows
  it.each([
    ['a session that is down',    withPhase({ sessions: { ...phase.sessions, 'bgw-lr1': { a: 'Active', b: 'Established' } } }), 'initial/sessions/bgw-lr1/a'],
    ['another next hop',          withPhase({ best: { ...phase.best, bgw: { '10.0.0.0/16': hops } } }),                         'initial/best/bgw/10.0.0.0/16/nextHops'],
    ['a best route too many',     withPhase({ best: { ...phase.best, bgw: { ...phase.best.bgw, '10.1.0.0/16': hops } } }),      'initial/best/bgw/10.1.0.0/16'],
    ['a best route too few',      withPhase({ best: { ...phase.best, cust: {} } }),                                             'initial/best/cust/192.168.0.0/24'],
    ['a route too many',          withPhase({ fib: { ...phase.fib, lr1: { ...phase.fib.lr1, '10.1.0.0/16': ['connected'] } } }), 'initial/fib/lr1/10.1.0.0/16'],
    ['a route too few',           withPhase({ fib: { ...phase.fib, vpc1: {} } }),                                               'initial/fib/vpc1/10.0.0.0/16'],
    ['a path too few',            withPhase({ probes: { 'vm1-idc': { ...phase.probes['vm1-idc'], forwardPaths: [] } } }),        'initial/probes/vm1-idc/forwardPaths'],
    ['no phase',                  { ...answer, phases: [] },                                                                    'initial'],
  ])('notices %s', (_, changed, leaf) => {
    if (!baseline) throw new Error('no baseline');
    expect(differences(baseline.recording, changed).map((one) => one.leaf)).toContain(leaf);
  });
});
