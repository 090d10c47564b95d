import { describe, expect, it } from 'vitest';
import type { TenantEvent } from '../../src/engine/tenant/messages.ts';
import { withRedis } from '../store/redis-fixture.ts';
import { type Bench, openBench } from './bench.ts';
import { buttonOf, cardOf, press, words } from './pressing.ts';
import { activeLine, customer, owner, settle, stateOf, typed, workedLine } from './worked-line.ts';

const redis = withRedis();

async function eventsOf(bench: Bench, tenant: string): Promise<readonly TenantEvent[]> {
  const entries = await bench.app.journal.entries('tenant', tenant, 0);
  return entries.flatMap((entry) => entry.events as TenantEvent[]);
}

describe('an order with its proof', () => {
  it('shows what agreeing would do, and the approval keeps the hash', async () => {
    const bench = await openBench(redis);
    const { id } = await bench.order('east');
    const card = cardOf(bench, 'ops', id);
    const text = words(card.blocks);
    expect(text).toContain('Simulated proof. If agreed:');
    expect(text).toContain('No session, route or ping changes.');
    expect(text).toMatch(/Free port pairs of this kind: (\d+) → \d+/);
    expect(text).toContain('Other tenants: nobody is affected (computed).');
    expect(words(cardOf(bench, 'acme', id).blocks)).not.toContain('Simulated proof');

    const approve = buttonOf(card, 'approve');
    const hash = approve.args?.proof?.split('.')[0] ?? '';
    expect(text).toContain(`Proof ${hash.slice(0, 12)}`);
    expect((await press(bench, 'zoe', approve)).text).toContain('Done');
    const approval = (await eventsOf(bench, 'acme')).find(({ type }) => type === 'connection.approved');
    expect(approval).toMatchObject({ proof: { hash } });
  });

  it('is voided by an edit: the click says what changed, the card asks again with a new proof', async () => {
    const bench = await openBench(redis);
    const { id } = await bench.order('east');
    const old = buttonOf(cardOf(bench, 'ops', id), 'approve');
    await bench.type('tom', `edit ${id} --name west`);
    const { text } = await press(bench, 'zoe', old);
    expect(text).toContain('The proof for west no longer holds. Nothing was done');
    expect(text).toContain('What changed: Name: east → west');
    expect((await bench.connection(id)).state).toBe('Ordering');

    await settle(bench);
    const fresh = buttonOf(cardOf(bench, 'ops', id), 'approve');
    expect(fresh.args?.proof).not.toBe(old.args?.proof);
    expect((await press(bench, 'zoe', fresh)).text).toContain('Done');
  });

  it('is not voided by what has nothing to do with it', async () => {
    const bench = await openBench(redis);
    const { id } = await bench.order('east');
    const approve = buttonOf(cardOf(bench, 'ops', id), 'approve');
    await bench.type('tom', 'gateway create --name gw --region cn-north-1');
    await bench.order('far', 'mei');
    await settle(bench);
    expect((await press(bench, 'zoe', approve)).text).toContain('Done');
  });
});

