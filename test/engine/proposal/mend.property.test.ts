/** On random estates: whatever `why` proposes mends when it is really done, and what mends alone takes nothing away. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Mending, mendingsFor, standingOf, takesAway } from '../../../src/engine/proposal/index.ts';
import { diagnose, outcomeOf, twinOf } from '../../../src/engine/twin/index.ts';
import { facts } from '../tenant/story.ts';
import { apply, type Estate, lin, rui } from '../twin/estate.ts';
import { mended } from '../twin/faults.ts';
import { estates } from '../twin/random-estate.ts';

const twin = ({ tenant, sites }: Estate) => twinOf(tenant, sites);
const pick = fc.nat({ max: 99 });

/** Pings between an attached VPC and a device that do not pass. */
function broken(estate: Estate) {
  const { vifs, attachments, vpcs } = estate.tenant;
  const now = twin(estate);
  return Object.values(vifs).flatMap(({ id, gateway, device, state }) =>
    Object.values(attachments)
      .filter((row) => row.gateway === gateway && device !== undefined && state !== 'Deleting')
      .flatMap((row) => vpcs[row.vpc]?.instances ?? [])
      .map((instance) => ({ vif: id, instance: instance.id, host: device?.host ?? '' }))
      .filter((ends) => diagnose(now, ends.vif, ends)?.pass === false),
  );
}

/** As it is typed, each by who may; a static route is verified by somebody else. */
function done(estate: Estate, { fix }: Mending): Estate {
  if (fix.log !== 'tenant' || fix.command.do !== 'add-static-route') return mended(estate, fix);
  const { id, route } = fix.command;
  const asked = apply(estate.tenant, fix.command, lin);
  return { ...estate, tenant: apply(asked, { do: 'verify-route', id, route }, rui) };
}

it('every change that is proposed mends', { timeout: 90_000 }, () => {
  const seen = { single: 0, together: 0, none: 0 };
  fc.assert(
    fc.property(estates, pick, (estate, index) => {
      const pings = broken(estate);
      const ends = pings[index % Math.max(1, pings.length)];
      if (!ends) return;
      const passes = (after: Estate) => diagnose(twin(after), ends.vif, ends)?.pass === true;
      const before = standingOf(outcomeOf(twin(estate)));
      const { single, together } = mendingsFor(twin(estate), ends, facts(lin));
      for (const mending of single) {
        const after = done(estate, mending);
        expect(passes(after), JSON.stringify(mending.fix)).toBe(true);
        expect(takesAway(before, standingOf(outcomeOf(twin(after)))), JSON.stringify(mending.fix)).toBe(false);
      }
      if (together.length > 0) expect(passes(together.reduce(done, estate)), JSON.stringify(together)).toBe(true);
      seen[single.length > 0 ? 'single' : together.length > 0 ? 'together' : 'none'] += 1;
    }),
    { numRuns: 15 },
  );
  expect(Math.min(seen.single, seen.together)).toBeGreaterThan(0);
});
