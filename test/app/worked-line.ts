/** A customer's line in working order on a bench, made by what people type: line, gateway, VPC, interface, device, routes. */
import type { TenantState } from '../../src/engine/tenant/model.ts';
import type { Bench } from './bench.ts';

export const customer = 'mei';
export const owner = 'globex';

/** Types a line and carries out what follows; a refusal is a mistake of the test. */
export async function typed(bench: Bench, person: string, text: string): Promise<string> {
  const heard = await bench.type(person, text);
  if (heard.answer.kind === 'said' && heard.answer.tone === 'bad') throw new Error(`${text}: ${heard.text}`);
  await settle(bench);
  return heard.text;
}

/** Carries out what is due, letting the clock run over every short wait. */
export async function settle(bench: Bench): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await bench.run();
    bench.pass(3_000);
  }
  await bench.run();
}

export const stateOf = (bench: Bench): Promise<TenantState> => bench.app.journal.load('tenant', owner);

export async function activeLine(bench: Bench, name = 'north'): Promise<string> {
  const { id } = await bench.order(name, customer);
  for (const [person, text] of [
    ['zoe', `approve ${id}`],
    [customer, `pay ${id}`],
    ['zoe', `done ${id}`],
    [customer, `confirm ${id} --months 1`],
    [customer, `pay ${id}`],
  ] as const)
    await typed(bench, person, text);
  return id;
}

export async function workedLine(bench: Bench): Promise<{ line: string; vif: string; gateway: string }> {
  const line = await activeLine(bench);
  for (const text of [
    'gateway create --name gw --region cn-north-1',
    'vpc create --name office --region cn-north-1 --cidr 192.168.0.0/16 --subnet 192.168.0.0/24',
    'attach --propagate all',
    `vif create --name tunnel --connection ${line}`,
    'device set --announce 10.0.0.0/16',
    'vpc propagate --scope 0.0.0.0/0',
    'vpc instance --name vm --subnet subnet-1 --allow 0.0.0.0/0',
  ])
    await typed(bench, customer, text);
  const state = await stateOf(bench);
  return { line, vif: Object.keys(state.vifs)[0] ?? '', gateway: Object.keys(state.gateways)[0] ?? '' };
}
