/** Rules of construction: steps finish, fail and are retried in order; the last one hands the line over (tutorial step 1 f). */

import { type DurationName, deadline } from '../catalog/durations.ts';
import { happened, refused } from '../core.ts';
import { currentStep } from './clock.ts';
import { reasonRefusal } from './connection-fields.ts';
import type { Rules } from './decide.ts';
import type { EventOf, TenantEvent, TenantFacts } from './messages.ts';
import { type Connection, constructionSteps, openOrder, type StepId } from './model.ts';
import { voidOpen } from './ordering.ts';

/** A round of construction, from its first open step on, each with its promised date. */
export function constructionStart(
  connection: Connection,
  facts: TenantFacts,
  from: StepId,
): EventOf<'construction.started'> {
  const first = constructionSteps.findIndex((step) => step.id === from);
  return {
    type: 'construction.started',
    connection: connection.id,
    round: (connection.construction?.round ?? 0) + 1,
    from,
    promised: constructionSteps.slice(first).map((step) => ({
      step: step.id,
      at: deadline(`construction.${step.id}` satisfies DurationName, facts.at, facts.pace, facts.calendar),
    })),
  };
}

function isDone(connection: Connection, step: StepId): boolean {
  return connection.construction?.steps.find((row) => row.id === step)?.status === 'done';
}

export const constructionRules: Rules<
  'finish-step' | 'fail-step' | 'retry-step' | 'object' | 'report-fault' | 'report-repair'
> = {
  'finish-step': {
    alreadySo: (command, connection) => isDone(connection, command.step),
    rule: (command, connection, _state, facts) => {
      const step = currentStep(connection);
      if (step?.id !== command.step || step.status !== 'now') {
        return refused('step-not-at-work', { field: 'step', value: command.step, values: { now: step?.id ?? '' } });
      }
      const by = constructionSteps.find((row) => row.id === command.step)?.by;
      const movers = facts.actor.movers;
      if (by === 'system' && !movers.includes('system'))
        return refused('not-your-role', { values: { command: 'finish-step', roles: ['system'] } });
      const done: TenantEvent = {
        type: 'construction.step-done',
        connection: connection.id,
        step: command.step,
        by: facts.actor.person,
        ...(command.detail ? { detail: command.detail } : {}),
        ...(command.ports ? { ports: command.ports } : {}),
      };
      const last = command.step === constructionSteps.at(-1)?.id;
      return last
        ? happened<TenantEvent>(done, { type: 'construction.completed', connection: connection.id })
        : happened<TenantEvent>(done);
    },
  },
  'fail-step': {
    // A late report of a try that was retried or overtaken says nothing new.
    alreadySo: (command, connection) => {
      const step = connection.construction?.steps.find((row) => row.id === command.step);
      return (
        step?.status !== 'now' || step.attempt !== command.attempt || connection.construction?.round !== command.round
      );
    },
    rule: (command, connection) =>
      happened<TenantEvent>({
        type: 'construction.step-failed',
        connection: connection.id,
        step: command.step,
        detail: command.detail,
      }),
  },
  'retry-step': {
    alreadySo: (_command, connection) => connection.state === 'Pending' && currentStep(connection)?.status === 'now',
    rule: (_command, connection, _state, facts) => {
      const step = currentStep(connection);
      if (!step) return refused('nothing-to-retry', { value: connection.id });
      return happened<TenantEvent>({
        type: 'construction.step-retried',
        connection: connection.id,
        step: step.id,
        by: facts.actor.person,
      });
    },
  },
  object: {
    alreadySo: (_command, connection) => connection.state === 'Pending' && connection.objection !== undefined,
    rule: (command, connection, state, facts) => {
      const wrong = reasonRefusal(command.reason);
      if (wrong) return wrong;
      const reason = command.reason.trim();
      if (openOrder(state, connection.id)?.collection?.state === 'requested')
        return refused('payment-under-way', { value: connection.id });
      return happened<TenantEvent>(
        ...voidOpen(state, connection.id),
        { type: 'connection.objected', connection: connection.id, by: facts.actor.person, reason },
        // The ports stay reserved: the joint test failed on the line, so a field engineer looks at it again.
        constructionStart(connection, facts, 'cabling'),
      );
    },
  },
  'report-fault': {
    alreadySo: (_command, connection) => connection.state === 'InActive',
    rule: (command, connection, _state, facts) =>
      reasonRefusal(command.reason) ??
      happened<TenantEvent>({
        type: 'connection.failed',
        connection: connection.id,
        by: facts.actor.person,
        reason: command.reason,
      }),
  },
  'report-repair': {
    alreadySo: (_command, connection) => connection.state === 'Active',
    rule: (_command, connection, _state, facts) =>
      happened<TenantEvent>({ type: 'connection.repaired', connection: connection.id, by: facts.actor.person }),
  },
};
