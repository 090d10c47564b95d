/** A virtual interface at work: sessions seen, tests, the key, editing and leaving (domain §3.2, §11.2). */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import type { TestSeen } from '../../../../src/engine/tenant/network/model.ts';
import { given } from '../../core/given.ts';
import { facts, job, lin, wei } from '../story.ts';
import { ask, entry, gateway, line, sessions, stateAfter, told, vif, vifDown, vifUp } from './cloud.ts';

const pending = [line(), gateway(), vif('vif-1')];
const up = [...pending, vifUp('vif-1')];
const down = [...up, vifDown('vif-1')];
const alone = [...pending, entry({ type: 'vif.up', id: 'vif-1', sessions: sessions(true, false) })];

describe('sessions', () => {
  // biome-ignore format: rows
  it.each([
    ['Pending', pending, sessions(false, false), 'vif.observed', 'Pending'],
    ['Pending', pending, sessions(true, false),  'vif.up',       'Active'],
    ['Pending', pending, sessions(false, true),  'vif.up',       'Active'],
    ['Pending', pending, sessions(true, true),   'vif.up',       'Active'],
    ['Pending', pending, [],                     'silence',      'Pending'],
    ['Active',  up,      sessions(true, true),   'silence',      'Active'],
    ['Active',  up,      sessions(true, false),  'vif.observed', 'Active'],
    ['Active',  up,      sessions(false, false), 'vif.down',     'Down'],
    ['Active',  up,      [],                     'vif.down',     'Down'],
    ['Active',  alone,   sessions(true, true),   'vif.observed', 'Active'],
    ['Active',  alone,   sessions(false, true),  'vif.observed', 'Active'],
    ['Active',  alone,   sessions(true, false),  'silence',      'Active'],
    ['Down',    down,    sessions(false, false), 'silence',      'Down'],
    ['Down',    down,    sessions(true, false),  'vif.up',       'Active'],
    ['Down',    down,    sessions(true, true),   'vif.up',       'Active'],
  ] as const)('%s: seen %#', (_state, past, seen, said, state) => {
    const outcome = given(tenant, past).when({ do: 'observe-vif', id: 'vif-1', sessions: seen }, facts(job));
    expect(outcome.said).toBe(said);
    expect(outcome.after.vifs['vif-1']).toMatchObject({ state, sessions: seen });
  });

  it('lost for another reason are told again', () => {
    const other = sessions(false, false).map((row) => ({ ...row, cause: 'bad-peer-as' }));
    expect(told(down, { do: 'observe-vif', id: 'vif-1', sessions: other }, job)).toBe('vif.observed');
  });

  it('change the time since which it is so only with the state', () => {
    const at = (past: typeof up, seen: ReturnType<typeof sessions>) =>
      given(tenant, past).when({ do: 'observe-vif', id: 'vif-1', sessions: seen }, facts(job), 7).after.vifs['vif-1'];
    expect(at(up, sessions(true, false))?.since).toBe(up.at(-1)?.at);
    expect(at(up, sessions(false, false))?.since).toBe(7);
  });
});

