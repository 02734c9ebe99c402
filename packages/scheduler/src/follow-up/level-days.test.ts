import { FollowUpId } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import type { EpochDay } from '../epoch-day.ts';
import { type DueWork, levelDays, type WorkDay } from './level-days.ts';

const work = (id: string, day: number, closes: number, more: Partial<DueWork> = {}): DueWork => ({
  id: FollowUpId.parse(id),
  day: day as EpochDay,
  closes: closes as EpochDay,
  promised: false,
  ...more,
});
const days = (...rooms: number[]): WorkDay[] => rooms.map((room, index) => ({ day: (index + 1) as EpochDay, room }));
const told = (pieces: DueWork[], workDays: WorkDay[]): string[] =>
  levelDays(pieces, workDays).map(({ id, day, beyond }) => [id, day ?? 'no day', ...(beyond === undefined ? [] : [beyond])].join(' '));

describe('levelling the days of a rahyar, by example', () => {
  it('takes the first day with room, tier by tier, then the earlier end, the earlier day, and the id', () => {
    const pieces = [
      work('e', 1, 9, { tier: 'applicant' }),
      work('d', 1, 9, { tier: 'activeMember' }),
      work('c', 1, 8, { tier: 'activeMember' }),
      work('b', 1, 9, { tier: 'activeMember' }),
      work('a', 2, 9, { tier: 'activeMember' }),
      work('f', 1, 9),
    ];
    expect(told(pieces, days(1, 1, 1, 1, 1, 1))).toEqual(['e 5', 'd 3', 'c 1', 'b 2', 'a 4', 'f 6']);
  });

  it('moves a piece to a later day of its window where an earlier one is all that another has', () => {
    expect(told([work('a', 1, 2, { tier: 'activeMember' }), work('b', 1, 1)], days(1, 1))).toEqual(['a 2', 'b 1']);
  });

  it('gives what does not fit the first days that are left, not before its own, and says whether a promise is broken', () => {
    const pieces = [
      work('a', 1, 1),
      work('b', 1, 1, { promised: true }),
      work('c', 1, 1),
      work('d', 3, 3),
      work('e', 3, 3),
      work('f', 1, 1),
      work('g', 1, 1, { promised: true }),
    ];
    const expected = ['a 4 window', 'b 1', 'c no day window', 'd 3', 'e no day window', 'f no day window', 'g 2 promise'];
    expect(told(pieces, days(1, 1, 1, 1))).toEqual(expected);
  });

  it('knows no day without room, and none at all', () => {
    expect(told([work('a', 1, 3)], days(0, 0, 1))).toEqual(['a 3']);
    expect(told([work('a', 5, 9)], days(1, 1, 1))).toEqual(['a no day window']);
    expect(told([work('a', 1, 3)], [])).toEqual(['a no day window']);
    expect(told([], days(1))).toEqual([]);
  });

  it('takes the days in the order of time, and leaves the list of days as it was', () => {
    const backwards = days(1, 1, 1).reverse();
    expect(told([work('a', 1, 3)], backwards)).toEqual(['a 1']);
    expect(backwards.map(({ day }) => day)).toEqual([3, 2, 1]);
  });

  it('takes a day that is more than full for one without room', () => {
    expect(told([work('a', 1, 2), work('b', 1, 2)], days(-1, 1))).toEqual(['a 2', 'b no day window']);
  });

  it('gives what is late the first day of all where that is left, once', () => {
    // Nobody works on the days of their windows.
    const pieces = [work('a', 0, 0), work('b', 0, 0, { promised: true }), work('c', 2, 2)];
    const workDays = [1, 3].map((day) => ({ day: day as EpochDay, room: 1 }));
    expect(told(pieces, workDays)).toEqual(['a 3 window', 'b 1 promise', 'c no day window']);
    expect(told([work('c', 2, 2)], workDays)).toEqual(['c 3 window']);
  });

  it('goes by the id alone where nothing else tells pieces apart, whatever the order', () => {
    for (const order of ['abcd', 'abdc', 'acbd', 'adcb', 'bacd', 'bdac', 'cabd', 'cdba', 'dabc', 'dcba'])
      expect(
        told(
          Array.from(order, (id) => work(id, 1, 4)),
          days(1, 1, 1, 1),
        ).sort(),
      ).toEqual(['a 1', 'b 2', 'c 3', 'd 4']);
  });
});
