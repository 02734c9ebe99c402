import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjust, BUSINESS_DAY_CONVENTIONS } from './business-day-convention.ts';
import { type EpochDay, FIRST_DAY, WEEKDAYS, weekdayOf } from './epoch-day.ts';
import { jalaliDateOf } from './jalali-date.ts';
import { HOLIDAY_STATUSES, type PublicHoliday } from './public-holiday.ts';
import {
  addWorkingDays,
  alternativesAt,
  confidenceBetween,
  isWorkingDay,
  workingCalendar,
  workingDaysBetween,
} from './working-calendar.ts';
import type { WorkingCalendarData } from './working-calendar-data.ts';

const firstDay = 20_000 as EpochDay;
const lengthDays = 120;
const lastDay = (firstDay + lengthDays - 1) as EpochDay;
const anyDay = fc.integer({ min: firstDay, max: lastDay }).map((day) => day as EpochDay);

/** Some announced ones wait for the moon; a predicted one may name its alternatives or leave them to be understood. */
const holiday: fc.Arbitrary<PublicHoliday> = fc
  .tuple(anyDay, fc.constantFrom(...HOLIDAY_STATUSES), fc.boolean())
  .map(([day, status, isOpen]) => ({
    day,
    key: 'fitr',
    status,
    ...(isOpen && status !== 'fixed' ? { alternatives: [day - 1, day + 1] as EpochDay[] } : {}),
  }));

/** Long runs of days off, and working days that stand alone between them, come from the dense holidays. */
const calendarData: fc.Arbitrary<WorkingCalendarData> = fc.record({
  weekly: fc.subarray([...WEEKDAYS], { maxLength: 3 }).map((off) => ({ id: 'any', periods: [{ from: FIRST_DAY, off }] })),
  firstDay: fc.constant(firstDay),
  lastDay: fc.constant(lastDay),
  holidays: fc.array(holiday, { maxLength: 60 }),
  closures: fc.array(fc.record({ day: anyDay, reason: fc.constant({ fa: 'گرما', en: 'heat' }) }), { maxLength: 20 }),
});

/** The same facts without ranks: a plain look at each day. */
const worksOn = ({ weekly, holidays, closures }: WorkingCalendarData, day: number): boolean =>
  !weekly.periods[0]?.off.includes(weekdayOf(day as EpochDay)) && ![...holidays, ...closures].some((off) => off.day === day);

/** Steps day by day to the count-th working day, or says that it lies outside. */
function step(data: WorkingCalendarData, from: number, count: number): number | undefined {
  const direction = Math.sign(count);
  let day = from;
  for (let left = Math.abs(count); left > 0; ) {
    day += direction;
    if (day < firstDay || day > lastDay) return undefined;
    if (worksOn(data, day)) left -= 1;
  }
  return day;
}

describe('a working calendar', () => {
  it('works on the days that are not off, and counts as stepping does', () => {
    fc.assert(
      fc.property(calendarData, anyDay, fc.integer({ min: -40, max: 40 }), (data, day, count) => {
        const calendar = workingCalendar(data)._unsafeUnwrap();
        expect(isWorkingDay(calendar, day)._unsafeUnwrap()).toBe(worksOn(data, day));
        expect(addWorkingDays(calendar, day, count).unwrapOr(undefined as never)).toBe(step(data, day, count));
      }),
      { numRuns: 500 },
    );
  });

  it('undoes a count from a working day, and says how long it was', () => {
    fc.assert(
      fc.property(calendarData, anyDay, fc.integer({ min: -40, max: 40 }), (data, day, count) => {
        const calendar = workingCalendar(data)._unsafeUnwrap();
        const moved = addWorkingDays(calendar, day, count);
        fc.pre(moved.isOk() && worksOn(data, day));
        const to = moved._unsafeUnwrap();
        expect(addWorkingDays(calendar, to, -count)._unsafeUnwrap()).toBe(day);
        expect(workingDaysBetween(calendar, day, to)._unsafeUnwrap()).toBe(count);
      }),
    );
  });
});

