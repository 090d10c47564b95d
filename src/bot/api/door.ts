/** What the API's front door is given and passes on. Shapes only. */
import type { Clock, Deliveries, Ear, Entropy, Identity, Telemetry } from '../../app/ports.ts';
import type { Reading } from '../../app/reading.ts';
import type { Language } from '../../app/text/phrase.ts';

export interface ApiDoor {
  readonly ear: Ear;
  readonly reading: Reading;
  readonly deliveries: Deliveries;
  readonly digest: Entropy['digest'];
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

/** A request that was let in. */
export interface ApiRequest {
  readonly identity: Identity;
  readonly url: URL;
  readonly body: string;
  readonly idempotencyKey: string | undefined;
  /** What the request asks for; absent: the person's own. */
  readonly language: Language | undefined;
}
