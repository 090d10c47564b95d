// Every recording of BIRD, FRR and mixed labs must come out of the simulation leaf by leaf.
import { describe, expect, it } from 'vitest';
import { parseScenario, playScenario } from '../../../src/engine/network/index.ts';
import { differences, readRecordings } from './recording.ts';

const recordings = readRecordings();

describe('recorded scenarios', () => {
  it('are all there', () => {
    expect(recordings.length).toBeGreaterThanOrEqual(12);
  });

  it.each(recordings)('$recording.id', ({ document, recording }) => {
    const parsed = parseScenario(document);
    if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
    expect(differences(recording, playScenario(parsed.scenario))).toEqual([]);
  });
});
