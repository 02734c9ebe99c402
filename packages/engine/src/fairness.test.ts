import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { fairnessOf, spreadOf } from './fairness.ts';
import { areaPost, memberWith, onlinePost, organizationPost, staffWith, worldOf } from './testing/index.ts';

describe('the spread of shares', () => {
  it('is even when all carry alike', () => {
    expect(spreadOf([0.5, 0.5, 0.5, 0.5])).toEqual({
      mean: 0.5,
      largest: 0.5,
      maxOverMean: 1,
      median: 0.5,
      percentile99: 0.5,
      gini: 0,
      jain: 1,
    });
  });

  it('shows by the largest over the mean what the Gini coefficient hides: five crushed among a thousand', () => {
    const spread = spreadOf(Array.from({ length: 1_000 }, (_, index) => (index < 995 ? 1 : 5)));
    expect(spread?.gini).toBeCloseTo(0.02, 2);
    expect(spread?.maxOverMean).toBeCloseTo(4.9, 1);
  });

  it('has (n - 1) / n and 1 / n for one who carries all', () => {
    expect(spreadOf([0, 0, 0, 1])).toMatchObject({ gini: 0.75, jain: 0.25, median: 0, percentile99: 1 });
  });

  it('takes percentiles by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => (index + 1) / 100);
    expect(spreadOf(hundred)).toMatchObject({ median: 0.5, percentile99: 0.99, largest: 1 });
  });

  it('is unknown when nobody carries anything', () => {
    expect(spreadOf([])).toBeUndefined();
    expect(spreadOf([0, 0])).toBeUndefined();
  });
});

describe('the fairness of a plan', () => {
  const problem = worldOf(
    [
      staffWith('s1', areaPost('2301'), { person: 4 }),
      staffWith('s2', areaPost('2301'), { person: 4 }, { qualification: { motivation: true, interest: true, skill: false } }),
      staffWith('s3', onlinePost),
      staffWith('s4', areaPost('0101'), { person: 0 }),
      staffWith('s5', organizationPost('behzisti'), { person: 2, collective: 0 }),
    ],
    [memberWith('p1', { home: '2301' }), memberWith('p2', { home: '2301' }), memberWith('p3')],
  );
  const { rows, online } = fairnessOf(problem, assign(problem));

  it('has a row for each dedicated kind and class', () => {
    expect(
      rows.map(({ kind, subjectClass, rahyars, withoutSeats, seats, subjects }) => [
        kind,
        subjectClass,
        rahyars,
        withoutSeats,
        seats,
        subjects,
      ]),
    ).toEqual([
      ['area', 'person', 1, 1, 4, 2],
      ['area', 'collective', 2, 0, 20, 0],
      ['area', 'organization', 2, 0, 20, 0],
      ['organization', 'person', 1, 0, 2, 0],
      ['organization', 'collective', 0, 1, 0, 0],
      ['organization', 'organization', 1, 0, 10, 0],
      ['social', 'person', 0, 0, 0, 0],
      ['social', 'collective', 0, 0, 0, 0],
      ['social', 'organization', 0, 0, 0, 0],
    ]);
    expect(rows[0]?.shares).toEqual([0.5]);
    expect(rows[1]).toMatchObject({ shares: [0, 0] });
    expect(rows[1]).not.toHaveProperty('spread');
  });

  it('tells of online rahyars how many have nobody else', () => {
    expect(online).toEqual({ rahyars: 1, subjects: 1, largest: 1 });
  });
});
