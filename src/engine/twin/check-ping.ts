/** Checks of filters at both ends and of the pings themselves, over every path (domain §10). */
import type { PathResult } from '../network/index.ts';
import type { Twin } from './build.ts';
import type { Finding, Place } from './codes.ts';
import { admit, changeDevice } from './fixes.ts';
import type { Checks, Look } from './look.ts';
import { admits } from './probe.ts';

const things: Readonly<Record<string, Place['thing']>> = {
  gateway: 'gateway',
  vpc: 'vpc',
  table: 'table',
  instance: 'instance',
  'line-router': 'router',
  client: 'device',
  host: 'device',
};

function placeOf(twin: Twin, node: string): Place {
  const name = twin.names[node];
  const thing = things[name?.kind ?? ''] ?? 'gateway';
  const id = name && 'vif' in name && thing === 'device' ? name.vif : name && 'id' in name ? name.id : node;
  return { thing, id, field: 'routes' };
}

function noPath({ twin, vif }: Look, paths: readonly PathResult[]): Finding {
  const broken = paths.find(({ result }) => result !== 'delivered');
  const at = broken?.path[broken.path.length - 1];
  const place: Place = at === undefined ? { thing: 'interface', id: vif.id, field: 'routes' } : placeOf(twin, at);
  const lost = paths.filter(({ result }) => result !== 'delivered').length;
  return { cause: 'no-path', place, values: { result: broken?.result ?? 'no-route', lost, paths: paths.length } };
}

export const pingChecks: Checks = [
  [
    'security-group',
    ({ found, host }) => {
      const { vpc, instance } = found ?? {};
      if (!vpc || !instance || host === undefined || admits(instance, host)) return undefined;
      return {
        cause: 'security-group',
        place: { thing: 'instance', id: instance.id, field: 'allow' },
        values: { host },
        fix: admit(vpc, instance, host),
      };
    },
  ],
  [
    'device-acl',
    ({ twin, ping }) => {
      const vif = twin.tenant.vifs[ping?.blockedBy[0] ?? ''];
      if (!vif?.device) return undefined;
      return {
        cause: 'device-acl',
        place: { thing: 'device', id: vif.id, field: 'blocksIcmp' },
        fix: changeDevice(vif, vif.device, { blocksIcmp: false }),
      };
    },
  ],
  [
    'forward-ping',
    (look) => {
      const { ping } = look;
      if (ping?.forwardPing) return undefined;
      return noPath(look, ping && ping.there === 'all' ? ping.reply : (ping?.request ?? []));
    },
  ],
  ['reverse-ping', (look) => (look.ping?.reversePing ? undefined : noPath(look, look.ping?.reply ?? []))],
];
