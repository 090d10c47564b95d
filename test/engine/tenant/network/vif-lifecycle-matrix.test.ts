/** Every command on a virtual interface in every state, written out by hand: what the table must amount to, not what it says. */
import { describe, expect, it } from 'vitest';
import { tenant } from '../../../../src/engine/tenant/index.ts';
import type { Actor } from '../../../../src/engine/tenant/model.ts';
import type { NetworkCommand } from '../../../../src/engine/tenant/network/messages.ts';
import { type VifState, vifMoves, vifStates } from '../../../../src/engine/tenant/network/vif-lifecycle.ts';
import { given } from '../../core/given.ts';
import { facts, job, lin } from '../story.ts';
import {
  ask,
  device,
  type Entry,
  entry,
  gateway,
  line,
  sessions,
  told,
  vif,
  vifDeleted,
  vifDeleting,
  vifDown,
  vifUp,
} from './cloud.ts';

const id = 'vif-1';
const pending = [line(), gateway(), vif(id)];
const testing = [...pending, entry({ type: 'vif.test-started', id, by: 'lin' })];
const active = [...pending, vifUp(id)];

interface Column {
  readonly past: readonly Entry[];
  readonly state: VifState;
}
/** Five states; where a state has a second face (testing, one session, key shown) it gets its own column. */
const columns: Readonly<Record<string, Column>> = {
  Pn: { past: pending, state: 'Pending' },
  Pt: { past: testing, state: 'Pending' },
  Ac: { past: active, state: 'Active' },
  A1: { past: [...pending, entry({ type: 'vif.up', id, sessions: sessions(true, false) })], state: 'Active' },
  Ak: { past: [...active, entry({ type: 'vif.key-revealed', id, by: 'lin' })], state: 'Active' },
  Do: { past: [...active, vifDown(id)], state: 'Down' },
  De: { past: [...active, vifDeleting(id)], state: 'Deleting' },
  Dt: { past: [...testing, vifDeleting(id)], state: 'Deleting' },
  Dd: { past: [...active, vifDeleting(id), vifDeleted(id)], state: 'Deleted' },
};

const asked: Readonly<Record<string, readonly [Actor, NetworkCommand]>> = {
  'create-vif': [lin, ask.vif({ id })],
  'edit-vif': [lin, { do: 'edit-vif', id, name: 'b' }],
  'set-device': [lin, { do: 'set-device', id, device: device() }],
  'observe-vif:both': [job, { do: 'observe-vif', id, sessions: sessions(true, true) }],
  'observe-vif:one': [job, { do: 'observe-vif', id, sessions: sessions(false, true) }],
  'observe-vif:none': [job, { do: 'observe-vif', id, sessions: sessions(false, false) }],
  'start-test': [lin, { do: 'start-test', id }],
  'record-test': [job, { do: 'record-test', id, run: testing.length, state: 'passed', steps: [] }],
  'reveal-key': [lin, { do: 'reveal-key', id }],
  'delete-vif': [lin, { do: 'delete-vif', id }],
  'clean-vif': [job, { do: 'clean-vif', id }],
};

/** `=` silence; `.` refused as not-now; a letter: see `meanings`. */
const matrix = `
                   Pn Pt Ac A1 Ak Do De Dt Dd
create-vif         =  =  =  =  =  =  =  =  =
edit-vif           e  e  e  e  e  e  .  .  .
set-device         d  d  d  d  d  d  .  .  .
observe-vif:both   U  U  =  o  =  U  =  =  =
observe-vif:one    U  U  o  o  o  U  =  =  =
observe-vif:none   o  o  F  F  F  =  =  =  =
start-test         t  =  t  t  t  t  .  .  .
record-test        =  r  =  =  =  =  .  .  .
reveal-key         k  k  k  k  s  k  .  .  .
delete-vif         L  L  L  L  L  L  =  =  =
clean-vif          .  .  .  .  .  .  C  C  =
`;

/** Outcome and the state it leaves; no state named: it stays. */
const meanings: Readonly<Record<string, readonly [said: string, state?: VifState]>> = {
  '=': ['silence'],
  '.': ['not-now vif'],
  e: ['vif.edited'],
  d: ['vif.device-set'],
  o: ['vif.observed'],
  U: ['vif.up', 'Active'],
  F: ['vif.down', 'Down'],
  t: ['vif.test-started'],
  r: ['vif.tested'],
  k: ['vif.key-revealed'],
  s: ['key-revealed vif'],
  L: ['vif.deleting', 'Deleting'],
  C: ['vif.deleted', 'Deleted'],
};

const [head = '', ...lines] = matrix.trim().split('\n');
const names = head.trim().split(/\s+/);
const cells = lines.flatMap((row) => {
  const [command = '', ...marks] = row.trim().split(/\s+/);
  return names.map((column, index) => ({ command, column, mark: marks[index] ?? 'missing' }));
});

describe('the matrix', () => {
  it('has a row for every command and a column for every state', () => {
    expect(lines.map((row) => row.split(/\s/)[0])).toEqual(Object.keys(asked));
    expect(new Set(Object.values(asked).map(([, command]) => command.do))).toEqual(
      new Set(['create-vif', ...vifMoves.map((move) => move.on)]),
    );
    expect(names).toEqual(Object.keys(columns));
    expect(new Set(Object.values(columns).map((column) => column.state))).toEqual(new Set(vifStates));
  });

  it.each(cells)('$command in $column: $mark', ({ command, column: name, mark }) => {
    const column = columns[name] ?? expect.fail(`no column ${name}`);
    const [said, state = column.state] = meanings[mark] ?? expect.fail(`no meaning of ${mark}`);
    const [actor, wish] = asked[command] ?? expect.fail(`no command ${command}`);
    const story = given(tenant, column.past);
    expect(story.state.vifs[id]?.state).toBe(column.state);
    expect(told(column.past, wish, actor)).toBe(said);
    expect(story.when(wish, facts(actor)).after.vifs[id]?.state).toBe(state);
  });
});
