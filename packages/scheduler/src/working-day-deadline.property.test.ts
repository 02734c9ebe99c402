import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EpochDay, FIRST_DAY } from './epoch-day.ts';
import type { LocalTime } from './local-time.ts';
import { isWorkingDay, workingCalendar } from './working-calendar.ts';
import type { WorkingCalendarData } from './working-calendar-data.ts';
import { type DeadlineTerms, deadline } from './working-day-deadline.ts';

const firstDay = 20_700 as EpochDay;
const lastDay = (firstDay + 59) as EpochDay;
const anyDay = fc.integer({ min: firstDay, max: lastDay }).map((day) => day as EpochDay);
/** Few times, so that an event often falls on the very minute of the cut-off. */
const anyTime = fc.constantFrom(0, 719, 720, 721, 1_439).map((time) => time as LocalTime);

/** Closures leave runs of days off beside the weekly day, where an event and its deadline must both jump. */
const calendarData: fc.Arbitrary<WorkingCalendarData> = fc.array(anyDay, { maxLength: 30 }).map((days) => ({
  weekly: { id: 'any', periods: [{ from: FIRST_DAY, off: ['friday'] }] },
  firstDay,
  lastDay,
  holidays: [],
  closures: days.map((day) => ({ day, reason: { fa: 'گرما', en: 'heat' } })),
}));

const anyTerms: fc.Arbitrary<DeadlineTerms> = fc.record({
  workingDays: fc.integer({ min: 1, max: 20 }),
  dayZero: fc.constantFrom('excluded' as const, 'included' as const),
  cutOff: fc.option(anyTime, { nil: undefined }),
});

describe('deadline', () => {
  it('is found by walking day by day', () => {
    fc.assert(
      fc.property(calendarData, anyDay, anyTime, anyTerms, (data, day, time, terms) => {
        const calendar = workingCalendar(data)._unsafeUnwrap();
        const works = (other: number): boolean => isWorkingDay(calendar, other as EpochDay)._unsafeUnwrap();
        let start: number = works(day) && terms.cutOff !== undefined && time > terms.cutOff ? day + 1 : day;
        while (start <= lastDay && !works(start)) start += 1;
        let [at, left] = [start, terms.dayZero === 'included' ? terms.workingDays - 1 : terms.workingDays];
        while (left > 0 && at <= lastDay) {
          at += 1;
          if (at <= lastDay && works(at)) left -= 1;
        }
        const found = deadline(calendar, { day, time }, terms).map((answer) => [answer.dayZero, answer.day]);
        expect(found.unwrapOr([])).toEqual(at <= lastDay ? [start, at] : []);
      }),
      { numRuns: 500 },
    );
  });

  it('never comes earlier for a later event, nor for a longer term, and a day later where day zero is left out', () => {
    fc.assert(
      fc.property(calendarData, anyDay, anyTime, anyDay, anyTime, anyTerms, (data, day, time, otherDay, otherTime, terms) => {
        const calendar = workingCalendar(data)._unsafeUnwrap();
        const [first, second] = [
          { day, time },
          { day: otherDay, time: otherTime },
        ].toSorted((a, b) => a.day - b.day || a.time - b.time) as [{ day: EpochDay; time: LocalTime }, { day: EpochDay; time: LocalTime }];
        const longer = deadline(calendar, second, { ...terms, workingDays: terms.workingDays + 1 });
        fc.pre(longer.isOk());
        const own = deadline(calendar, second, terms)._unsafeUnwrap();
        expect(deadline(calendar, first, terms)._unsafeUnwrap().day).toBeLessThanOrEqual(own.day);
        expect(own.day).toBeLessThan(longer._unsafeUnwrap().day);
        const excluded = deadline(calendar, second, { ...terms, dayZero: 'excluded' });
        expect(deadline(calendar, second, { ...terms, dayZero: 'included', workingDays: terms.workingDays + 1 })).toEqual(excluded);
      }),
    );
  });
});
