/** A plan to start from: one line, two line routers, one range each way. */
import type { VifPlanInput } from './plan.ts';

export const examplePlan: VifPlanInput = {
  name: 'shanghai-prod',
  vlan: 10,
  customerAsn: 65_001,
  authKey: 'change-me-please',
  peers: [
    { customerIp: '172.16.0.1/30', cloudIp: '172.16.0.2/30' },
    { customerIp: '172.16.0.5/30', cloudIp: '172.16.0.6/30' },
  ],
  announce: ['10.0.0.0/16'],
  cloudRanges: ['192.168.0.0/24'],
  bfd: { minTxMs: 1000, minRxMs: 1000, multiplier: 3 },
};
