/**
 * Knows how two speakers go from Idle to Established or get stuck, by running both state machines against each other;
 * does not know why the transport carries or drops segments.
 */
import { type Expectation, judgeOpen, type Open } from './open-message.ts';
import { type SessionAction, type SessionEvent, type SessionState, transition } from './session.ts';

export interface Speaker {
  readonly open: Open & Expectation;
  readonly passive: boolean;
  /** Administratively down speakers do not start and refuse connections. */
  readonly started: boolean;
}
export interface Handshake {
  readonly states: readonly [SessionState, SessionState];
  /** The first NOTIFICATION and who sent it. */
  readonly notification?: { readonly from: 0 | 1; readonly code: readonly [number, number] };
}
interface Delivery {
  readonly to: 0 | 1;
  readonly event: SessionEvent;
}

/** `segmentsPass`: whether TCP segments of one are accepted by the other, both ways. */
export function handshake(speakers: readonly [Speaker, Speaker], segmentsPass: boolean): Handshake {
  const states: [SessionState, SessionState] = ['Idle', 'Idle'];
  let notification: Handshake['notification'];
  let connected = false;
  const pending: Delivery[] = [];
  const other = (one: 0 | 1): 0 | 1 => (one === 0 ? 1 : 0);

  const perform = (one: 0 | 1, action: SessionAction): void => {
    const peer = other(one);
    if (typeof action === 'object') {
      notification ??= { from: one, code: action.notify };
      pending.push({ to: peer, event: 'notification' });
    } else if (action === 'connect' && segmentsPass && speakers[peer].started) {
      if (connected) return;
      connected = true;
      pending.push({ to: one, event: 'tcp-connected' }, { to: peer, event: 'tcp-connected' });
    } else if (action === 'send-open') {
      const [refusal] = judgeOpen(speakers[peer].open, speakers[one].open);
      pending.push({ to: peer, event: refusal ? 'open-refused' : 'open' });
      if (!refusal) return;
      notification ??= { from: peer, code: refusal.notification };
      pending.push({ to: one, event: 'notification' });
    } else if (action === 'send-keepalive') pending.push({ to: peer, event: 'keepalive' });
  };
  const step = (one: 0 | 1, event: SessionEvent): void => {
    const { to, actions } = transition(states[one], event);
    states[one] = to;
    for (const action of actions) perform(one, action);
  };

  for (const one of [0, 1] as const) {
    if (speakers[one].started) step(one, speakers[one].passive ? 'start-passive' : 'start');
  }
  for (let next = pending.shift(); next; next = pending.shift()) step(next.to, next.event);
  return { states, ...(notification && { notification }) };
}
