/** The tutorial as a checklist: what is done in a tenant, and the one command that comes next. Pure. */
import type { Connection, TenantState } from '../engine/tenant/model.ts';
import { openOrder } from '../engine/tenant/model.ts';
import type { Args } from './verbs/spec.ts';

/** A command as a button presses it and as a person types it. */
export interface NextCommand {
  readonly verb: string;
  readonly args: Args;
}

export interface SetupStep {
  readonly step: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly done: boolean;
  /** Absent while others have to act, or an earlier step is open. */
  readonly next?: NextCommand;
}

interface Things {
  readonly state: TenantState;
  readonly connection: Connection | undefined;
}

const order = ['Active', 'Confirming', 'Pending', 'Installation_Paying', 'Ordering'] as const;

/** The line that is furthest on its way. */
function line(state: TenantState): Connection | undefined {
  return order.flatMap((wanted) => Object.values(state.connections).filter((row) => row.state === wanted))[0];
}

function forLine({ state, connection }: Things): NextCommand | undefined {
  if (!connection) return { verb: 'order', args: { name: 'line-1', region: 'cn-north-1', port: '10GBASE-LR' } };
  const args = { connection: connection.id };
  if (connection.state === 'Confirming' && connection.confirmedBy === undefined)
    return { verb: 'confirm', args: { ...args, months: '1' } };
  return openOrder(state, connection.id) ? { verb: 'pay', args } : undefined;
}

/** Steps 2 to 7 in one region, in the order of the tutorial. */
export function setupSteps(state: TenantState): readonly SetupStep[] {
  const connection = line(state);
  const region = connection?.region ?? 'cn-north-1';
  const gateway = Object.values(state.gateways).find((row) => row.region === region);
  const vpc = Object.values(state.vpcs).find((row) => row.region === region);
  const attachment = Object.values(state.attachments).find((row) => row.gateway === gateway?.id);
  const vif = Object.values(state.vifs).find(
    (row) => row.gateway === gateway?.id && row.state !== 'Deleted' && row.state !== 'Deleting',
  );
  const available = connection?.state === 'Active';
  const routed = vpc?.routeTables.some((table) => table.propagations.length > 0 || table.rules.length > 0) === true;
  const host = (vpc?.instances.length ?? 0) > 0;
  const tested = vif?.test?.state === 'passed';

  const steps: readonly [boolean, NextCommand | undefined][] = [
    [available, forLine({ state, connection })],
    [gateway !== undefined, { verb: 'gateway create', args: { name: 'gateway-1', region } }],
    [
      attachment !== undefined,
      vpc
        ? gateway && { verb: 'attach', args: { vpc: vpc.id, gateway: gateway.id, propagate: 'all' } }
        : { verb: 'vpc create', args: { name: 'vpc-1', region, cidr: '192.168.0.0/16', subnet: '192.168.0.0/24' } },
    ],
    [
      vif !== undefined,
      available && gateway
        ? { verb: 'vif create', args: { name: 'vif-1', connection: connection.id, gateway: gateway.id } }
        : undefined,
    ],
    [vif?.device !== undefined, vif && { verb: 'device set', args: { vif: vif.id, announce: '10.0.0.0/16' } }],
    [
      routed && host,
      vpc && gateway && attachment
        ? routed
          ? { verb: 'vpc instance', args: { vpc: vpc.id, name: 'vm-1', subnet: vpc.subnets[0]?.name ?? 'subnet-1' } }
          : { verb: 'vpc propagate', args: { vpc: vpc.id, scope: '10.0.0.0/8', gateway: gateway.id } }
        : undefined,
    ],
    [tested, vif && { verb: 'test', args: { vif: vif.id } }],
  ];
  return steps.map(([done, next], index) => ({
    step: (index + 1) as SetupStep['step'],
    done,
    ...(done || !next ? {} : { next }),
  }));
}

/** The first open step that this person can do something about; steps 2 and 3 go on while the line is being built. */
export function nextStep(steps: readonly SetupStep[]): SetupStep | undefined {
  return steps.find(
    (step) =>
      !step.done &&
      step.next !== undefined &&
      steps.slice(0, step.step - 1).every((before) => before.done || before.step === 1 || step.step <= 3),
  );
}

/** As typed after `/line`. */
export function typed({ verb, args }: NextCommand): string {
  const quoted = (value: string) => (/[\s"]/.test(value) ? JSON.stringify(value) : value);
  return ['/line', verb, ...Object.entries(args).map(([name, value]) => `--${name} ${quoted(value)}`)].join(' ');
}
