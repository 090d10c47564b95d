import { describe, expect, it } from 'vitest';
import { due } from '../../src/app/due.ts';
import { tenant } from '../../src/engine/tenant/index.ts';
import { stateOf } from '../engine/core/given.ts';
import {
  connection,
  day,
  refusedPayment,
  rental,
  requested,
  type Story,
  stories,
  T0,
  weekdays,
} from '../engine/tenant/story.ts';

const timing = { tempo: 'real', calendar: weekdays, crew: 'people' } as const;
const keys = (
  past: (typeof stories)[Story] | Parameters<typeof stateOf<ReturnType<typeof initial>, never, never, never>>[1],
  crew: 'people' | 'simulated' = 'people',
) =>
  due('acme', stateOf(tenant, past as never), connection, { ...timing, crew }).map(
    (effect) => `${effect.queue} ${effect.key}`,
  );
const initial = () => tenant.initial;

const at = (days: number) => T0 + days * day;
const ring = (alarm: string, days: number) => `clock ring-conn-1-${alarm}-${at(days)}`;

/** The rental of the story ends 31 days after it began. */
const rentalRings = [
  ring('rental-first-notice', 31 - 7),
  ring('rental-second-notice', 31 - 3),
  ring('rental-last-notice', 31 - 1),
  ring('rental-over', 31),
  ring('rental-stop', 31 + 30),
];

describe('what ought to be in flight', () => {
  it.each<[Story, readonly string[]]>([
    [
      'ordering',
      ['review check-conn-1', ring('review-reminder', 1), ring('review-escalation', 2), ring('review-last', 3)],
    ],
    ['rejected', []],
    ['approved', [ring('payment-reminder', 3), ring('payment-last-reminder', 7), ring('payment-expiry', 30)]],
    [
      'collecting',
      [
        'payment collect-conn-1-installation-1',
        ring('payment-reminder', 3),
        ring('payment-last-reminder', 7),
        ring('payment-expiry', 30),
      ],
    ],
    ['building', ['construction build-conn-1-1-reserve-ports-1', ring('late-reserve-ports-1', 1)]],
    ['stuck', [ring('late-reserve-ports-1', 1)]],
    ['built', [ring('acceptance-reminder', 3), ring('acceptance-escalation', 14)]],
    ['active', rentalRings],
    ['failed', rentalRings],
    ['suspended', [ring('rental-release', 31 + 45)]],
    ['deleting', [ring('removal-reminder', 20)]],
    ['removed', ['construction release-conn-1']],
  ])('%s: %j', (story, expected) => expect(keys(stories[story])).toEqual(expected));

  it('a refused payment waits for people; asking again is another attempt', () => {
    const refused = [...stories.agreed, refusedPayment(rental)];
    expect(keys(refused).filter((key) => key.startsWith('payment'))).toEqual([]);
    expect(keys([...refused, requested(rental, 2)])).toContain(`payment collect-${rental}-2`);
  });

  it('cabling is nobody’s job but a person’s, unless the crew is simulated', () => {
    const cabling = [
      ...stories.building,
      {
        at: T0,
        by: 'system:job',
        events: [{ type: 'construction.step-done', connection, step: 'reserve-ports', by: 'system:job' }] as const,
      },
    ];
    expect(keys(cabling).filter((key) => key.startsWith('construction'))).toEqual([]);
    expect(keys(cabling, 'simulated')).toContain('construction build-conn-1-1-cabling-1');
  });

  it('asks the same twice in the same words', () => {
    for (const story of Object.keys(stories) as Story[]) expect(keys(stories[story])).toEqual(keys(stories[story]));
  });

  it('knows nothing of a line that is not there', () => {
    const state = stateOf(tenant, stories.active);
    for (const id of ['conn-none', 'constructor', '__proto__']) expect(due('acme', state, id, timing)).toEqual([]);
  });
});
