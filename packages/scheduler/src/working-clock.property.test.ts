import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MINUTES, type DaySpans } from './clock-span.ts';
import { type EpochDay, FIRST_DAY, WEEKDAYS, weekdayOf } from './epoch-day.ts';
import type { LocalTime } from './local-time.ts';
import { type CivilTime, fromInstant, toInstant } from './tehran-time.ts';
import { workingCalendar } from './working-calendar.ts';
import type { WorkingCalendarData } from './working-calendar-data.ts';
import {
  addWorkingMinutes,
  addWorkingMinutesToInstant,
  isWorkingMinute,
  type WorkingClock,
  workingClock,
  workingMinutesBetween,
  workingMinutesBetweenInstants,
} from './working-clock.ts';
import type { WeekHours, WorkingHours } from './working-hours.ts';

const firstDay = 20_700 as EpochDay;
const lengthDays = 9;
const lastDay = (firstDay + lengthDays - 1) as EpochDay;
const anyDay = fc.integer({ min: firstDay, max: lastDay }).map((day) => day as EpochDay);
const anyTime = fc.integer({ min: 0, max: DAY_MINUTES - 1 }).map((time) => time as LocalTime);

/** Cut points that repeat make spans that touch; those at both ends of the day make nights without a break. */
const spans: fc.Arbitrary<DaySpans> = fc
  .array(fc.oneof(fc.constantFrom(0, 480, 720, DAY_MINUTES), fc.integer({ min: 0, max: DAY_MINUTES })), { maxLength: 8 })
  .map((cuts) => cuts.toSorted((a, b) => a - b))
  .map((cuts) => cuts.flatMap((opens, index) => (index % 2 === 0 ? [{ opens: opens as LocalTime, closes: cuts[index + 1] ?? opens }] : [])))
  .map((day) => day.filter(({ opens, closes }) => opens < closes));

const week: fc.Arbitrary<WeekHours> = fc.record(
  Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, spans])) as Record<(typeof WEEKDAYS)[number], typeof spans>,
  { requiredKeys: [] },
);

/** A second period and an overlay change the hours in the middle, so that a sum must take each day by its own hours. */
const hours: fc.Arbitrary<WorkingHours> = fc
  .tuple(week, week, week, anyDay, anyDay, anyDay)
  .map(([first, second, special, changesOn, from, to]) => ({
    id: 'any',
    periods: [
      { from: FIRST_DAY, week: first },
      { from: changesOn, week: second },
    ],
    overlays: [
      {
        from: Math.min(from, to) as EpochDay,
        to: Math.max(from, to) as EpochDay,
        reason: { fa: 'ماه رمضان', en: 'Ramadan' },
        week: special,
      },
    ],
  }));

/** Days off between working days leave gaps that a sum must jump over. */
const calendarData: fc.Arbitrary<WorkingCalendarData> = fc.array(anyDay, { maxLength: 4 }).map((days) => ({
  weekly: { id: 'any', periods: [{ from: FIRST_DAY, off: ['friday'] }] },
  firstDay,
  lastDay,
  holidays: [],
  closures: days.map((day) => ({ day, reason: { fa: 'گرما', en: 'heat' } })),
}));

const parts = fc.tuple(calendarData, hours);
const clockOf = ([data, own]: [WorkingCalendarData, WorkingHours]): WorkingClock =>
  workingCalendar(data)
    .andThen((calendar) => workingClock(calendar, own))
    ._unsafeUnwrap();

const minuteOf = ({ day, time }: CivilTime): number => (day - firstDay) * DAY_MINUTES + time;
const timeAt = (minute: number): CivilTime =>
  ({ day: firstDay + Math.floor(minute / DAY_MINUTES), time: minute % DAY_MINUTES }) as CivilTime;
const anyMoment: fc.Arbitrary<CivilTime> = fc.record({ day: anyDay, time: anyTime });

