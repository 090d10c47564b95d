/** Verbs that ask the twin: test, looking glass (tutorial step 7). */
import { lookingGlassCard } from '../cards/looking-glass.ts';
import type { Answer } from '../ports.ts';
import { t } from '../text/phrase.ts';
import { sayRefusal } from '../text/refusal.ts';
import { twinNow } from '../work/network.ts';
import { thingArg } from './args.ts';
import { said } from './connection-act.ts';
import type { KnownCall, Verb } from './spec.ts';
import { actOnNetwork, idOf, ownTenant } from './thing-act.ts';

const vifArg = thingArg('vif', { positional: true });

async function bgp(call: KnownCall): Promise<Answer> {
  const { world, journal, person, args } = call;
  const owned = await ownTenant(world, journal, person, args.vif);
  if ('ok' in owned) return said('bad', sayRefusal(owned.refusal));
  const id = idOf(owned.state, 'vif', 'vif', args.vif);
  if (typeof id !== 'string') return said('bad', sayRefusal(id.refusal));
  const twin = await twinNow(journal, owned.tenant);
  const vif = twin.tenant.vifs[id];
  return vif
    ? { kind: 'card', card: lookingGlassCard(twin, vif) }
    : said('bad', sayRefusal({ code: 'unknown-thing', field: 'vif', value: id }));
}

export const diagnoseVerbs: readonly Verb[] = [
  {
    name: 'test',
    summary: 'verb.test',
    roles: ['customer', 'field'],
    changes: true,
    args: [vifArg],
    run: (call) =>
      actOnNetwork(
        call,
        call.args.vif,
        (state) => {
          const id = idOf(state, 'vif', 'vif', call.args.vif);
          return typeof id === 'string' ? ({ do: 'start-test', id } as const) : id;
        },
        (state) => {
          const id = idOf(state, 'vif', 'vif', call.args.vif);
          return t('answer.test-started', { name: typeof id === 'string' ? (state.vifs[id]?.name ?? id) : '' });
        },
      ),
  },
  { name: 'bgp', summary: 'verb.bgp', roles: 'linked', changes: false, args: [vifArg], run: bgp },
];