describe('confidenceBetween', () => {
  const mayMove = ({ status, alternatives }: PublicHoliday): boolean => status.startsWith('predicted') || alternatives !== undefined;

  const isOffAnyway = ({ weekly, holidays, closures }: WorkingCalendarData, day: number): boolean =>
    Boolean(weekly.periods[0]?.off.includes(weekdayOf(day as EpochDay))) ||
    closures.some((closure) => closure.day === day) ||
    holidays.some((one) => one.day === day && !mayMove(one));

  /** The surest reason of a day off; of a working day, the least sure holiday beside it that may move. */
  function statusOn(data: WorkingCalendarData, day: number): number {
    const indexOf = ({ status }: PublicHoliday): number => HOLIDAY_STATUSES.indexOf(status);
    const own = data.holidays.filter((one) => one.day === day);
    if (isOffAnyway({ ...data, holidays: [] }, day)) return 0;
    if (own.length > 0) return Math.min(...own.map(indexOf));
    return Math.max(0, ...data.holidays.filter((one) => Math.abs(one.day - day) === 1 && mayMove(one)).map(indexOf));
  }

  it('is the least sure of the days, found by looking at each', () => {
    const anyDayAround = fc.integer({ min: firstDay - 3, max: lastDay + 3 }).map((day) => day as EpochDay);
    fc.assert(
      fc.property(calendarData, anyDayAround, anyDayAround, (data, a, b) => {
        let weakest = 0;
        for (let day = Math.max(Math.min(a, b), firstDay); day <= Math.min(Math.max(a, b), lastDay); day += 1) {
          weakest = Math.max(weakest, statusOn(data, day));
        }
        expect(confidenceBetween(workingCalendar(data)._unsafeUnwrap(), a, b)).toBe(HOLIDAY_STATUSES[weakest]);
      }),
      { numRuns: 500 },
    );
  });

  it('has alternatives wherever a moved holiday changes what a day is, and nowhere else', () => {
    fc.assert(
      fc.property(calendarData, anyDay, (data, day) => {
        const calendar = workingCalendar(data)._unsafeUnwrap();
        const found = alternativesAt(calendar, day)._unsafeUnwrap();
        const near = data.holidays.filter((one) => mayMove(one) && Math.abs(one.day - day) <= 1);
        expect(found.map((one) => one.day).toSorted()).toEqual(isOffAnyway(data, day) ? [] : near.map((one) => one.day).toSorted());
        for (const { day: expected, alternatives } of found) {
          expect(alternatives).toEqual([expected - 1, expected + 1].filter((other) => other >= firstDay && other <= lastDay));
        }
        if (confidenceBetween(calendar, day, day).startsWith('predicted')) expect(found.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('names every holiday whose move by a day makes a working day of a day off, or the other way round', () => {
    fc.assert(
      fc.property(calendarData, fc.nat(), fc.constantFrom(-1, 1), (data, pick, shift) => {
        const moved = data.holidays.filter(mayMove).at(pick % Math.max(1, data.holidays.filter(mayMove).length));
        fc.pre(moved !== undefined && moved.day + shift >= firstDay && moved.day + shift <= lastDay);
        const to = (moved.day + shift) as EpochDay;
        const holidays = data.holidays.map((one) => (one === moved ? { ...moved, day: to } : one));
        const changed = [moved.day, to].filter((day) => worksOn({ ...data, holidays }, day) !== worksOn(data, day));
        const calendar = workingCalendar(data)._unsafeUnwrap();
        for (const day of changed)
          expect(
            alternativesAt(calendar, day)
              ._unsafeUnwrap()
              .map((one) => one.day),
          ).toContain(moved.day);
      }),
    );
  });
});

describe('adjust', () => {
  it('leaves a working day alone and answers with working days only', () => {
    fc.assert(
      fc.property(calendarData, anyDay, fc.constantFrom(...BUSINESS_DAY_CONVENTIONS), (data, day, convention) => {
        const calendar = workingCalendar(data)._unsafeUnwrap();
        const moved = adjust(calendar, day, convention);
        if (worksOn(data, day)) expect(moved._unsafeUnwrap()).toBe(day);
        fc.pre(moved.isOk() && convention !== 'unadjusted');
        expect(worksOn(data, moved._unsafeUnwrap())).toBe(true);
        expect(adjust(calendar, moved._unsafeUnwrap(), convention)._unsafeUnwrap()).toBe(moved._unsafeUnwrap());
      }),
    );
  });

  it('moves by the convention: the side, the month, the distance', () => {
    fc.assert(
      fc.property(calendarData, anyDay, (data, day) => {
        const calendar = workingCalendar(data)._unsafeUnwrap();
        const [following, preceding] = [adjust(calendar, day, 'following'), adjust(calendar, day, 'preceding')];
        fc.pre(following.isOk() && preceding.isOk());
        const [later, earlier] = [following._unsafeUnwrap(), preceding._unsafeUnwrap()];
        expect(later).toBe(worksOn(data, day) ? day : step(data, day, 1));
        expect(earlier).toBe(worksOn(data, day) ? day : step(data, day, -1));
        const monthOf = (other: EpochDay): number => jalaliDateOf(other).month;
        const moved = (convention: 'modifiedFollowing' | 'modifiedPreceding' | 'nearest'): number =>
          adjust(calendar, day, convention)._unsafeUnwrap();
        expect(moved('modifiedFollowing')).toBe(monthOf(later) === monthOf(day) ? later : earlier);
        expect(moved('modifiedPreceding')).toBe(monthOf(earlier) === monthOf(day) ? earlier : later);
        expect(Math.abs(moved('nearest') - day)).toBe(Math.min(later - day, day - earlier));
      }),
      { numRuns: 500 },
    );
  });
});
