/** Regions of hosted zones and what they offer; facts only, one row each (domain: regions of the console). */

export interface Region {
  readonly id: string;
  readonly name: { readonly en: string; readonly zh: string };
  /** The line-router pair that serves every line of the region. */
  readonly lineRouters: readonly [string, string];
  /** Ports per line router and port spec in a new site. */
  readonly ports: Readonly<Record<string, number>>;
}

const ports = { '1000BASE-LX': 48, '10GBASE-LR': 24 };

export const regions: readonly Region[] = [
  {
    id: 'cn-north-1',
    name: { en: 'North China, Beijing', zh: '华北-北京' },
    lineRouters: ['lr-bj-a', 'lr-bj-b'],
    ports,
  },
  {
    id: 'cn-south-1',
    name: { en: 'South China, Guangzhou', zh: '华南-广州' },
    lineRouters: ['lr-gz-a', 'lr-gz-b'],
    ports,
  },
  { id: 'cn-east-1', name: { en: 'East China, Suqian', zh: '华东-宿迁' }, lineRouters: ['lr-sq-a', 'lr-sq-b'], ports },
  {
    id: 'cn-east-2',
    name: { en: 'East China, Shanghai', zh: '华东-上海' },
    lineRouters: ['lr-sh-a', 'lr-sh-b'],
    ports,
  },
];

export const regionById: ReadonlyMap<string, Region> = new Map(regions.map((region) => [region.id, region]));
