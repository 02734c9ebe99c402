import { describe, expect, it } from 'vitest';
import { type EpochDay, FIRST_DAY, isoDateOf, LAST_DAY } from './epoch-day.ts';
import {
  addJalaliMonths,
  addJalaliYears,
  dayOfJalaliDate,
  daysInJalaliMonth,
  epochDayOfJalali,
  isJalaliLeapYear,
  jalaliDate,
  jalaliDateOf,
} from './jalali-date.ts';
import { formatJalali, parseJalali } from './jalali-text.ts';

const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const monthsLater = (jalali: string, count: number): string => formatJalali(addJalaliMonths(dayOf(jalali), count)._unsafeUnwrap(), 'en');

describe('jalaliDateOf and epochDayOfJalali', () => {
  it('agree with Intl on every day from 1304 to 1498, and are inverse there', () => {
    const intl = new Intl.DateTimeFormat('fa-IR-u-ca-persian-nu-latn', {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    let count = 0;
    for (let day = FIRST_DAY; day <= LAST_DAY; day = (day + 1) as EpochDay) {
      const date = jalaliDateOf(day);
      if (`${date.year}/${date.month}/${date.day}` !== intl.format(day * 86_400_000)) expect.fail(isoDateOf(day));
      if (epochDayOfJalali(date)._unsafeUnwrap() !== day) expect.fail(isoDateOf(day));
      count += 1;
    }
    expect(count).toBe(71_223);
  });

  it.each([
    ['1304/01/01', '1925-03-21'],
    ['1357/11/22', '1979-02-11'],
    ['1399/12/30', '2021-03-20'],
    ['1403/12/30', '2025-03-20'],
    ['1404/01/01', '2025-03-21'],
    ['1405/09/02', '2026-11-23'],
    ['1498/12/30', '2120-03-20'],
  ])('%s is %s', (jalali, isoDate) => {
    expect(isoDateOf(dayOf(jalali))).toBe(isoDate);
  });

  it.each([
    [{ year: 1404, month: 12, day: 30 }, 'date.notInCalendar'],
    [{ year: 1405, month: 7, day: 31 }, 'date.notInCalendar'],
    [{ year: 1405, month: 1, day: 32 }, 'date.notInCalendar'],
    [{ year: 1405, month: 1, day: 0 }, 'date.notInCalendar'],
    [{ year: 1405, month: 1, day: 1.5 }, 'date.notInCalendar'],
    [{ year: 1405, month: 13, day: 1 }, 'date.notInCalendar'],
    [{ year: 1405, month: 0, day: 1 }, 'date.notInCalendar'],
    [{ year: 1303, month: 12, day: 29 }, 'date.outOfRange'],
    [{ year: 1499, month: 1, day: 1 }, 'date.outOfRange'],
    [{ year: 1405.5, month: 1, day: 1 }, 'date.outOfRange'],
  ])('refuses %j', (date, code) => {
    expect(epochDayOfJalali(date)._unsafeUnwrapErr()).toEqual({ kind: 'calendarError', code });
  });
});

describe('isJalaliLeapYear', () => {
  it.each([1399, 1403, 1408, 1412, 1436, 1441, 1469, 1474, 1498])('%i is a leap year, as the official table says', (year) => {
    expect(isJalaliLeapYear(year)._unsafeUnwrap()).toBe(true);
    expect(daysInJalaliMonth(year, 12)._unsafeUnwrap()).toBe(30);
  });

  it.each([1404, 1405, 1437, 1470, 1473])('%i is none', (year) => {
    expect(isJalaliLeapYear(year)._unsafeUnwrap()).toBe(false);
    expect(daysInJalaliMonth(year, 12)._unsafeUnwrap()).toBe(29);
  });

  it('answers for no year outside the table', () => {
    expect(isJalaliLeapYear(1303)._unsafeUnwrapErr().code).toBe('date.outOfRange');
    expect(isJalaliLeapYear(1499)._unsafeUnwrapErr().code).toBe('date.outOfRange');
    expect(daysInJalaliMonth(1405, 13)._unsafeUnwrapErr().code).toBe('date.notInCalendar');
  });
});

describe('addJalaliMonths', () => {
  it.each([
    ['1404/06/31', 1, '1404/07/30'],
    ['1404/06/31', 6, '1404/12/29'],
    ['1404/06/31', 7, '1405/01/31'],
    ['1404/06/31', -6, '1403/12/30'],
    ['1403/12/30', 12, '1404/12/29'],
    ['1403/12/30', 60, '1408/12/30'],
    ['1403/12/30', -1, '1403/11/30'],
    ['1405/01/15', -1, '1404/12/15'],
    ['1405/01/15', 0, '1405/01/15'],
  ])('%s and %i months is %s', (from, count, to) => {
    expect(monthsLater(from, count)).toBe(to);
  });

  it('keeps the last day of the month only when counted from the first day of a series', () => {
    const chained = monthsLater(monthsLater('1404/06/31', 1), 6);
    expect(chained).toBe('1405/01/30');
    expect(monthsLater('1404/06/31', 7)).toBe('1405/01/31');
  });

  it('ends where the table ends', () => {
    expect(addJalaliMonths(dayOf('1498/12/30'), 1)._unsafeUnwrapErr().code).toBe('date.outOfRange');
    expect(addJalaliMonths(dayOf('1304/01/01'), -1)._unsafeUnwrapErr().code).toBe('date.outOfRange');
    expect(addJalaliMonths(dayOf('1405/01/01'), 1.5)._unsafeUnwrapErr().code).toBe('count.notInteger');
  });
});

describe('jalaliDate', () => {
  it('makes what the conversion gives, and goes back to the day', () => {
    const date = jalaliDate(1403, 12, 30)._unsafeUnwrap();
    expect(date).toEqual(jalaliDateOf(dayOf('1403/12/30')));
    expect(dayOfJalaliDate(date)).toBe(dayOf('1403/12/30'));
  });
});

describe('the month-end policies', () => {
  it.each([
    ['clamp', '1404/07/30'],
    ['next', '1404/08/01'],
  ] as const)('31 Shahrivar and a month, %s, is %s', (monthEnd, expected) => {
    expect(formatJalali(addJalaliMonths(dayOf('1404/06/31'), 1, monthEnd)._unsafeUnwrap(), 'en')).toBe(expected);
  });

  it('give no day or an error on request, and only where the month lacks the day', () => {
    expect(addJalaliMonths(dayOf('1404/06/31'), 1, 'skip')._unsafeUnwrap()).toBeUndefined();
    expect(addJalaliMonths(dayOf('1404/06/31'), 1, 'reject')._unsafeUnwrapErr().code).toBe('month.tooShort');
    expect(addJalaliMonths(dayOf('1404/06/30'), 1, 'reject')._unsafeUnwrap()).toBe(dayOf('1404/07/30'));
    expect(addJalaliMonths(dayOf('1404/06/30'), 1, 'skip')._unsafeUnwrap()).toBe(dayOf('1404/07/30'));
  });

  it('end where the table ends: 1 Farvardin 1499 is refused', () => {
    expect(addJalaliMonths(dayOf('1498/06/31'), 6, 'clamp')._unsafeUnwrap()).toBe(dayOf('1498/12/30'));
    expect(addJalaliMonths(dayOf('1498/06/31'), 6, 'next')._unsafeUnwrapErr().code).toBe('date.outOfRange');
  });
});

describe('addJalaliYears', () => {
  it('brings 30 Esfand back in leap years', () => {
    const anniversaries = [1, 2, 3, 4, 5].map((years) => formatJalali(addJalaliYears(dayOf('1403/12/30'), years)._unsafeUnwrap(), 'en'));
    expect(anniversaries).toEqual(['1404/12/29', '1405/12/29', '1406/12/29', '1407/12/29', '1408/12/30']);
  });

  it('moves the others to 1 Farvardin, leaves them out or refuses them on request', () => {
    expect(addJalaliYears(dayOf('1403/12/30'), 1, 'next')._unsafeUnwrap()).toBe(dayOf('1405/01/01'));
    expect(addJalaliYears(dayOf('1403/12/30'), 1, 'skip')._unsafeUnwrap()).toBeUndefined();
    expect(addJalaliYears(dayOf('1403/12/30'), 1, 'reject')._unsafeUnwrapErr().code).toBe('month.tooShort');
  });
});
