import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from './calendar-error.ts';
import { FIRST_JALALI_YEAR, NOWRUZ_DAYS } from './data/nowruz.ts';
import { type EpochDay, epochDay, FIRST_DAY } from './epoch-day.ts';
import type { MonthEnd } from './month-end.ts';

declare const jalaliDateBrand: unique symbol;

/** The three numbers of a Jalali date as somebody wrote them; nobody has looked whether there is such a day. */
export type JalaliFields = { readonly year: number; readonly month: number; readonly day: number };

/** A day that exists in the official calendar of Iran, 1 Farvardin 1304 to 30 Esfand 1498. `month` and `day` count from 1. */
export type JalaliDate = JalaliFields & { readonly [jalaliDateBrand]: true };

const LAST_JALALI_YEAR = FIRST_JALALI_YEAR + NOWRUZ_DAYS.length - 2;
const DAYS_IN_FIRST_HALF = 6 * 31;

/** Fails with `date.outOfRange` outside 1304 to 1498, `date.notInCalendar` for a day such as 30 Esfand 1404. */
export function jalaliDate(year: number, month: number, day: number): Result<JalaliDate, CalendarError> {
  return daysInJalaliMonth(year, month).andThen((days) =>
    Number.isInteger(day) && day >= 1 && day <= days ? ok({ year, month, day } as JalaliDate) : err(calendarError('date.notInCalendar')),
  );
}

/** The Jalali date of a day, by the official table of Nowruz. */
export function jalaliDateOf(day: EpochDay): JalaliDate {
  const yearIndex = yearIndexOf(day);
  const dayOfYear = day - nowruz(yearIndex);
  const year = FIRST_JALALI_YEAR + yearIndex;
  if (dayOfYear < DAYS_IN_FIRST_HALF) return { year, month: 1 + Math.floor(dayOfYear / 31), day: 1 + (dayOfYear % 31) } as JalaliDate;
  const dayOfHalf = dayOfYear - DAYS_IN_FIRST_HALF;
  return { year, month: 7 + Math.floor(dayOfHalf / 30), day: 1 + (dayOfHalf % 30) } as JalaliDate;
}

/** The day of a Jalali date. Inverse of {@link jalaliDateOf}. */
export const dayOfJalaliDate = ({ year, month, day }: JalaliDate): EpochDay => dayAt(year, month, day);

/** The day that three numbers name. Fails as {@link jalaliDate} does. */
export const epochDayOfJalali = ({ year, month, day }: JalaliFields): Result<EpochDay, CalendarError> =>
  jalaliDate(year, month, day).map(dayOfJalaliDate);

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
 * The same day of the month `count` Jalali months later, or earlier when negative. Where that month lacks the day, `monthEnd` decides.
 * The answer is `undefined` only by `skip`. For a series count every member from its first day: 31 Shahrivar gives 30 Mehr and, seven
 * months on, 31 Farvardin; a chain of steps would stay at 30.
 * Fails with `count.notInteger`, `date.outOfRange` and, by `reject`, `month.tooShort`.
 */
export function addJalaliMonths(day: EpochDay, count: number, monthEnd?: Exclude<MonthEnd, 'skip'>): Result<EpochDay, CalendarError>;
export function addJalaliMonths(day: EpochDay, count: number, monthEnd: MonthEnd): Result<EpochDay | undefined, CalendarError>;
export function addJalaliMonths(day: EpochDay, count: number, monthEnd: MonthEnd = 'clamp'): Result<EpochDay | undefined, CalendarError> {
  if (!Number.isInteger(count)) return err(calendarError('count.notInteger'));
  const from = jalaliDateOf(day);
  const months = from.year * 12 + (from.month - 1) + count;
  return dayInMonth(Math.floor(months / 12), (months % 12) + 1, from.day, monthEnd);
}

/** The same month and day `count` Jalali years later; 30 Esfand comes back in every leap year. Otherwise as {@link addJalaliMonths}. */
export function addJalaliYears(day: EpochDay, count: number, monthEnd?: Exclude<MonthEnd, 'skip'>): Result<EpochDay, CalendarError>;
export function addJalaliYears(day: EpochDay, count: number, monthEnd: MonthEnd): Result<EpochDay | undefined, CalendarError>;
export function addJalaliYears(day: EpochDay, count: number, monthEnd: MonthEnd = 'clamp'): Result<EpochDay | undefined, CalendarError> {
  if (!Number.isInteger(count)) return err(calendarError('count.notInteger'));
  const from = jalaliDateOf(day);
  return dayInMonth(from.year + count, from.month, from.day, monthEnd);
}

/** The day of a month that may lack it. The month is 1 to 12 whenever the year is covered. */
function dayInMonth(year: number, month: number, day: number, monthEnd: MonthEnd): Result<EpochDay | undefined, CalendarError> {
  if (!isCovered(year)) return err(calendarError('date.outOfRange'));
  const length = monthLength(year, month);
  if (day <= length || monthEnd === 'clamp') return ok(dayAt(year, month, Math.min(day, length)));
  if (monthEnd === 'skip') return ok(undefined);
  return monthEnd === 'next' ? epochDay(dayAt(year, month, length) + 1) : err(calendarError('month.tooShort'));
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
