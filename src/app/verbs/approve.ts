/** The verb that says yes to what waits on a line, with as many eyes and codes as the policy asks for. */
import { ruleFor } from '../../engine/policy/rules.ts';
import { givenOn } from '../../engine/policy/votes.ts';
import { askOf } from '../../engine/tenant/consent.ts';
import { findConnection } from '../access.ts';
import type { Answer } from '../ports.ts';
import { readToken, seenProof } from '../proof.ts';
import { stepUp } from '../step-up.ts';
import { t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import { proofArg, text } from './args.ts';
import { act } from './connection-act.ts';
import type { KnownCall, Verb } from './spec.ts';
import { totpArg } from './totp-arg.ts';

async function approve(call: KnownCall): Promise<Answer> {
  const asked = await stepUp(call, approveVerb, await needsCode(call));
  if (asked) return asked;
  const { args } = call;
  return act(
    call,
    ({ connection }) => ({ do: 'approve', connection: connection.id, ...seenProof(args.proof) }),
    ({ name, awaiting }) =>
      awaiting &&
      t('answer.approval-given', {
        name,
        count: awaiting.count,
        given: awaiting.given,
        role: named('role', awaiting.role),
      }),
  );
}

/** What is refused anyway is refused without a code: none is spent on it. */
async function needsCode({ world, journal, person, args }: KnownCall): Promise<boolean> {
  const found = await findConnection(world, journal, person, args.connection ?? '');
  const ask = 'ok' in found ? undefined : askOf(found.connection);
  if (!ask || ask.requestedBy === person.id) return false;
  const given = givenOn(ask.given, args.proof === undefined ? undefined : readToken(args.proof).hash);
  if (given.some((row) => row.by === person.id)) return false;
  return ruleFor((await journal.load('roster', '')).policy, ask.risk).stepUp;
}

export const approveVerb: Verb = {
  name: 'approve',
  summary: 'verb.approve',
  roles: ['reviewer', 'finance', 'admin'],
  changes: true,
  args: [
    text('connection', 'arg.connection', {
      kind: 'connection',
      required: true,
      positional: true,
      expect: 'expect.connection',
      command: 'approve',
    }),
    proofArg,
    totpArg,
  ],
  run: approve,
};
