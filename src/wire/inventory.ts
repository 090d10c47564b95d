/** VPCs that exist elsewhere. By default there is no elsewhere: VPCs are made here and simulated. A file stands in for a real inventory. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { VpcInventory } from '../app/ports.ts';

export const simulatedInventory: VpcInventory = { vpcs: async () => [] };

const named = { name: z.string(), cidr: z.string() };
const listing = z.array(
  z.strictObject({
    ...named,
    tenant: z.string(),
    region: z.string(),
    subnets: z.array(z.strictObject(named)),
    instances: z.array(z.strictObject({ name: z.string(), subnet: z.string(), address: z.string() })),
  }),
);

/** A JSON list of VPCs; read at every question, so that it may change. Throws an error that names file and field. */
export function fileInventory(path: string): VpcInventory {
  return {
    async vpcs(tenant, region) {
      const parsed = listing.safeParse(JSON.parse(await readFile(path, 'utf8')));
      if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
      return parsed.data.filter((vpc) => vpc.tenant === tenant && vpc.region === region);
    },
  };
}