describe('a static route with its proof', () => {
  const route = async (bench: Bench) => {
    const { vif, gateway } = await workedLine(bench);
    await typed(bench, customer, `route --to 10.9.0.0/16 --via ${vif}`);
    return { vif, gateway };
  };

  it('is voided by a change underneath, which the click names', async () => {
    const bench = await openBench(redis);
    const { gateway } = await route(bench);
    const verify = buttonOf(cardOf(bench, 'ops', gateway), 'route verify');
    expect(words(cardOf(bench, 'ops', gateway).blocks)).toContain('➕ gw: 10.9.0.0/16 via tunnel comes into effect');
    await bench.type('zoe', 'router lr-bj-b down');
    const { text } = await press(bench, 'lei', verify);
    expect(text).toContain('10.9.0.0/16');
    expect(text).toMatch(/证明已失效/);
    expect(text).toContain('消失 tunnel 与 lr-bj-b 的 BGP');

    await settle(bench);
    const fresh = buttonOf(cardOf(bench, 'ops', gateway), 'route verify');
    expect(fresh.args?.proof).not.toBe(verify.args?.proof);
    await press(bench, 'lei', fresh);
    expect((await stateOf(bench)).gateways[gateway]?.staticRoutes[0]?.state).toBe('effective');
  });

  it('raises no alarm when it came as proven, and one in room and thread when it did not', async () => {
    const bench = await openBench(redis);
    const { gateway } = await route(bench);
    await press(bench, 'lei', buttonOf(cardOf(bench, 'ops', gateway), 'route verify'));
    bench.pass(20_000);
    await settle(bench);
    expect((await eventsOf(bench, owner)).filter(({ type }) => type === 'proof.missed')).toEqual([]);

    await typed(bench, customer, 'route --to 10.10.0.0/16 --via tunnel');
    await press(bench, 'lei', buttonOf(cardOf(bench, 'ops', gateway), 'route verify'));
    await bench.type('zoe', 'router lr-bj-b down');
    bench.pass(20_000);
    await settle(bench);
    const missed = (await eventsOf(bench, owner)).filter(({ type }) => type === 'proof.missed');
    expect(missed).toMatchObject([{ id: gateway, lost: { sessions: [{ router: 'lr-bj-b' }] } }]);
    expect(bench.chat.lines('ops').join('\n')).toMatch(
      /did not come as its proof .*BGP of tunnel with lr-bj-b is gone/,
    );
    const alone = bench.chat.messages.filter((row) => row.room === 'ops' && row.under === undefined && row.lines);
    expect(alone.map((row) => row.lines?.join())).toEqual([expect.stringContaining('环球贸易, gw')]);
  });

  it('that harms is not agreed to unseen, but with the proof named', async () => {
    const bench = await openBench(redis);
    const { line, gateway } = await workedLine(bench);
    // The other interface's device does not have the host the first one's tests ping.
    await typed(bench, customer, `vif create --name other --connection ${line}`);
    await typed(bench, customer, 'device set other --announce 10.50.0.0/16');
    await typed(bench, customer, 'route --to 10.0.0.0/24 --via other');
    const waiting = (await stateOf(bench)).gateways[gateway]?.staticRoutes[0]?.id ?? '';
    expect(words(cardOf(bench, 'ops', gateway).blocks)).toContain('❌ vm no longer reaches 10.0.0.10');

    const verify = `route verify ${gateway} ${waiting}`;
    const unseen = await bench.type('zoe', verify);
    expect(unseen.text).toMatch(/takes something away.*--proof [0-9a-f]{12}/);
    const wrong = await bench.type('zoe', `${verify} --proof 0123456789ab`);
    expect(wrong.text).toContain('the proof you named is not the one that holds now');
    const proof = /--proof ([0-9a-f]{12})/.exec(unseen.text)?.[1];
    expect((await bench.type('zoe', `${verify} --proof ${proof}`)).answer).toMatchObject({ tone: 'good' });
  });
});

describe('a quota', () => {
  it('is asked for, proven and raised by another pair of eyes; then there is room', async () => {
    const bench = await openBench(redis);
    await activeLine(bench);
    await typed(bench, customer, 'gateway create --name gw --region cn-north-1');
    await typed(bench, customer, 'quota raise --quota staticRoutesPerGateway --to 80 --reason "more sites"');
    const id = Object.keys((await stateOf(bench)).quotaRequests)[0] ?? '';
    const card = cardOf(bench, 'ops', id);
    expect(words(card.blocks)).toContain('Static routes of the gateway: 50 → 80');
    const old = buttonOf(card, 'quota approve');

    await typed(bench, customer, 'quota raise --quota staticRoutesPerGateway --to 90 --reason "more sites"');
    expect((await press(bench, 'lei', old)).text).toContain('变化：新上限：80 → 90');
    await press(bench, 'lei', buttonOf(cardOf(bench, 'ops', id), 'quota approve'));
    const state = await stateOf(bench);
    expect(state.quotaRequests[id]).toMatchObject({ state: 'Raised', to: 90 });
    expect(Object.values(state.raised)).toEqual([90]);
    const shown = await bench.type(customer, 'quota');
    expect(shown.text).toContain('90');
  });

  it.each([
    ['quota raise --quota staticRoutesPerGateway --to 50 --reason x', /50/],
    ['quota raise --quota staticRoutesPerGateway --of bgw-none --to 80 --reason x', /bgw-none/],
    ['quota raise --quota ecmpLines --to 8 --reason x', /ecmpLines/],
  ])('%s is refused', async (text, says) => {
    const bench = await openBench(redis);
    await bench.type(customer, 'gateway create --name gw --region cn-north-1');
    const heard = await bench.type(customer, text);
    expect(heard.answer).toMatchObject({ kind: 'said', tone: 'bad' });
    expect(heard.text).toMatch(says);
  });
});
