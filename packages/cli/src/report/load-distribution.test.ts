import { assign } from '@rahyar/engine';
import { areaPost, memberWith, onlinePost, staffWith, worldOf } from '@rahyar/engine/testing';
import { describe, expect, it } from 'vitest';
import { histogramOf, loadDistribution, spreadOf } from './load-distribution.ts';

describe('the spread of loads', () => {
  it('is even when all carry the same', () => {
    expect(spreadOf([0.5, 0.5, 0.5, 0.5])).toEqual({ mean: 0.5, maxOverMean: 1, median: 0.5, percentile99: 0.5, gini: 0 });
  });

  it('shows by the largest over the mean what the Gini coefficient hides: five crushed among a thousand', () => {
    const spread = spreadOf(Array.from({ length: 1_000 }, (_, index) => (index < 5 ? 5 : 1)));
    expect(spread?.gini).toBeCloseTo(0.02, 2);
    expect(spread?.maxOverMean).toBeCloseTo(4.9, 1);
  });

  it('is (n - 1) / n when one carries all', () => {
    expect(spreadOf([0, 0, 0, 1])?.gini).toBeCloseTo(0.75, 12);
  });

  it('is unknown when nobody carries anything', () => {
    expect(spreadOf([])).toBeUndefined();
    expect(spreadOf([0, 0])).toBeUndefined();
  });
});

describe('the histogram of loads', () => {
  it('has places of their own for nobody, for full and for more than full', () => {
    expect(histogramOf([0, 0.05, 0.1, 0.95, 0.999, 1, 1.2])).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 2, 1, 1]);
  });
});

describe('the load distribution of a plan', () => {
  it('counts persons against the caseload of the rahyars who are available', () => {
    const problem = worldOf(
      [
        staffWith('s1', areaPost('2301'), { person: 4 }),
        staffWith('s2', areaPost('2301'), { person: 4 }, { qualification: { motivation: true, interest: true, skill: false } }),
        staffWith('s3', onlinePost),
      ],
      [memberWith('p1', { home: '2301' }), memberWith('p2', { home: '2301' }), memberWith('p3')],
    );
    const { kinds, online } = loadDistribution(problem, assign(problem));
    expect(kinds.map(({ kind, rahyars, seats, persons }) => [kind, rahyars, seats, persons])).toEqual([
      ['area', 1, 4, 2],
      ['organization', 0, 0, 0],
      ['social', 0, 0, 0],
    ]);
    expect(kinds[0]?.histogram[6]).toBe(1);
    expect(online).toEqual({ rahyars: 1, subjects: 1, largest: 1 });
  });
});
