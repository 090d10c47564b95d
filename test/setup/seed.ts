/**
 * One seed for every property, so that a change is judged by its own merit and not by luck. `PROPERTY_SEED=random`
 * looks for cases nobody has seen yet, `PROPERTY_SEED=<number>` repeats a failure.
 */
import fc from 'fast-check';

const wish = process.env.PROPERTY_SEED ?? '20261125';
if (wish !== 'random') {
  const seed = Number(wish);
  if (!Number.isInteger(seed)) throw new Error(`PROPERTY_SEED is '${wish}'; give a whole number, or 'random'`);
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
}
