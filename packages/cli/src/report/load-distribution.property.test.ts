import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogramOf, spreadOf } from './load-distribution.ts';

const shares = fc.array(
  fc.integer({ min: 0, max: 1_500 }).map((thousandths) => thousandths / 1_000),
  { maxLength: 60 },
);

describe('laws of the spread', () => {
  it('puts every rahyar into exactly one place of the histogram', () => {
    fc.assert(fc.property(shares, (loads) => histogramOf(loads).reduce((sum, count) => sum + count, 0) === loads.length));
  });

  it('does not change with the order or the unit, and keeps its bounds', () => {
    fc.assert(
      fc.property(shares, (loads) => {
        const spread = spreadOf(loads);
        if (spread === undefined) return;
        const scaled = spreadOf(loads.toReversed().map((load) => load * 4));
        expect(scaled?.gini).toBeCloseTo(spread.gini, 9);
        expect(scaled?.maxOverMean).toBeCloseTo(spread.maxOverMean, 9);
        expect(spread.gini).toBeGreaterThanOrEqual(-1e-12);
        expect(spread.gini).toBeLessThan(1);
        expect(spread.maxOverMean).toBeGreaterThanOrEqual(1 - 1e-12);
        expect(spread.percentile99).toBeGreaterThanOrEqual(spread.median);
      }),
    );
  });

  it('agrees with the definition of the Gini coefficient: half the mean difference over the mean', () => {
    fc.assert(
      fc.property(shares, (loads) => {
        const spread = spreadOf(loads);
        if (spread === undefined) return;
        const differences = loads.flatMap((a) => loads.map((b) => Math.abs(a - b))).reduce((sum, each) => sum + each, 0);
        expect(spread.gini).toBeCloseTo(differences / (2 * loads.length ** 2 * spread.mean), 9);
      }),
    );
  });
});
