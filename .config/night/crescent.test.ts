import { describe, expect, it } from 'vitest';
import { confidenceOf, firstDayOf, fitCriterion, type KnownMonth } from '../../packages/scheduler/crescent/criterion.ts';
import { lunationOf, monthsBetween } from '../../packages/scheduler/crescent/lunation.ts';

/** A month whose crescent stood so on the evening of day 10, and far higher on the next, and the day on which it was begun. */
const monthSeen = (visibility: number, firstDay: number): KnownMonth => ({
  year: 1440,
  month: 1,
  evenings: [
    { day: 9, visibility: Number.NEGATIVE_INFINITY },
    { day: 10, visibility },
    { day: 11, visibility: visibility + 15 },
  ],
  firstDay,
});

describe('lunationOf', () => {
  it('finds the new moon of the solar eclipse of 8 April 2024, at 21:51 in Tehran, as that of Shawwal 1445', () => {
    const { evenings } = lunationOf({ year: 1445, month: 10 });
    expect(evenings[0]?.day).toBe(Date.parse('2024-04-08T00:00:00Z') / 86_400_000);
    // The moon set before the sun on that evening, and was easily seen on the next.
    expect(evenings[0]?.visibility).toBe(Number.NEGATIVE_INFINITY);
    expect(evenings[1]?.visibility).toBeGreaterThan(6);
  });
});

describe('monthsBetween', () => {
  it('counts over the end of a year', () => {
    const [first, last] = [
      { year: 1448, month: 12 },
      { year: 1449, month: 1 },
    ];
    expect(monthsBetween(first, last)).toEqual([first, last]);
  });
});

describe('fitCriterion', () => {
  const training = [
    ...[-6, -5, -4, -1, 0].map((visibility) => monthSeen(visibility, 12)),
    ...[2, 3, 4, 6, 8].map((visibility) => monthSeen(visibility, 11)),
    // Four that no threshold can save: two begun early, two late.
    ...[-3, -2].map((visibility) => monthSeen(visibility, 11)),
    ...[5, 7].map((visibility) => monthSeen(visibility, 12)),
  ];
  const criterion = fitCriterion(training);

  it('puts the threshold where most months are exact, in the middle of the gap', () => {
    expect(criterion.threshold).toBe(1);
    expect(training.filter((month) => firstDayOf(month, criterion.threshold) !== month.firstDay)).toHaveLength(4);
  });

  it('is unsure where months were missed, and doubtful where the middle half of them were', () => {
    expect(criterion).toMatchObject({ unsure: [-3, 7], doubtful: [-2, 5] });
    expect([-4, -3, -2, 1, 5, 7, 8].map((visibility) => confidenceOf(monthSeen(visibility, 0), criterion))).toEqual([
      ...['firm', 'likely', 'uncertain', 'uncertain', 'uncertain', 'likely', 'firm'],
    ]);
  });
});
