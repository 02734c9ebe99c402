import { IsoDate } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type EpochDay, epochDay, epochDayOfIsoDate, FIRST_DAY, isoDateOf, LAST_DAY, WEEKDAYS, weekdayOf } from './epoch-day.ts';

const anyDay = fc.integer({ min: FIRST_DAY, max: LAST_DAY }).map((day) => day as EpochDay);
const dayOf = (isoDate: string): EpochDay => epochDayOfIsoDate(IsoDate.parse(isoDate))._unsafeUnwrap();

describe('the days of the strict range', () => {
  it('begin with 1 Farvardin 1304 and end with 30 Esfand 1498', () => {
    expect(isoDateOf(FIRST_DAY)).toBe('1925-03-21');
    expect(isoDateOf(LAST_DAY)).toBe('2120-03-20');
  });

  it('are refused outside, and so are fractions', () => {
    expect(epochDay(FIRST_DAY - 1)._unsafeUnwrapErr()).toEqual({ kind: 'calendarError', code: 'date.outOfRange' });
    expect(epochDay(LAST_DAY + 1)._unsafeUnwrapErr().code).toBe('date.outOfRange');
    expect(epochDayOfIsoDate(IsoDate.parse('1925-03-20'))._unsafeUnwrapErr().code).toBe('date.outOfRange');
    expect(epochDay(0.5)._unsafeUnwrapErr().code).toBe('count.notInteger');
    expect(epochDay(Number.NaN)._unsafeUnwrapErr().code).toBe('count.notInteger');
    expect(addDays(LAST_DAY, 1)._unsafeUnwrapErr().code).toBe('date.outOfRange');
  });

  it('go to the wire and back', () => {
    fc.assert(fc.property(anyDay, (day) => dayOf(isoDateOf(day)) === day));
  });

  it('add up', () => {
    fc.assert(fc.property(anyDay, anyDay, (a, b) => addDays(a, b - a)._unsafeUnwrap() === b));
  });
});

describe('weekdayOf', () => {
  it('knows some days', () => {
    expect(weekdayOf(dayOf('1970-01-01'))).toBe('thursday');
    expect(weekdayOf(dayOf('1979-02-11'))).toBe('sunday');
    expect(weekdayOf(dayOf('2026-11-23'))).toBe('monday');
  });

  it('agrees with Intl on every day', () => {
    const weekday = new Intl.DateTimeFormat('en', { timeZone: 'UTC', weekday: 'long' });
    for (let day = FIRST_DAY; day <= LAST_DAY; day = (day + 1) as EpochDay) {
      if (weekdayOf(day) !== weekday.format(day * 86_400_000).toLowerCase()) expect.fail(isoDateOf(day));
    }
  });

  it('goes round the week in the Iranian order', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(20), (day, count) => {
        fc.pre(day + count <= LAST_DAY);
        const later = WEEKDAYS.indexOf(weekdayOf(addDays(day, count)._unsafeUnwrap()));
        expect(later).toBe((WEEKDAYS.indexOf(weekdayOf(day)) + count) % 7);
      }),
    );
  });
});
