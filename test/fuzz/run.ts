/** `npm run fuzz -- --deliveries N --seed S`: so many hostile deliveries, and the figures at the end. */
import { parseArgs } from 'node:util';
import { storm } from './storm.ts';
import { besiege } from './town.ts';

const { values } = parseArgs({
  options: {
    deliveries: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    /** Ends by then, with fewer. */
    minutes: { type: 'string', default: '1440' },
    log: { type: 'string', default: 'silent' },
  },
});
const deliveries = Number(values.deliveries);
if (!Number.isInteger(deliveries) || deliveries < 1)
  throw new Error(`--deliveries is '${values.deliveries}'; give a whole number from 1`);

const began = Date.now();
const besieged = await besiege('http', values.log);
const outcome = await storm(besieged, deliveries, values.seed, Number(values.minutes));
const { crashes, crossTenant, injected, ...figures } = outcome;
for (const line of [...new Set([...crashes, ...crossTenant, ...injected])].slice(0, 20))
  process.stdout.write(`  ${line}\n`);
process.stdout.write(
  `${JSON.stringify(figures)}\n` +
    `${figures.deliveries} hostile deliveries from seed ${values.seed} in ${Math.round((Date.now() - began) / 1_000)} s: ` +
    `${crashes.length} crashes, ${figures.acceptedForgeries} accepted forgeries, ` +
    `${crossTenant.length} cross-tenant reads or writes, ${figures.actedTwice} replays that acted twice, ${injected.length} injections, ` +
    `heap ${figures.heapMegabytes[0]} MB at a quarter, ${figures.heapMegabytes[1]} MB at the end\n`,
);
process.exit(
  crashes.length + figures.acceptedForgeries + crossTenant.length + injected.length + figures.actedTwice === 0 ? 0 : 1,
);
