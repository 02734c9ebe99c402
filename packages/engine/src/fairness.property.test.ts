import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { fairnessOf, type LoadSpread, spreadOf } from './fairness.ts';
import { isDedicated } from './plan.ts';
import { arbitraryProblem } from './testing/index.ts';

/** Quotients of whole numbers, as loads are: many equal ones written differently, some 0, some above 1. */
const load = fc.tuple(fc.nat({ max: 12 }), fc.integer({ min: 1, max: 9 })).map(([subjects, seats]) => subjects / seats);
const ascending = (shares: readonly number[]): number[] => shares.toSorted((a, b) => a - b);
const shares = fc
  .array(load, { minLength: 1, maxLength: 60 })
  .filter((loads) => loads.some((share) => share > 0))
  .map(ascending);
const spread = (loads: readonly number[]): LoadSpread => spreadOf(loads) as LoadSpread;

describe('laws of the spread', () => {
  it('keeps its bounds', () => {
    fc.assert(
      fc.property(shares, (loads) => {
        const { gini, jain, maxOverMean, median, percentile99, largest } = spread(loads);
        expect(gini).toBeGreaterThanOrEqual(0);
        expect(gini).toBeLessThan(1);
        expect(jain).toBeGreaterThanOrEqual(1 / loads.length - 1e-12);
        expect(jain).toBeLessThanOrEqual(1 + 1e-12);
        expect(maxOverMean).toBeGreaterThanOrEqual(1 - 1e-12);
        expect(median).toBeLessThanOrEqual(percentile99);
        expect(percentile99).toBeLessThanOrEqual(largest);
      }),
    );
  });

  it('has a Gini coefficient of 0 exactly when all are equal', () => {
    fc.assert(
      fc.property(shares, (loads) => {
        expect(spread(loads).gini === 0).toBe(new Set(loads).size === 1);
      }),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 1_000 }),
        fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 1 }),
        (a, b, scales) => {
          expect(spread(scales.map((scale) => (a * scale) / (b * scale))).gini).toBe(0);
        },
      ),
    );
  });

  it('does not change with the unit', () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 1_000 }), (loads, scale) => {
        const [one, other] = [spread(loads), spread(loads.map((share) => share * scale))];
        for (const measure of ['gini', 'jain', 'maxOverMean'] as const) expect(other[measure]).toBeCloseTo(one[measure], 9);
      }),
    );
  });

  it('agrees with the definition of the Gini coefficient: half the mean difference over the mean', () => {
    fc.assert(
      fc.property(shares, (loads) => {
        const differences = loads.flatMap((a) => loads.map((b) => Math.abs(a - b))).reduce((sum, each) => sum + each, 0);
        expect(spread(loads).gini).toBeCloseTo(differences / (2 * loads.length ** 2 * spread(loads).mean), 9);
      }),
    );
  });

  it('becomes more even when one who carries more hands on to one who carries less, without passing them (Pigou, Dalton)', () => {
    fc.assert(
      fc.property(shares, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 100 }), (loads, first, second, part) => {
        const [low, high] = [first % loads.length, second % loads.length].sort((a, b) => a - b) as [number, number];
        const gap = (loads[high] as number) - (loads[low] as number);
        if (gap === 0) return;
        const moved = (gap * part) / 200;
        const after = ascending(loads.map((share, at) => (at === low ? share + moved : at === high ? share - moved : share)));
        expect(spread(after).gini).toBeLessThan(spread(loads).gini);
        expect(spread(after).jain).toBeGreaterThan(spread(loads).jain - 1e-12);
        expect(spread(after).maxOverMean).toBeLessThanOrEqual(spread(loads).maxOverMean + 1e-12);
      }),
    );
  });
});

describe('laws of the fairness of a plan', () => {
  it('seats everybody who has a dedicated rahyar once, within the seats, and counts everybody who has an online one only', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const plan = assign(problem);
        const { rows, online } = fairnessOf(problem, plan);
        const everybody = Array.from(plan.primary.keys());
        expect(rows.reduce((sum, { subjects }) => sum + subjects, 0)).toBe(
          everybody.filter((subject) => isDedicated(plan, subject)).length,
        );
        expect(online.subjects).toBe(everybody.filter((subject) => plan.primary[subject] !== 0 && !isDedicated(plan, subject)).length);
        for (const { rahyars, shares: told, subjects, seats } of rows) {
          expect(told).toHaveLength(rahyars);
          expect(told).toEqual(ascending(told));
          expect(told.at(-1) ?? 0).toBeLessThanOrEqual(1);
          expect(subjects).toBeLessThanOrEqual(seats);
        }
      }),
    );
  });
});
