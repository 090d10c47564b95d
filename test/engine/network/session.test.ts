// The state machine of RFC 4271 §8.2.2 as rows, its answers to unexpected events, and two of them meeting.
import { describe, expect, it } from 'vitest';
import { handshake, type Speaker } from '../../../src/engine/network/handshake.ts';
import {
  SESSION_EVENTS,
  SESSION_STATES,
  type SessionAction,
  type SessionEvent,
  type SessionState,
  transition,
} from '../../../src/engine/network/session.ts';

const notice = (actions: readonly SessionAction[]): string =>
  actions.flatMap((action) => (typeof action === 'object' ? action.notify.join('/') : [])).join();

// biome-ignore format: rows
const ROWS: [SessionState, SessionEvent, SessionState, string, SessionAction | undefined][] = [
  ['Idle',        'start',                 'Connect',     '',    'connect'],
  ['Idle',        'start-passive',         'Active',      '',    'start-connect-retry'],
  ['Idle',        'keepalive',             'Idle',        '',    undefined],
  ['Connect',     'tcp-connected',         'OpenSent',    '',    'send-open'],
  ['Connect',     'tcp-fails',             'Active',      '',    'start-connect-retry'],
  ['Connect',     'connect-retry-expires', 'Connect',     '',    'connect'],
  ['Connect',     'stop',                  'Idle',        '',    'stop-connect-retry'],
  ['Connect',     'keepalive',             'Idle',        '',    'stop-connect-retry'],
  ['Active',      'connect-retry-expires', 'Connect',     '',    'connect'],
  ['Active',      'tcp-connected',         'OpenSent',    '',    'send-open'],
  ['Active',      'tcp-fails',             'Idle',        '',    'start-connect-retry'],
  ['OpenSent',    'open',                  'OpenConfirm', '',    'send-keepalive'],
  ['OpenSent',    'open-refused',          'Idle',        '',    'drop-tcp'],
  ['OpenSent',    'tcp-fails',             'Active',      '',    'start-connect-retry'],
  ['OpenSent',    'hold-expires',          'Idle',        '4/0', 'drop-tcp'],
  ['OpenSent',    'stop',                  'Idle',        '6/2', 'drop-tcp'],
  ['OpenSent',    'update',                'Idle',        '5/0', 'drop-tcp'],
  ['OpenConfirm', 'keepalive',             'Established', '',    'advertise'],
  ['OpenConfirm', 'collision-lost',        'Idle',        '6/7', 'drop-tcp'],
  ['OpenConfirm', 'notification',          'Idle',        '',    'drop-tcp'],
  ['OpenConfirm', 'update',                'Idle',        '5/0', 'drop-tcp'],
  ['Established', 'keepalive-expires',     'Established', '',    'send-keepalive'],
  ['Established', 'update',                'Established', '',    'restart-hold'],
  ['Established', 'update-refused',        'Idle',        '',    'flush-routes'],
  ['Established', 'hold-expires',          'Idle',        '4/0', 'flush-routes'],
  ['Established', 'stop',                  'Idle',        '6/2', 'flush-routes'],
  ['Established', 'notification',          'Idle',        '',    'flush-routes'],
  ['Established', 'tcp-fails',             'Idle',        '',    'flush-routes'],
  ['Established', 'open',                  'Idle',        '5/0', 'flush-routes'],
];

describe('the session state machine', () => {
  it.each(ROWS)('%s, %s → %s', (from, event, to, told, action) => {
    const step = transition(from, event);
    expect(step.to).toBe(to);
    expect(notice(step.actions)).toBe(told);
    if (action === undefined) expect(step.actions).toEqual([]);
    else expect(step.actions).toContain(action);
  });

  it('answers every event in every state, and leaves Established only by letting go of the routes', () => {
    for (const from of SESSION_STATES) {
      for (const event of Object.keys(SESSION_EVENTS) as SessionEvent[]) {
        const { to, actions } = transition(from, event);
        expect(SESSION_STATES).toContain(to);
        if (from === 'Established' && to !== 'Established') expect(actions).toContain('flush-routes');
      }
    }
  });

  it('is not reached but through OPEN and KEEPALIVE', () => {
    for (const from of SESSION_STATES) {
      for (const event of Object.keys(SESSION_EVENTS) as SessionEvent[]) {
        if (from !== 'Established' && transition(from, event).to === 'Established') {
          expect([from, event]).toEqual(['OpenConfirm', 'keepalive']);
        }
      }
    }
  });
});

const speaker = (asn: number, remoteAs: number, change: Partial<Speaker> = {}): Speaker => ({
  open: { asn, remoteAs, routerId: asn, holdSeconds: 9, roleStrict: false },
  passive: false,
  started: true,
  ...change,
});

// biome-ignore format: rows
const MEETINGS: [string, Speaker, Speaker, boolean, [SessionState, SessionState], string][] = [
  ['two active speakers',             speaker(1, 2),                     speaker(2, 1),                     true,  ['Established', 'Established'], ''],
  ['one passive',                     speaker(1, 2, { passive: true }),  speaker(2, 1),                     true,  ['Established', 'Established'], ''],
  ['both passive',                    speaker(1, 2, { passive: true }),  speaker(2, 1, { passive: true }),  true,  ['Active', 'Active'],           ''],
  ['segments do not pass',            speaker(1, 2),                     speaker(2, 1),                     false, ['Connect', 'Connect'],         ''],
  ['segments do not pass, passive',   speaker(1, 2),                     speaker(2, 1, { passive: true }),  false, ['Connect', 'Active'],          ''],
  ['one is shut down',                speaker(1, 2, { started: false }), speaker(2, 1),                     true,  ['Idle', 'Connect'],            ''],
  ['the first refuses the AS',        speaker(1, 3),                     speaker(2, 1),                     true,  ['Idle', 'Idle'],               '0: 2/2'],
  ['the second refuses the AS',       speaker(1, 2),                     speaker(2, 3),                     true,  ['Idle', 'Idle'],               '1: 2/2'],
];

describe('two speakers', () => {
  it.each(MEETINGS)('%s', (_, a, b, segmentsPass, states, told) => {
    const met = handshake([a, b], segmentsPass);
    expect(met.states).toEqual(states);
    expect(met.notification ? `${met.notification.from}: ${met.notification.code.join('/')}` : '').toBe(told);
  });
});
