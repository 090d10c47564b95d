/** Measures commands on stores of very different size: what it costs that there are many other tenants. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Bench, Round, Size } from '../bench.ts';
import { flow } from '../chat/flow.ts';
import { benchRedis, type House, openHouse } from '../chat/house.ts';
import { addTenants, copyFirstTenant, team, tenantId, userId } from '../chat/tenants.ts';
import { randomSource } from '../random.ts';

const SIZES: Readonly<Record<Size, { tenants: readonly number[]; commands: number }>> = {
  full: { tenants: [100, 1000, 10_000, 100_000], commands: 100 },
  tiny: { tenants: [100, 1000, 10_000, 100_000].map((count) => count / 100), commands: 4 },
};
const inFlight = 16;
const labels = ['100', '1,000', '10,000', '100,000'] as const;
const names = ['hundred', 'thousand', 'tenThousand', 'hundredThousand'] as const;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
function heapMiB(): number {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

export const growth: Bench = {
  name: 'growth',
  title: 'Growth',
  work:
    'Four stores with 100 to 100,000 tenants side by side, each tenant with a person, a room, an order and its line of the ' +
    'worklist. People of random tenants look at their order and change its description in turn, 16 at a time; each command runs ' +
    'from the ear to the acknowledged append. Memory is what the process holds once it has read the roster.',
  figures: names.flatMap((name, index) => [
    { key: `${name}Rate`, label: `${labels[index]} tenants`, unit: 'commands/s' },
    { key: `${name}P99`, label: `${labels[index]} tenants, p99`, unit: 'ms' },
    { key: `${name}Memory`, label: `${labels[index]} tenants, heap for the roster`, unit: 'MiB' },
  ]),
  bars: [
    { label: 'commands/s, 100,000 tenants against 100', of: 'hundredThousandRate', over: 'hundredRate', atLeast: 0.8 },
    { label: 'p99, 100,000 tenants against 100', of: 'hundredThousandP99', over: 'hundredP99', atMost: 1.5 },
  ],
  async open(size) {
    const { tenants, commands } = SIZES[size];
    const { redis, close } = await benchRedis();
    const houses: House[] = [];
    const memory: Round[] = [];
    for (const [index, count] of tenants.entries()) {
      const loading = openHouse(redis, `growth-${index}`);
      await addTenants(loading.world.log, count);
      await say(loading, 0, 'first', 'order --name dc1 --region cn-north-1 --port 1000BASE-LX');
      await loading.app.drain();
      await copyFirstTenant(loading.world, count);
      await loading.close();
      const house = openHouse(redis, `growth-${index}`);
      const before = heapMiB();
      await house.app.journal.load('roster', '');
      memory.push({ [`${names[index]}Memory`]: Math.max(0.001, heapMiB() - before) });
      houses.push(house);
    }
    let round = 0;
    return {
      async round() {
        round += 1;
        const parts: Round[] = [...memory];
        for (const [index, house] of houses.entries()) {
          const random = randomSource(round * 31 + 7);
          const { perSecond, p99Ms } = await flow(commands, inFlight, async (turn) => {
            const tenant = random(tenants[index] ?? 1);
            const id = `${round}-${turn}`;
            await say(house, tenant, id, turn % 2 === 0 ? 'list' : `edit dc1 --description about-${id}`);
          });
          await house.app.drain();
          parts.push({ [`${names[index]}Rate`]: perSecond, [`${names[index]}P99`]: p99Ms });
        }
        return Object.assign({}, ...parts) as Round;
      },
      async close() {
        for (const house of houses) await house.close();
        await close();
      },
    };
  },
};

/** Throws when the command is refused: a fast refusal is not measured. */
async function say({ app }: House, tenant: number, delivery: string, text: string): Promise<void> {
  const identity = { platform: 'slack', team: team.slack, user: userId.slack(tenant) } as const;
  const { answer } = await app.ear.hear({ delivery, identity, what: { kind: 'typed', text } });
  if (answer.kind === 'said' && answer.tone === 'bad')
    throw new Error(`${tenantId(tenant)}: ${text}: ${JSON.stringify(answer.text)}`);
}
