/** Every reason to refuse a plan, whatever the device: its numbers, texts, key, ports, and what the fields say of each other. */
import type { Refusal } from '../core.ts';
import { parseAddress } from '../network/prefix.ts';
import { keyPattern, numberSpans, portPattern, type Span, textSpans } from './limits.ts';
import { pairRefusals } from './link-pairs.ts';
import type { VifPlan } from './plan.ts';
import { rangeRefusals } from './ranges.ts';

type Rule = (plan: VifPlan) => readonly Refusal[];

const outside = (span: Span, value: number) => !Number.isInteger(value) || value < span.min || value > span.max;

function numberRefusals(plan: VifPlan): readonly Refusal[] {
  const { bfd } = plan;
  const given: Readonly<Record<keyof typeof numberSpans, number | undefined>> = {
    vlan: plan.vlan,
    customerAsn: plan.customerAsn,
    cloudAsn: plan.cloudAsn,
    holdSeconds: plan.holdSeconds,
    keepaliveSeconds: plan.keepaliveSeconds,
    mtu: plan.mtu,
    'bfd.minTxMs': bfd?.minTxMs,
    'bfd.minRxMs': bfd?.minRxMs,
    'bfd.multiplier': bfd?.multiplier,
  };
  return Object.entries(numberSpans).flatMap(([field, span]) => {
    const value = given[field as keyof typeof numberSpans];
    return value === undefined || !outside(span, value) ? [] : [{ code: 'out-of-range', field, value, values: span }];
  });
}

function textRefusals({ name, description = '' }: VifPlan): readonly Refusal[] {
  return Object.entries({ name, description }).flatMap(([field, value]) => {
    const span = textSpans[field as keyof typeof textSpans];
    return outside(span, value.length) ? [{ code: 'bad-length', field, value, values: span }] : [];
  });
}

/** The key itself is never in a refusal. */
function keyRefusals({ authKey, keyPresent }: VifPlan): readonly Refusal[] {
  if (typeof authKey === 'string' && keyPresent === false) return [{ code: 'key-and-no-key', field: 'keyPresent' }];
  if (typeof authKey === 'string' && !keyPattern.test(authKey)) return [{ code: 'bad-key', field: 'authKey' }];
  return [];
}

function timerRefusals({ holdSeconds, keepaliveSeconds }: VifPlan): readonly Refusal[] {
  // RFC 4271 §4.4: a third of the hold time is the longest reasonable interval; VRP and Comware insist on it.
  const longest = Math.floor(holdSeconds / 3);
  if (keepaliveSeconds <= longest || longest < numberSpans.keepaliveSeconds.min) return [];
  return [{ code: 'keepalive-too-long', field: 'keepaliveSeconds', value: keepaliveSeconds, values: { longest } }];
}

function asnRefusals({ cloudAsn, customerAsn }: VifPlan): readonly Refusal[] {
  // One number on both sides would be an iBGP session.
  return cloudAsn === customerAsn ? [{ code: 'same-asn', field: 'cloudAsn', value: cloudAsn }] : [];
}

function routerIdRefusals({ routerId, peers }: VifPlan): readonly Refusal[] {
  if (routerId === undefined) return [];
  const about = { field: 'routerId', value: routerId };
  const id = parseAddress(routerId);
  // 0.0.0.0 is no identifier (RFC 6286 §2.1); from 224.0.0.0 on no vendor takes one.
  if (id === undefined || id === 0 || id >>> 28 >= 0xe) return [{ code: 'bad-router-id', ...about }];
  return peers.some(({ cloudIp }) => cloudIp.split('/')[0] === routerId) ? [{ code: 'router-id-taken', ...about }] : [];
}

function portRefusals({ peers, singlePort }: VifPlan): readonly Refusal[] {
  const bad = peers.flatMap(({ interface: port }, index) =>
    port === undefined || portPattern.test(port)
      ? []
      : [{ code: 'bad-interface', field: `peers.${index}.interface`, value: port }],
  );
  const [first, second] = peers.map(({ interface: port }) => port);
  if (bad.length > 0 || second === undefined) return bad;
  const about = { field: 'peers.1.interface', value: second };
  if (!singlePort) return first === second ? [{ code: 'one-port', ...about }] : [];
  return first === second ? [] : [{ code: 'two-ports', ...about }];
}

function routingRefusals({ staticRouting, bfd, cloudRanges, announce }: VifPlan): readonly Refusal[] {
  // An import filter without a line is no filter at all on IOS and FRR: it lets everything in.
  const empty = cloudRanges === undefined ? staticRouting : cloudRanges.length === 0;
  return [
    ...(staticRouting || announce.length > 0 ? [] : [{ code: 'nothing-to-announce', field: 'announce' }]),
    ...(empty ? [{ code: 'no-cloud-ranges', field: 'cloudRanges' }] : []),
    ...(staticRouting && bfd ? [{ code: 'bfd-without-bgp', field: 'bfd' }] : []),
  ];
}

const rules: readonly Rule[] = [
  textRefusals,
  numberRefusals,
  asnRefusals,
  keyRefusals,
  pairRefusals,
  portRefusals,
  rangeRefusals,
  routerIdRefusals,
  timerRefusals,
  routingRefusals,
];

/** Empty when the plan can be configured. `field` is the dotted path; all rules are asked, not only the first that fails. */
export function planRefusals(plan: VifPlan): readonly Refusal[] {
  return rules.flatMap((rule) => rule(plan));
}
