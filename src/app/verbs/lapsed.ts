/** The answer to a click on a proof that holds no more: what changed, and the card drawn again with the proof that holds now. */
import type { Refusal } from '../../engine/core.ts';
import { agreedBy, prove, shownDigits } from '../../engine/proposal/index.ts';
import type { TenantCommand } from '../../engine/tenant/messages.ts';
import type { Answer } from '../ports.ts';
import { digestOf, groundOf } from '../proof.ts';
import { sayRefusal } from '../text/refusal.ts';
import { whatChanged } from '../voided.ts';
import { redraw } from '../work/redraw.ts';
import type { KnownCall } from './spec.ts';

export const isLapsed = ({ code }: Refusal): boolean => code === 'proof-void' || code === 'proof-unseen';

export async function lapsed(
  call: KnownCall,
  tenant: string,
  command: TenantCommand,
  refusal: Refusal,
): Promise<Answer> {
  const { world, journal, args } = call;
  const state = await journal.load('tenant', tenant);
  const proposal = agreedBy(state, command);
  const said = sayRefusal(refusal);
  if (!proposal) return { kind: 'said', tone: 'bad', text: [said] };
  const now = prove(proposal, await groundOf(journal, state), digestOf(world));
  await world.queues.enqueue([redraw(tenant, proposal.subject, now.now.hash.slice(0, shownDigits))]);
  if (args.proof === undefined) return { kind: 'said', tone: 'bad', text: [said] };
  return { kind: 'said', tone: 'bad', text: [said, await whatChanged(world, journal, tenant, args.proof, now)] };
}
