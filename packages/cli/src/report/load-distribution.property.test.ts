import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogramOf } from './load-distribution.ts';

describe('laws of the histogram', () => {
  it('puts every rahyar into exactly one place', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_500 }), { maxLength: 60 }), (thousandths) => {
        const bins = histogramOf(thousandths.map((each) => each / 1_000));
        expect(bins.reduce((sum, count) => sum + count, 0)).toBe(thousandths.length);
      }),
    );
  });
});
