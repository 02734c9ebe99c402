import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from './calendar-error.ts';
import { FIRST_JALALI_YEAR, NOWRUZ_DAYS } from './data/nowruz.ts';
import { type EpochDay, FIRST_DAY } from './epoch-day.ts';

/** A date of the official calendar of Iran. `month` and `day` count from 1. */
export type JalaliDate = { readonly year: number; readonly month: number; readonly day: number };

const LAST_JALALI_YEAR = FIRST_JALALI_YEAR + NOWRUZ_DAYS.length - 2;
const DAYS_IN_FIRST_HALF = 6 * 31;

/** The Jalali date of a day, by the official table of Nowruz. */
export function jalaliDateOf(day: EpochDay): JalaliDate {
  const yearIndex = yearIndexOf(day);
  const dayOfYear = day - nowruz(yearIndex);
  const year = FIRST_JALALI_YEAR + yearIndex;
  if (dayOfYear < DAYS_IN_FIRST_HALF) return { year, month: 1 + Math.floor(dayOfYear / 31), day: 1 + (dayOfYear % 31) };
  const dayOfHalf = dayOfYear - DAYS_IN_FIRST_HALF;
  return { year, month: 7 + Math.floor(dayOfHalf / 30), day: 1 + (dayOfHalf % 30) };
}

/** The day of a Jalali date. Fails with `date.outOfRange` outside 1304 to 1498, `date.notInCalendar` for a day such as 30 Esfand 1404. */
export function epochDayOfJalali({ year, month, day }: JalaliDate): Result<EpochDay, CalendarError> {
  return daysInJalaliMonth(year, month).andThen((days) =>
    Number.isInteger(day) && day >= 1 && day <= days ? ok(dayAt(year, month, day)) : err(calendarError('date.notInCalendar')),
  );
}

/** Whether Esfand of the year has 30 days. Fails with `date.outOfRange` outside 1304 to 1498. */
export function isJalaliLeapYear(year: number): Result<boolean, CalendarError> {
  return isCovered(year) ? ok(isLeap(year)) : err(calendarError('date.outOfRange'));
}

/** 29 to 31. Fails with `date.outOfRange` for the year, `date.notInCalendar` for the month. */
export function daysInJalaliMonth(year: number, month: number): Result<number, CalendarError> {
  if (!isCovered(year)) return err(calendarError('date.outOfRange'));
  if (!Number.isInteger(month) || month < 1 || month > 12) return err(calendarError('date.notInCalendar'));
  return ok(monthLength(year, month));
}

/**
 * The same day of the month `count` Jalali months later, or the last day of that month when it is shorter.
 * For a series count every member from the first day: 31 Shahrivar gives 30 Mehr and, seven months on, 31 Farvardin; a chain of steps
 * would stay at 30.
 */
export function addJalaliMonths(day: EpochDay, count: number): Result<EpochDay, CalendarError> {
  if (!Number.isInteger(count)) return err(calendarError('count.notInteger'));
  const from = jalaliDateOf(day);
  const months = from.year * 12 + (from.month - 1) + count;
  const year = Math.floor(months / 12);
  const month = (months % 12) + 1;
  if (!isCovered(year)) return err(calendarError('date.outOfRange'));
  return ok(dayAt(year, month, Math.min(from.day, monthLength(year, month))));
}

const isCovered = (year: number): boolean => Number.isInteger(year) && year >= FIRST_JALALI_YEAR && year <= LAST_JALALI_YEAR;
const nowruz = (yearIndex: number): number => NOWRUZ_DAYS[yearIndex] as number;
const isLeap = (year: number): boolean => nowruz(year - FIRST_JALALI_YEAR + 1) - nowruz(year - FIRST_JALALI_YEAR) === 366;

function monthLength(year: number, month: number): number {
  if (month <= 6) return 31;
  return month <= 11 || isLeap(year) ? 30 : 29;
}

function dayAt(year: number, month: number, day: number): EpochDay {
  const daysBeforeMonth = month <= 7 ? (month - 1) * 31 : DAYS_IN_FIRST_HALF + (month - 7) * 30;
  return (nowruz(year - FIRST_JALALI_YEAR) + daysBeforeMonth + day - 1) as EpochDay;
}

/** In the strict range the estimate is right or one too low, never too high; the test of every day holds it to that. */
function yearIndexOf(day: EpochDay): number {
  const estimate = Math.floor((day - FIRST_DAY) / 365.2422);
  return day < nowruz(estimate + 1) ? estimate : estimate + 1;
}
