/** A customer who went all seven steps, and values for any argument of any verb that mean something there. */

import { type Arg, kinds, type Verb } from '../../src/app/verbs/spec.ts';
import type { TenantState } from '../../src/engine/tenant/model.ts';
import { type Town, until } from '../journey/town.ts';
import type { Surface } from './surface.ts';

/** Types what the checklist suggests, as the customer Mei; engineers approve and lay cables meanwhile. */
export async function settle(town: Town, surface: Surface): Promise<TenantState> {
  let typed = '';
  const connections = async () => Object.values((await town.tenant('globex')).connections);
  await until(
    'the seven steps are done',
    async () => {
      const { text } = await surface.type('mei', '/line setup');
      if (text.includes('七步全部完成')) return true;
      const command = /`(\/line [^`]+)`/.exec(text)?.[1];
      if (command !== undefined && typed !== command) {
        typed = command;
        await surface.type('mei', command);
      }
      for (const row of await connections()) {
        if (row.state === 'Ordering' && row.checks) await surface.type('zoe', `/line approve ${row.id}`);
        if (row.state === 'Pending') await surface.type('zoe', `/line done ${row.id}`);
      }
      return undefined;
    },
    60_000,
  );
  return town.tenant('globex');
}

/** The first of these that the kind takes. */
function sampleOf(kind: keyof typeof kinds): string {
  const found = ['words', 'yes', '3', '12.50'].find((text) => kinds[kind].schema.safeParse(text).success);
  if (found === undefined) throw new Error(`no sample for the kind ${kind}`);
  return found;
}

/** The last option would turn the engineers' room into a tenant's, for all that comes after. */
const steady: Readonly<Record<string, string>> = { purpose: 'engineers' };

const firstId = (things: Readonly<Record<string, { readonly id: string }>>) => Object.values(things)[0]?.id;

/** A value a person could give: a thing that is there, an option, or words of the kind. */
export function sampleFor(arg: Arg, state: TenantState): string {
  const things: Readonly<Record<string, string | undefined>> = {
    connection: firstId(state.connections),
    vpc: firstId(state.vpcs),
    gateway: firstId(state.gateways),
    attachment: firstId(state.attachments),
    vif: firstId(state.vifs),
  };
  if (arg.kind === 'connection' || arg.kind === 'thing') {
    return things[arg.thing ?? 'connection'] ?? sampleOf(arg.kind);
  }
  return steady[arg.name] ?? arg.options?.at(-1)?.value ?? sampleOf(arg.kind);
}

/** A person of the town who may use the verb, and one who may not. */
export function actors(verb: Verb): { readonly may: string; readonly mayNot?: string } {
  if (verb.roles === 'linked') return { may: 'mei' };
  const staff = [
    ['zoe', ['reviewer', 'field']],
    ['min', ['finance']],
    ['ana', ['admin']],
  ] as const;
  const { roles } = verb;
  if (roles.includes('customer')) return roles.includes('finance') ? { may: 'mei' } : { may: 'mei', mayNot: 'min' };
  const may = staff.find(([, has]) => has.some((role) => roles.includes(role)))?.[0] ?? 'ana';
  return { may, mayNot: 'mei' };
}
