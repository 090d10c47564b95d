/** Knows the BGP session state machine as a table (RFC 4271 §8.2.2); does not know timers, messages' contents or transport. */

export const SESSION_STATES = ['Idle', 'Connect', 'Active', 'OpenSent', 'OpenConfirm', 'Established'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

/** §8.1, with the RFC's event numbers; the optional events that need delayed open are left out. */
export const SESSION_EVENTS = {
  start: 1,
  stop: 2,
  'start-passive': 4,
  'connect-retry-expires': 9,
  'hold-expires': 10,
  'keepalive-expires': 11,
  'tcp-connected': 17,
  'tcp-fails': 18,
  open: 19,
  'open-refused': 22,
  'collision-lost': 23,
  notification: 25,
  keepalive: 26,
  update: 27,
  'update-refused': 28,
} as const;
export type SessionEvent = keyof typeof SESSION_EVENTS;

export type SessionAction =
  | 'connect'
  | 'drop-tcp'
  | 'send-open'
  | 'send-keepalive'
  | 'restart-hold'
  | 'start-connect-retry'
  | 'stop-connect-retry'
  | 'advertise'
  | 'flush-routes'
  | { readonly notify: readonly [number, number] };

interface Step {
  readonly to: SessionState;
  readonly actions: readonly SessionAction[];
}
type Row = Readonly<Partial<Record<SessionEvent, Step>>>;

const stay = (to: SessionState, ...actions: SessionAction[]): Step => ({ to, actions });
const idle = (...actions: SessionAction[]): Step => ({ to: 'Idle', actions: [...actions, 'drop-tcp'] });
const idleTelling = (code: number, subcode: number): Step => idle({ notify: [code, subcode] });
const lost = (...actions: SessionAction[]): Step => idle(...actions, 'flush-routes');

/** Finite state machine error, the answer to any event a state does not list (§6.6). */
const FSM_ERROR = [5, 0] as const;

export const SESSION_TABLE: Readonly<Record<SessionState, Row>> = {
  Idle: {
    start: { to: 'Connect', actions: ['start-connect-retry', 'connect'] },
    'start-passive': { to: 'Active', actions: ['start-connect-retry'] },
  },
  Connect: {
    start: stay('Connect'),
    'start-passive': stay('Connect'),
    stop: idle('stop-connect-retry'),
    'connect-retry-expires': stay('Connect', 'drop-tcp', 'start-connect-retry', 'connect'),
    'tcp-connected': { to: 'OpenSent', actions: ['stop-connect-retry', 'send-open', 'restart-hold'] },
    'tcp-fails': { to: 'Active', actions: ['start-connect-retry'] },
    notification: idle('stop-connect-retry'),
  },
  Active: {
    start: stay('Active'),
    'start-passive': stay('Active'),
    stop: idle('stop-connect-retry'),
    'connect-retry-expires': { to: 'Connect', actions: ['start-connect-retry', 'connect'] },
    'tcp-connected': { to: 'OpenSent', actions: ['stop-connect-retry', 'send-open', 'restart-hold'] },
    'tcp-fails': idle('start-connect-retry'),
    notification: idle('stop-connect-retry'),
  },
  OpenSent: {
    start: stay('OpenSent'),
    'start-passive': stay('OpenSent'),
    stop: idleTelling(6, 2),
    'hold-expires': idleTelling(4, 0),
    'tcp-fails': { to: 'Active', actions: ['drop-tcp', 'start-connect-retry'] },
    open: { to: 'OpenConfirm', actions: ['send-keepalive', 'restart-hold'] },
    'open-refused': idle(),
    'collision-lost': idleTelling(6, 7),
    notification: idle(),
  },
  OpenConfirm: {
    start: stay('OpenConfirm'),
    'start-passive': stay('OpenConfirm'),
    stop: idleTelling(6, 2),
    'hold-expires': idleTelling(4, 0),
    'keepalive-expires': stay('OpenConfirm', 'send-keepalive'),
    'tcp-fails': idle(),
    'open-refused': idle(),
    'collision-lost': idleTelling(6, 7),
    notification: idle(),
    keepalive: { to: 'Established', actions: ['restart-hold', 'advertise'] },
  },
  Established: {
    start: stay('Established'),
    'start-passive': stay('Established'),
    stop: lost({ notify: [6, 2] }),
    'hold-expires': lost({ notify: [4, 0] }),
    'keepalive-expires': stay('Established', 'send-keepalive'),
    'tcp-fails': lost(),
    'collision-lost': lost({ notify: [6, 7] }),
    notification: lost(),
    keepalive: stay('Established', 'restart-hold'),
    update: stay('Established', 'restart-hold'),
    'update-refused': lost(),
  },
};

/** What the state machine does with one event. The caller names the code when it refuses an OPEN or an UPDATE. */
export function transition(state: SessionState, event: SessionEvent): Step {
  const listed = SESSION_TABLE[state][event];
  if (listed) return listed;
  if (state === 'Idle') return { to: 'Idle', actions: [] };
  if (state === 'Connect' || state === 'Active') return idle('stop-connect-retry');
  const error: SessionAction = { notify: FSM_ERROR };
  return state === 'Established' ? lost(error) : idle(error);
}
