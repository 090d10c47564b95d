/** A real HTTP server with only the payments door, and reports to knock with. */

import { type Http, startHttp } from '../../src/wire/http.ts';
import { hearPayment, signatureHeader, signPayment } from '../../src/wire/payments.ts';
import type { Bench } from '../app/bench.ts';

export const secret = 'the-cashiers-own-secret';

export interface CashierDoor {
  readonly http: Http;
  /** `name label` of everything counted. */
  readonly counted: string[];
  /** Signed now and rightly, unless told otherwise. */
  report(
    body: unknown,
    change?: { at?: number; secret?: string; header?: string | null; method?: string },
  ): Promise<Response>;
}

export async function openCashierDoor(bench: Bench): Promise<CashierDoor> {
  const counted: string[] = [];
  const telemetry = {
    log: () => undefined,
    count: (name: string, labels: Record<string, string> = {}) =>
      void counted.push([name, ...Object.values(labels)].join(' ')),
  };
  const door = { app: bench.app, secret, clock: bench.world.clock, telemetry };
  const http = await startHttp(
    '127.0.0.1',
    0,
    new Map([['/payments', (request, response) => hearPayment(door, request, response)]]),
    telemetry,
  );
  return {
    http,
    counted,
    report(body, change = {}) {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const header = change.header ?? signPayment(change.secret ?? secret, change.at ?? bench.world.clock.now(), text);
      const method = change.method ?? 'POST';
      return fetch(`${http.url}/payments`, {
        method,
        headers: change.header === null ? {} : { [signatureHeader]: header },
        ...(method === 'GET' ? {} : { body: text }),
      });
    },
  };
}
