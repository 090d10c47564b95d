/** The catalog's facts against the price list and the limits of the product, written out again by hand. */
import { describe, expect, it } from 'vitest';
import { deadline, durations } from '../../../src/engine/catalog/durations.ts';
import {
  installationFeeFen,
  offeredPortSpecs,
  portSpecs,
  rentalTerms,
} from '../../../src/engine/catalog/port-specs.ts';
import { quotas } from '../../../src/engine/catalog/quotas.ts';
import { regions } from '../../../src/engine/catalog/regions.ts';
import { day, minute, T0, weekdays } from '../tenant/story.ts';

describe('prices', () => {
  it('installation is 15,000 yuan', () => expect(installationFeeFen).toBe(1_500_000));

  it.each([
    // port, Mbit/s, yuan per month, offered for hosted lines
    ['1000BASE-T', 1_000, 500, false],
    ['1000BASE-LX', 1_000, 500, true],
    ['10GBASE-LR', 10_000, 4_200, true],
    ['100GBASE-LR4', 100_000, 33_000, false],
  ])('%s', (id, bandwidthMbps, yuan, offered) => {
    expect(portSpecs.find((spec) => spec.id === id)).toMatchObject({
      bandwidthMbps,
      rentalFenPerMonth: yuan * 100,
      offered,
    });
  });

  it('terms are 1–9 months or 1–3 years', () =>
    expect(rentalTerms).toEqual({ MONTH: { min: 1, max: 9, months: 1 }, YEAR: { min: 1, max: 3, months: 12 } }));
});

describe('regions', () => {
  it('are the four of the console', () =>
    expect(regions.map(({ id, name }) => [id, name.zh])).toEqual([
      ['cn-north-1', '华北-北京'],
      ['cn-south-1', '华南-广州'],
      ['cn-east-1', '华东-宿迁'],
      ['cn-east-2', '华东-上海'],
    ]));

  it('share no line router', () => {
    const routers = regions.flatMap(({ lineRouters }) => lineRouters);
    expect(new Set(routers).size).toBe(8);
  });

  it('have ports for whatever is offered', () => {
    for (const { ports } of regions) for (const { id } of offeredPortSpecs) expect(ports[id]).toBeGreaterThan(0);
  });
});

describe('limits', () => {
  it('are those of the product', () =>
    expect(quotas).toEqual({
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
    }));
});

const lengths = [
  // name, from T0 (Monday) in real life, at demo pace in milliseconds
  ['review.remind', day, 6_000],
  ['review.promise', 2 * day, 12_000],
  ['review.last', 3 * day, 18_000],
  ['payment.remind-first', 3 * day, 18_000],
  ['payment.remind-second', 7 * day, 42_000],
  ['payment.expire', 30 * day, 180_000],
  ['construction.reserve-ports', day, 6_000],
  ['construction.cabling', 14 * day, 60_000],
  ['construction.light-levels', 15 * day, 66_000],
  ['construction.link-debugging', 16 * day, 72_000],
  ['acceptance.remind', 3 * day, 18_000],
  ['acceptance.escalate', 14 * day, 60_000],
  ['removal.promise', 30 * day, 180_000],
  ['removal.remind', 20 * day, 120_000],
  ['rental.notice-first', 7 * day, 42_000],
  ['rental.notice-second', 3 * day, 18_000],
  ['rental.notice-last', day, 6_000],
  ['rental.grace', 30 * day, 180_000],
  ['rental.keep', 45 * day, 270_000],
  ['traffic.due', day, 6_000],
  ['traffic.grace', 3 * day, 18_000],
  ['traffic.keep', 4 * day, 24_000],
  ['order.duplicate', 10 * minute, 500],
  ['nudge.pause', 240 * minute, 3_000],
  ['invite.valid', day, 10 * minute],
  ['delegation.longest', 90 * day, 540_000],
  ['glass.window', day, 6_000],
  ['test.stage', 2_000, 200],
  ['proof.compare', 10_000, 1_000],
  ['crew.cabling', 7 * day, 30_000],
] as const;

describe('durations', () => {
  it.each(lengths)('%s', (name, real, demo) => {
    expect(deadline(name, T0, 'real', weekdays) - T0).toBe(real);
    expect(deadline(name, T0, 'demo', weekdays) - T0).toBe(demo);
  });

  it('are all written out above', () => {
    expect(lengths.map(([name]) => name)).toEqual(Object.keys(durations));
  });
});
