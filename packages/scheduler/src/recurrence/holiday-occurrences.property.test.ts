import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EpochDay, FIRST_DAY, WEEKDAYS } from '../epoch-day.ts';
import { isWorkingDay, type WorkingCalendar, workingCalendar } from '../working-calendar.ts';
import type { WorkingCalendarData } from '../working-calendar-data.ts';
import { expandRecurrence, isOccurrence, nextOccurrence } from './occurrences.ts';
import type { HolidayRecurrence } from './recurrence.ts';

const firstDay = 20_000 as EpochDay;
const lastDay = (firstDay + 600) as EpochDay;
/** What a narrower calendar knows of the same facts. */
const innerFirstDay = (firstDay + 200) as EpochDay;
const innerLastDay = (lastDay - 200) as EpochDay;
const dayBetween = (min: number, max: number): fc.Arbitrary<EpochDay> => fc.integer({ min, max }).map((day) => day as EpochDay);
const anyDay = dayBetween(firstDay, lastDay);

/** Holidays so dense that several bring the same working day, others of another name between them, and closures that stretch the count. */
const calendarData: fc.Arbitrary<WorkingCalendarData> = fc.record({
  weekly: fc.subarray([...WEEKDAYS], { maxLength: 3 }).map((off) => ({ id: 'any', periods: [{ from: FIRST_DAY, off }] })),
  firstDay: fc.constant(firstDay),
  lastDay: fc.constant(lastDay),
  holidays: fc.array(
    fc.record({ day: anyDay, key: fc.constantFrom('fitr' as const, 'adha' as const), status: fc.constant('announced' as const) }),
    { maxLength: 80 },
  ),
  closures: fc.array(fc.record({ day: anyDay, reason: fc.constant({ fa: 'گرما', en: 'heat' }) }), { maxLength: 40 }),
});

const innerOf = (data: WorkingCalendarData): WorkingCalendar => {
  const isInside = ({ day }: { readonly day: EpochDay }): boolean => day >= innerFirstDay && day <= innerLastDay;
  return workingCalendar({
    ...data,
    firstDay: innerFirstDay,
    lastDay: innerLastDay,
    holidays: data.holidays.filter(isInside),
    closures: data.closures.filter(isInside),
  })._unsafeUnwrap();
};

const rule: fc.Arbitrary<HolidayRecurrence> = fc.record({
  frequency: fc.constant('holiday' as const),
  holiday: fc.constant('fitr' as const),
  offset: fc.record({ unit: fc.constantFrom('days' as const, 'workingDays' as const), count: fc.integer({ min: -25, max: 25 }) }),
  count: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
  except: fc.option(fc.array(dayBetween(innerFirstDay, innerLastDay), { minLength: 1, maxLength: 60 }), { nil: undefined }),
});

/** Where the widest count still ends inside the wide calendar, as long as a third of the days work. */
const span = fc
  .tuple(dayBetween(firstDay + 120, lastDay - 120), dayBetween(firstDay + 120, lastDay - 120), fc.nat(300))
  .map(([first, from, length]) => ({ first, window: { from, to: Math.min(from + length, lastDay - 120) as EpochDay } }));

/** From each holiday day by day, counting only what the offset counts. */
function stepped({ holidays }: WorkingCalendarData, calendar: WorkingCalendar, { holiday, offset }: HolidayRecurrence): number[] {
  const days = holidays
    .filter(({ key }) => key === holiday)
    .map(({ day }) => {
      let moved: number = day;
      for (let left = Math.abs(offset.count); left > 0; ) {
        moved += Math.sign(offset.count);
        if (moved < firstDay || moved > lastDay) return Number.NaN;
        if (offset.unit === 'days' || isWorkingDay(calendar, moved as EpochDay)._unsafeUnwrap()) left -= 1;
      }
      return moved;
    });
  return [...new Set(days.filter((day) => !Number.isNaN(day)))].sort((a, b) => a - b);
}

describe('a recurrence by holiday', () => {
  it('is as many days, or working days, from each holiday as stepping says', () => {
    fc.assert(
      fc.property(calendarData, rule, span, (data, holidayRule, { first, window }) => {
        const calendar = workingCalendar(data)._unsafeUnwrap();
        const days = stepped(data, calendar, holidayRule)
          .filter((day) => day >= first)
          .slice(0, holidayRule.count)
          .filter((day) => day >= window.from && day <= window.to && !holidayRule.except?.some((left) => left === day));
        expect(expandRecurrence(holidayRule, first, window, calendar)._unsafeUnwrap()).toEqual(days);
        for (const day of [window.from, ...days.slice(0, 2)])
          if (day <= window.to)
            expect(isOccurrence(holidayRule, first, day as EpochDay, calendar)._unsafeUnwrap()).toBe(days.includes(day));
      }),
      { numRuns: 300 },
    );
  });

  it('says of a narrower calendar only what a wider one says too, and else that it cannot know', () => {
    fc.assert(
      fc.property(calendarData, rule, span, (data, holidayRule, { first, window }) => {
        const [wide, narrow] = [workingCalendar(data)._unsafeUnwrap(), innerOf(data)];
        const [known, all] = [narrow, wide].map((calendar) => expandRecurrence(holidayRule, first, window, calendar)) as [
          ReturnType<typeof expandRecurrence>,
          ReturnType<typeof expandRecurrence>,
        ];
        if (known.isOk()) expect(known.value).toEqual(all._unsafeUnwrap());
        else expect(known.error.code).toBe('workingCalendar.notCovered');
        const [next, after] = [
          nextOccurrence(holidayRule, first, window.from, narrow),
          nextOccurrence(holidayRule, first, window.from, wide),
        ];
        if (next.isOk() && after.isOk()) expect(next.value).toBe(after.value);
        const isWellInside = Math.min(first, window.from) >= innerFirstDay + 100 && window.to <= innerLastDay - 100;
        if (isWellInside) expect(known.isOk()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('knows a day exactly when no holiday outside the calendar could bring it', () => {
    fc.assert(
      fc.property(calendarData, rule, (data, { holiday, offset }) => {
        const narrow = innerOf(data);
        const uncounted: HolidayRecurrence = { frequency: 'holiday', holiday, offset };
        for (let day = innerFirstDay - 30; day <= innerLastDay + 30; day += 1) {
          const answer = isOccurrence(uncounted, firstDay, day as EpochDay, narrow);
          expect(answer.isOk()).toBe(isKnown(narrow, offset, day));
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** Whether counting back from a day by the offset stays within the calendar. */
function isKnown(calendar: WorkingCalendar, { unit, count }: HolidayRecurrence['offset'], day: number): boolean {
  const isInside = (other: number): boolean => other >= innerFirstDay && other <= innerLastDay;
  if (unit === 'days') return isInside(day - count);
  let between = 0;
  for (let other = day - Math.sign(count); count !== 0 && isInside(other); other -= Math.sign(count))
    if (isWorkingDay(calendar, other as EpochDay)._unsafeUnwrap()) between += 1;
  return isInside(day) && between >= Math.abs(count);
}