/** The same facts without sums: a plain look at each minute of the calendar. */
function runningMinutes([data, { periods, overlays }]: [WorkingCalendarData, WorkingHours]): boolean[] {
  return Array.from({ length: lengthDays }, (_, index) => (firstDay + index) as EpochDay).flatMap((day) => {
    const isOff = weekdayOf(day) === 'friday' || data.closures.some((closure) => closure.day === day);
    const [first, second] = periods;
    const overlay = overlays.find(({ from, to }) => day >= from && day <= to);
    const own = overlay?.week ?? (second !== undefined && day >= second.from ? second.week : first?.week);
    const open = isOff ? [] : (own?.[weekdayOf(day)] ?? []);
    const minutes = new Array<boolean>(DAY_MINUTES).fill(false);
    for (const { opens, closes } of open) minutes.fill(true, opens, closes);
    return minutes;
  });
}

describe('a working clock', () => {
  it('counts as looking at each minute does', () => {
    fc.assert(
      fc.property(parts, anyMoment, anyMoment, (facts, from, to) => {
        const clock = clockOf(facts);
        const running = runningMinutes(facts);
        const [start, end] = [Math.min(minuteOf(from), minuteOf(to)), Math.max(minuteOf(from), minuteOf(to))];
        const counted = running.slice(start, end).filter(Boolean).length;
        expect(workingMinutesBetween(clock, timeAt(start), timeAt(end))._unsafeUnwrap()).toBe(counted);
        expect(workingMinutesBetween(clock, timeAt(end), timeAt(start))._unsafeUnwrap()).toBe(0 - counted);
        expect(isWorkingMinute(clock, from)._unsafeUnwrap()).toBe(running[minuteOf(from)]);
      }),
    );
  });

  it('adds as stepping minute by minute does, forwards to the earliest and backwards to the latest moment', () => {
    fc.assert(
      fc.property(
        parts,
        anyMoment,
        fc.oneof(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -4_000, max: 4_000 })),
        (facts, from, count) => {
          const running = runningMinutes(facts);
          let minute = minuteOf(from);
          for (let left = count; left > 0 && minute < running.length; minute += 1) left -= running[minute] ? 1 : 0;
          for (let left = count; left < 0 && minute >= 0; ) {
            minute -= 1;
            left += running[minute] ? 1 : 0;
          }
          const moved = addWorkingMinutes(clockOf(facts), from, count).unwrapOr(undefined as never);
          const found = running.slice(Math.min(minute, minuteOf(from)), Math.max(minute, minuteOf(from))).filter(Boolean).length;
          const isInside = minute >= 0 && minute < running.length && found === Math.abs(count);
          expect(moved).toEqual(isInside ? timeAt(minute) : undefined);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('adds up: from one moment over a second to a third is from the first to the third', () => {
    fc.assert(
      fc.property(parts, anyMoment, anyMoment, anyMoment, (facts, a, b, c) => {
        const clock = clockOf(facts);
        const between = (from: CivilTime, to: CivilTime): number => workingMinutesBetween(clock, from, to)._unsafeUnwrap();
        expect(between(a, b) + between(b, c)).toBe(between(a, c));
      }),
    );
  });

  it('has passed exactly what was added', () => {
    fc.assert(
      fc.property(parts, anyMoment, fc.integer({ min: -3_000, max: 3_000 }), (facts, from, count) => {
        const clock = clockOf(facts);
        const moved = addWorkingMinutes(clock, from, count);
        fc.pre(moved.isOk());
        expect(workingMinutesBetween(clock, from, moved._unsafeUnwrap())._unsafeUnwrap()).toBe(count);
      }),
    );
  });

  it('says of instants what it says of the clock times they show', () => {
    fc.assert(
      fc.property(parts, anyMoment, anyMoment, fc.integer({ min: 1, max: 2_000 }), (facts, a, b, count) => {
        const clock = clockOf(facts);
        const [from, to] = [toInstant(a.day, a.time), toInstant(b.day, b.time)];
        expect(workingMinutesBetweenInstants(clock, from, to)).toEqual(workingMinutesBetween(clock, a, b));
        expect(addWorkingMinutesToInstant(clock, from, count).andThen(fromInstant)).toEqual(addWorkingMinutes(clock, a, count));
      }),
    );
  });
});
