// Generated configurations at work: the customer's router runs them in the lab, against line routers with keys, filters and BFD.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deviceConfig, vifPlanSchema } from '../../../src/engine/device/index.ts';
import { missing, runScenario, type Vendor } from '../../lab/run.ts';
import type { Node, Phase, Scenario, Session } from '../../lab/scenario.ts';
import { textOf } from './plans.ts';

const reason = missing();
/** Both phases, from the first namespace to the last one removed. */
const limitMs = 90_000;
const authKey = 'K3y!with#marks';

const plan = vifPlanSchema.parse({
  name: 'lab',
  vlan: 10,
  customerAsn: 65_010,
  authKey,
  peers: [
    { customerIp: '172.16.0.1/30', cloudIp: '172.16.0.2/30', interface: 'eth1' },
    { customerIp: '172.16.0.5/30', cloudIp: '172.16.0.6/30', interface: 'eth2' },
  ],
  announce: ['10.0.0.0/16', '10.7.0.0/16'],
  cloudRanges: ['192.168.0.0/24'],
  bfd: { minTxMs: 300, minRxMs: 300, multiplier: 3 },
});
const portNames = { cust: { 'lr1-cust': 'eth1', 'lr2-cust': 'eth2' } };

const baseline = JSON.parse(
  readFileSync(new URL('../network/scenarios/baseline.json', import.meta.url), 'utf8'),
) as Scenario;

/** Line routers that ask for the key and for BFD; a cloud that also offers a range nobody asked for. */
function scenario(): Scenario {
  const unasked = '192.168.99.0/24';
  const bgw = baseline.nodes.bgw as Node;
  const offering: Node = {
    ...bgw,
    networks: [...(bgw.networks ?? []), unasked],
    static: [...(bgw.static ?? []), { dst: unasked, via: ['100.64.10.2'] }],
  };
  const guarded = (session: Session): Session =>
    session.b.node === 'cust'
      ? { ...session, a: { ...session.a, password: authKey, options: { bfd: true } } }
      : session;
  const phases: readonly Phase[] = [
    { id: 'up', events: [] },
    { id: 'silent', events: [{ do: 'link-silent', link: 'lr2-cust' }] },
  ];
  return { ...baseline, nodes: { ...baseline.nodes, bgw: offering }, sessions: baseline.sessions.map(guarded), phases };
}

describe.skipIf(reason !== undefined)(
  `a customer's router${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  () => {
    it.concurrent.each<Vendor>(['frr', 'bird'])(
      'runs the configuration for %s',
      { timeout: limitMs },
      async (vendor) => {
        const given = { cust: { vendor, text: textOf(deviceConfig(plan, vendor, { revealKey: true })) } };
        const { phases } = await runScenario(scenario(), 'bird', { given, portNames });
        const [up, silent] = phases;

        expect(up?.sessions['lr1-cust']?.a).toBe('Established');
        expect(up?.sessions['lr2-cust']?.a).toBe('Established');
        // Both line routers are in use, for the asked range and for no other.
        expect(up?.fib.cust?.['192.168.0.0/24']).toEqual(['172.16.0.2', '172.16.0.6']);
        expect(up?.fib.cust?.['192.168.99.0/24']).toBeUndefined();
        // Exactly the announced ranges arrive, also the one that nothing but a discard route backs.
        expect(Object.keys(up?.best.bgw ?? {}).sort()).toEqual(['10.0.0.0/16', '10.7.0.0/16']);
        expect(up?.best.bgw?.['10.7.0.0/16']?.asPath).toEqual([64_512, 65_010]);
        expect(up?.probes['vm1-idc']).toMatchObject({ forward: 'all', return: 'all', ping: 'ok' });
        // The hold time is 90 s: only BFD can have noticed within the phase.
        expect(silent?.fib.cust?.['192.168.0.0/24']).toEqual(['172.16.0.2']);
        expect(silent?.probes['vm1-idc']).toMatchObject({ forward: 'all', return: 'all' });
      },
    );
  },
);
