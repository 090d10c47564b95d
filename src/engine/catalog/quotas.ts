/** How many of each thing may exist (domain §4); raised per tenant by a reviewed quota request. */

export const quotas = {
  connectionsPerRegion: 10,
  vifsPerConnection: 50,
  gatewaysPerRegion: 5,
  attachmentsPerGateway: 50,
  attachmentsPerVpcAndGateway: 1,
  staticRoutesPerGateway: 50,
  dynamicRoutesPerGateway: 300,
  ecmpLines: 4,
  peersPerVif: 2,
  vpcsPerRegion: 10,
  routeTablesPerVpc: 10,
  rulesPerRouteTable: 50,
} as const;

export type Quota = keyof typeof quotas;
