/** Changes a customer can ask for, as parts of a plan: the command the verb would give, and the verb. */
import { refused } from '../../engine/core.ts';
import type { Propagate } from '../../engine/tenant/network/model.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import { deviceFrom } from '../verbs/device.ts';
import { idOf, listOf } from '../verbs/thing-act.ts';
import type { PartRule } from './plan.ts';
import { secondLine } from './second-line.ts';

const deviceFlags = ['withdraw', 'announce', 'prepend'] as const;

const device: PartRule = ({ args, state, world }) => {
  if (deviceFlags.every((flag) => args[flag] === undefined)) return undefined;
  const id = idOf(state, 'vif', 'vif', args.vif);
  if (typeof id !== 'string') return id;
  const vif = state.vifs[id];
  if (!vif) return refused('unknown-thing', { field: 'vif', value: id });
  const { name } = vif;
  if (!vif.device) return refused('plan-no-device', { field: 'vif', value: name });
  const { announces, host } = vif.device;
  const [gone, more] = [listOf(args.withdraw), listOf(args.announce)];
  const unknown = gone.find((range) => !announces.includes(range));
  if (unknown !== undefined)
    return refused('plan-not-announced', {
      field: 'withdraw',
      value: unknown,
      values: { ranges: announces.join(', ') || '–' },
    });
  const ranges = [...new Set([...announces.filter((range) => !gone.includes(range)), ...more])];
  const changed = gone.length + more.length > 0;
  const wanted = {
    ...(changed ? { announce: ranges.join(',') || 'none' } : {}),
    ...(args.prepend === undefined ? {} : { prepend: args.prepend }),
    // The device keeps the host that tests ping, whatever it announces.
    host,
  };
  const what: readonly (Phrase | false)[] = [
    gone.length > 0 && t('plan.withdraw', { name, ranges: gone }),
    more.length > 0 && t('plan.announce', { name, ranges: more }),
    args.prepend !== undefined && t('plan.prepend', { name, count: args.prepend }),
  ];
  return {
    region: vif.region,
    gateway: vif.gateway,
    what: what.filter((row) => row !== false),
    changes: [{ log: 'tenant', command: { do: 'set-device', id, device: deviceFrom(world, vif, wanted) } }],
    step: { verb: 'device set', args: { vif: id, ...wanted } },
    note: t('card.plan-device'),
  };
};

/** Stands for the route until it is asked for. */
const planned = 'route-plan';

const staticRoute: PartRule = ({ args, state, facts }) => {
  const destination = args.static;
  if (destination === undefined) return undefined;
  const nextHop = idOf(state, 'vif', 'vif', args.vif);
  if (typeof nextHop !== 'string') return nextHop;
  const vif = state.vifs[nextHop];
  if (!vif) return refused('unknown-thing', { field: 'vif', value: nextHop });
  const { gateway, name, region } = vif;
  return {
    region,
    gateway,
    what: [t('plan.static', { range: destination, name })],
    changes: [
      { log: 'tenant', command: { do: 'add-static-route', id: gateway, route: planned, destination, nextHop } },
      {
        log: 'assumed',
        events: [{ type: 'static-route.verified', id: gateway, route: planned, by: facts.actor.person }],
      },
    ],
    step: { verb: 'route', args: { gateway, to: destination, via: nextHop } },
    note: t('card.plan-engineer'),
  };
};

const exports: PartRule = ({ args, state }) => {
  if (args.export === undefined) return undefined;
  const id = idOf(state, 'attachment', 'attachment', args.attachment);
  if (typeof id !== 'string') return id;
  const attachment = state.attachments[id];
  if (!attachment) return refused('unknown-thing', { field: 'attachment', value: id });
  const { name, region, gateway, vpc } = attachment;
  const propagate = args.export as Propagate;
  return {
    region,
    gateway,
    what: [t('plan.export', { name, what: named('plan-export', propagate) })],
    changes: [{ log: 'tenant', command: { do: 'edit-attachment', id, propagate, subnets: [] } }],
    step: { verb: 'attach', args: { vpc, gateway, propagate } },
  };
};

export const requestParts: readonly PartRule[] = [device, staticRoute, exports, secondLine];
