/** Webhooks: who may have changes reported where, what is listed as not delivered, and when it stops. */
import { describe, expect, it } from 'vitest';
import { type RosterCommand, type RosterEvent, roster } from '../../../src/engine/roster/index.ts';
import { given, type Past, stateOf } from '../core/given.ts';
import { at, crew, entry, person } from './crew.ts';

const url = 'https://example.com/hook';
const add = (tenant = 'acme', to = url): RosterCommand => ({ do: 'add-webhook', id: 'hook-1', tenant, url: to });
const added = (id = 'hook-1', to = url): Past<RosterEvent> =>
  entry({ type: 'webhook.added', webhook: { id, tenant: 'acme', url: to, dead: [] }, by: 'lin' });
const failed = (version: number, stopped = false): Past<RosterEvent> =>
  entry({ type: 'webhook.failed', id: 'hook-1', version, stopped });
const globex: RosterEvent = { type: 'tenant.added', tenant: { id: 'globex', title: 'G', realName: true }, by: 'ada' };
const past = [...crew, entry(globex, person('mei', ['customer'], { tenant: 'globex' }))];

describe('a webhook is added', () => {
  it.each<[string, string, RosterCommand, string]>([
    ['by a customer for their tenant', 'lin', add(), 'webhook.added'],
    ['by an admin for any tenant', 'ada', add('globex'), 'webhook.added'],
    ['by a customer for another tenant', 'lin', add('globex'), 'refused unknown-tenant'],
    ['by a reviewer', 'rui', add(), 'refused unknown-tenant'],
    ['for no tenant', 'ada', add('constructor'), 'refused unknown-tenant'],
    ['to no web address', 'lin', add('acme', 'ftp://example.com'), 'refused bad-field'],
    ['with a password in it', 'lin', add('acme', 'https://a:b@example.com'), 'refused bad-field'],
    ['longer than 500', 'lin', add('acme', `https://example.com/${'x'.repeat(500)}`), 'refused bad-field'],
  ])('%s: %s', (_name, by, command, said) => expect(given(roster, past).when(command, at(by)).said).toBe(said));

  it('once per address, five per tenant', () => {
    const again: RosterCommand = { do: 'add-webhook', id: 'hook-9', tenant: 'acme', url };
    expect(given(roster, [...past, added()]).when(again, at('lin')).said).toBe('refused webhook-known');
    const five = Array.from({ length: 5 }, (_, index) => added(`hook-x${index}`, `${url}${index}`));
    expect(given(roster, [...past, ...five]).when(again, at('lin')).said).toBe('refused too-many-webhooks');
  });
});

describe('a report that was given up', () => {
  it('is listed once, and the tenth stops the webhook', () => {
    const nine = [...past, added(), ...Array.from({ length: 9 }, (_, index) => failed(index + 1))];
    const state = given(roster, nine);
    state.when({ do: 'fail-webhook', id: 'hook-1', version: 3 }, at('system')).silent();
    const tenth = state.when({ do: 'fail-webhook', id: 'hook-1', version: 12 }, at('system'));
    tenth.happens({ type: 'webhook.failed', id: 'hook-1', version: 12, stopped: true });
    expect(tenth.after.webhooks['hook-1']).toMatchObject({ stoppedAfter: 12 });
  });

  it('is sent again with everything after the stop, and forgotten', () => {
    const again = given(roster, [...past, added(), failed(4), failed(7, true)]).when(
      { do: 'resend-webhook', id: 'hook-1' },
      at('lin'),
    );
    again.happens({ type: 'webhook.resent', id: 'hook-1', tenant: 'acme', versions: [4, 7], after: 7, by: 'lin' });
    expect(again.after.webhooks['hook-1']).toEqual({ id: 'hook-1', tenant: 'acme', url, dead: [] });
  });

  it('of a removed webhook is nobody’s', () => {
    const gone = [...past, added(), entry({ type: 'webhook.removed', id: 'hook-1', by: 'lin' })];
    given(roster, gone).when({ do: 'fail-webhook', id: 'hook-1', version: 1 }, at('system')).silent();
    expect(stateOf(roster, gone).webhooks).toEqual({});
  });
});

it.each(['remove-webhook', 'resend-webhook'] as const)('%s of another tenant’s is refused as unknown', (verb) => {
  const state = given(roster, [...past, added(), failed(1)]);
  expect(state.when({ do: verb, id: 'hook-1' }, at('mei')).said).toBe('refused unknown-webhook');
  expect(state.when({ do: verb, id: 'hook-1' }, at('rui')).said).toBe('refused unknown-webhook');
  expect(state.when({ do: verb, id: 'hook-1' }, at('ada')).said).toMatch(/^webhook\./);
});
