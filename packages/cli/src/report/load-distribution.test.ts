import { assign } from '@rahyar/engine';
import { areaPost, memberWith, onlinePost, staffWith, worldOf } from '@rahyar/engine/testing';
import { describe, expect, it } from 'vitest';
import { histogramOf, loadDistribution } from './load-distribution.ts';

describe('the histogram of loads', () => {
  it('has places of their own for nobody, for full and for more than full', () => {
    expect(histogramOf([0, 0.05, 0.1, 0.95, 0.999, 1, 1.2])).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 2, 1, 1]);
  });
});

describe('the load distribution of a plan', () => {
  it('shows persons first, the other classes where there are seats, and the heaviest first', () => {
    const problem = worldOf(
      [
        staffWith('s1', areaPost('2301'), { person: 4, organization: 0 }),
        staffWith('s2', areaPost('2501'), { person: 1, organization: 0 }),
        staffWith('s3', onlinePost),
      ],
      [memberWith('p1', { home: '2301' }), memberWith('p2', { home: '2501' }), memberWith('p3')],
    );
    const { rows, online } = loadDistribution(problem, assign(problem));
    expect(rows.map(({ kind, subjectClass, rahyars, seats, subjects }) => [kind, subjectClass, rahyars, seats, subjects])).toEqual([
      ['area', 'person', 2, 5, 2],
      ['organization', 'person', 0, 0, 0],
      ['social', 'person', 0, 0, 0],
      ['area', 'collective', 2, 20, 0],
    ]);
    expect(rows[0]).toMatchObject({ heaviest: [1, 0.25], histogram: [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0] });
    expect(rows[0]).not.toHaveProperty('shares');
    expect(rows[3]).toMatchObject({ heaviest: [] });
    expect(rows[3]).not.toHaveProperty('histogram');
    expect(online).toEqual({ rahyars: 1, subjects: 1, largest: 1 });
  });
});
