/** Rules of leaving: withdraw, expiry, delete with staff confirmation, and the alarms that ring meanwhile (domain §11.2). */
import { happened, refused } from '../core.ts';
import { alarms, waitingFor, wakes } from './clock.ts';
import { ruleOf } from './consent.ts';
import type { Rules } from './decide.ts';
import type { TenantEvent } from './messages.ts';
import { openOrder } from './model.ts';
import { isRentalAlarm, moneyCommands, moneyWakes } from './money-clock.ts';
import { vifsOn } from './network/address-plan.ts';
import { voidOpen } from './ordering.ts';
import { marked } from './proven.ts';
import { collectedBy } from './renewal.ts';

export const closingRules: Rules<'withdraw' | 'expire' | 'delete' | 'confirm-removal' | 'ring'> = {
  withdraw: {
    alreadySo: (_command, connection) => connection.closedBy === 'withdrawn',
    rule: (_command, connection, state, facts) => {
      const collection = openOrder(state, connection.id)?.collection?.state;
      if (collection === 'requested') return refused('payment-under-way', { value: connection.id });
      return happened<TenantEvent>(...voidOpen(state, connection.id), {
        type: 'connection.withdrawn',
        connection: connection.id,
        by: facts.actor.person,
      });
    },
  },
  expire: {
    alreadySo: (_command, connection) => connection.closedBy === 'expired',
    rule: (_command, connection, state, facts) => {
      const due = wakes(connection, facts.pace, facts.calendar).find((wake) => wake.alarm === 'payment-expiry');
      if (!due || due.at > facts.at || openOrder(state, connection.id)?.collection?.state === 'requested') {
        return refused('not-due', { value: connection.id });
      }
      return happened<TenantEvent>(...voidOpen(state, connection.id), {
        type: 'connection.expired',
        connection: connection.id,
      });
    },
  },
  delete: {
    alreadySo: (_command, connection) =>
      connection.state === 'Deleting' || connection.state === 'Deleted' || connection.deletion !== undefined,
    rule: (_command, connection, state, facts) => {
      const by = facts.actor.person;
      const vif = vifsOn(state, connection.id)[0];
      if (vif) return refused('in-use', { field: 'connection', value: connection.name, values: { by: vif.name } });
      if (connection.state === 'Rejected')
        return happened<TenantEvent>({ type: 'connection.deleted', connection: connection.id, by });
      if (connection.state === 'Pending' || connection.state === 'Confirming') {
        return happened<TenantEvent>({ type: 'deletion.requested', connection: connection.id, by });
      }
      // A line in use is its tenant's to give up, unless the policy wants to be asked; a suspended one carries nothing.
      if (connection.state !== 'Suspended' && ruleOf('deletion-live', facts).stages.length > 0)
        return happened<TenantEvent>({ type: 'deletion.requested', connection: connection.id, by });
      return happened<TenantEvent>(
        { type: 'deletion.started', connection: connection.id, by },
        ...voidOpen(state, connection.id),
      );
    },
  },
  'confirm-removal': {
    // `cleared`: the line left before it had ports. A rejected application that was deleted asked for no removal.
    alreadySo: (_command, connection) => connection.state === 'Deleted' && connection.deletion !== undefined,
    rule: (_command, connection, _state, facts) =>
      happened<TenantEvent>({
        type: 'connection.deleted',
        connection: connection.id,
        by: facts.actor.person,
        ...marked(facts),
      }),
  },
  ring: {
    alreadySo: (command, connection) => connection.rang.includes(command.alarm),
    rule: (command, connection, state, facts) => {
      const timing = [facts.pace, facts.calendar] as const;
      const set = [...wakes(connection, ...timing), ...moneyWakes(state, connection, ...timing)];
      const wake = set.find((row) => row.alarm === command.alarm);
      const expires = alarms.find((row) => row.id === command.alarm)?.effect === 'expire';
      const commands = expires || Object.hasOwn(moneyCommands, command.alarm);
      if (!wake || wake.at > facts.at || commands) return refused('not-due', { field: 'alarm', value: command.alarm });
      const rang = { type: 'connection.rang', connection: connection.id, alarm: command.alarm } as const;
      if (isRentalAlarm(command.alarm))
        return happened<TenantEvent>(rang, ...collectedBy(command.alarm, state, connection, facts.actor.person));
      const dueAt = waitingFor(connection, ...timing)?.dueAt;
      return happened<TenantEvent>(dueAt === undefined ? rang : { ...rang, dueAt });
    },
  },
};