describe('a connectivity test', () => {
  const run = up.length + 1;
  const started = [...up, entry({ type: 'vif.test-started', id: 'vif-1', by: 'lin' })];
  const pass = { check: 'line', pass: true } as const;
  const fail = { check: 'session', pass: false, cause: 'vlan-mismatch' } as const;
  const report = (state: TestSeen['state'], steps: TestSeen['steps'], of = run, fix?: string) =>
    ({ do: 'record-test', id: 'vif-1', run: of, state, steps, ...(fix === undefined ? {} : { fix }) }) as const;
  const tested = (state: TestSeen['state'], steps: TestSeen['steps']) =>
    entry({ type: 'vif.tested', id: 'vif-1', run, state, steps });
  const start = { do: 'start-test', id: 'vif-1' } as const;
  const later = [...started, tested('passed', [pass]), entry({ type: 'vif.test-started', id: 'vif-1', by: 'wei' })];

  // biome-ignore format: rows
  it.each([
    ['starts',                                  up,                                        start,                          lin, 'vif.test-started'],
    ['starts before anything is up',            pending,                                   start,                          lin, 'vif.test-started'],
    ['starts once at a time',                   started,                                   start,                          wei, 'silence'],
    ['starts again once it passed',             [...started, tested('passed', [pass])],    start,                          lin, 'vif.test-started'],
    ['starts again once it failed',             [...started, tested('failed', [fail])],    start,                          lin, 'vif.test-started'],
    ['reports nothing yet',                     started,                                   report('running', []),          job, 'silence'],
    ['reports a step',                          started,                                   report('running', [pass]),      job, 'vif.tested'],
    ['reports the same step again',             [...started, tested('running', [pass])],   report('running', [pass]),      job, 'silence'],
    ['reports less than before',                [...started, tested('running', [pass, pass])], report('running', [pass]),  job, 'silence'],
    ['reports more than before',                [...started, tested('running', [pass])],   report('running', [pass, pass]), job, 'vif.tested'],
    ['passes',                                  [...started, tested('running', [pass])],   report('passed', [pass]),       job, 'vif.tested'],
    ['fails',                                   [...started, tested('running', [pass])],   report('failed', [pass, fail]), job, 'vif.tested'],
    ['passes twice',                            [...started, tested('passed', [pass])],    report('passed', [pass]),       job, 'silence'],
    ['fails after it passed',                   [...started, tested('passed', [pass])],    report('failed', [pass, fail]), job, 'silence'],
    ['reports late, in a newer run',            later,                                     report('failed', [fail], run),  job, 'silence'],
    ['reports in the newer run',                later,                                     report('failed', [fail], run + 2), job, 'vif.tested'],
    ['reports a run nobody asked for',          up,                                        report('passed', [pass]),       job, 'silence'],
    ['of no interface',                         [line()],                                  start,                          lin, 'unknown-thing vif'],
  ])('%s', (_name, past, command, actor, said) => expect(told(past, command, actor)).toBe(said));

  it('is named by the version it was asked at, and keeps who asked and what would mend it', () => {
    expect(stateAfter(up, start).vifs['vif-1']?.test).toMatchObject({ run, by: 'lin', state: 'running', steps: [] });
    expect(
      stateAfter(started, report('failed', [fail], run, 'device set --vlan 10'), job).vifs['vif-1']?.test,
    ).toMatchObject({
      run,
      by: 'lin',
      state: 'failed',
      steps: [fail],
      fix: 'device set --vlan 10',
    });
  });
});

describe('the key', () => {
  const reveal = { do: 'reveal-key', id: 'vif-1' } as const;
  const shown = [...up, entry({ type: 'vif.key-revealed', id: 'vif-1', by: 'lin' })];
  const { do: _do, keyPrint: _none, ...keyless } = ask.vif();
  const without = entry({ type: 'vif.created', ...keyless, region: 'cn-north-1', by: 'lin', id: 'vif-1' });

  // biome-ignore format: rows
  it.each([
    ['is shown once',                  up,                             lin, 'vif.key-revealed'],
    ['is shown before it works',       pending,                        lin, 'vif.key-revealed'],
    ['is not shown again',             shown,                          lin, 'key-revealed vif'],
    ['is not shown to another',        shown,                          wei, 'key-revealed vif'],
    ['is not shown if there is none',  [line(), gateway(), without],   lin, 'no-key vif'],
    ['is not shown of nothing',        [line()],                       lin, 'unknown-thing vif'],
  ])('%s', (_name, past, actor, said) => expect(told(past, reveal, actor)).toBe(said));

  it('is remembered as shown, to whom', () => {
    expect(stateAfter(up, reveal, wei).vifs['vif-1']?.keyRevealedTo).toBe('wei');
  });
});

describe('editing', () => {
  const edit = (more: object) => ({ do: 'edit-vif', id: 'vif-1', ...more }) as const;
  // biome-ignore format: rows
  it.each([
    ['the name',                     up, edit({ name: 'b' }),                      'vif.edited'],
    ['the description',              up, edit({ description: 'b' }),               'vif.edited'],
    ['nothing',                      up, edit({}),                                 'silence'],
    ['nothing, in so many words',    up, edit({ name: 'vif-1', healthCheck: { kind: 'none' } }), 'silence'],
    ['what is not there',            [line()], edit({ name: 'b' }),                'unknown-thing vif'],
  ])('%s', (_name, past, command, said) => expect(told(past, command)).toBe(said));

  it('keeps everything else', () => {
    const before = given(tenant, up).state.vifs['vif-1'];
    expect(stateAfter(up, edit({ name: 'b' })).vifs['vif-1']).toEqual({
      ...before,
      name: 'b',
      revision: up.length + 1,
    });
  });
});

describe('leaving', () => {
  it('is silence where nothing is', () => {
    expect(told([line()], { do: 'delete-vif', id: 'vif-1' })).toBe('silence');
    expect(told([line()], { do: 'delete-vif', id: 'constructor' })).toBe('silence');
  });
  it('is not cleaned up where nothing is', () => {
    expect(told([line()], { do: 'clean-vif', id: 'vif-1' }, job)).toBe('unknown-thing vif');
  });
});
