/** One acknowledgement for one delivery, in both modes alike. Knows no payload. */
import type { Telemetry } from '../../app/ports.ts';

/** Sends the acknowledgement; `false` when it was sent before or could not be sent. Never throws. */
export type Ack = (body?: object) => Promise<boolean>;

/**
 * Bolt throws on a second acknowledgement over HTTP, only warns over Socket Mode, and rejects when the socket is gone;
 * over Socket Mode it never notices a missing one.
 * @param send absent for events, which Bolt acknowledges itself.
 * @param lastMomentMs when an acknowledgement nobody sent is sent empty.
 */
export function ackOnce(
  send: ((body?: object) => Promise<unknown>) | undefined,
  telemetry: Telemetry,
  lastMomentMs: number,
): Ack {
  if (send === undefined) return () => Promise.resolve(false);
  let sent = false;
  const lastMoment = setTimeout(() => {
    telemetry.count('slack_forced_ack');
    void ack();
  }, lastMomentMs);
  lastMoment.unref();

  async function ack(body?: object): Promise<boolean> {
    if (send === undefined) return false;
    if (sent) {
      telemetry.count('slack_second_ack');
      return false;
    }
    sent = true;
    clearTimeout(lastMoment);
    try {
      await send(body);
      return true;
    } catch (error) {
      telemetry.log('warn', 'slack_ack_failed', { error: String(error) });
      return false;
    }
  }
  return ack;
}
