import { tz } from '@date-fns/tz';
import { Instant, toLatinDigits, toPersianDigits } from '@rahyar/domain';
import { format } from 'date-fns-jalali/format';
import { enUS } from 'date-fns-jalali/locale/en-US';
import { faIR } from 'date-fns-jalali/locale/fa-IR';
import { parse } from 'date-fns-jalali/parse';
import { toDate } from 'date-fns-jalali/toDate';
import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from './calendar-error.ts';
import { type EpochDay, epochDay } from './epoch-day.ts';
import type { LocalTime } from './local-time.ts';
import { fromInstant, startOfDayInstant, toInstant } from './tehran-time.ts';

/**
 * Words an instant in Persian by the clock and calendar of Tehran, such as `سه‌شنبه ۳ آذر ۱۴۰۵، ۰۰:۱۵`.
 * The pattern is one of date-fns-jalali (`yyyy` year, `MMMM` month name, `EEEE` weekday, `HH:mm` time); it must come from the program, since
 * an unknown letter throws. This file is the one place that meets date-fns-jalali, and it never calls it without the zone.
 */
export function formatInstantFa(instant: Instant, pattern = 'EEEE d MMMM yyyy، HH:mm'): string {
  const text = format(instant, pattern, { in: tz('Asia/Tehran'), locale: faIR });
  return toPersianDigits(text).replace(SUNDAY_OR_THURSDAY, '$1شنبه');
}

/** Words an instant in English, such as `Tuesday 3 Azar 1405, 00:15`. The pattern is as in {@link formatInstantFa}. */
export function formatInstantEn(instant: Instant, pattern = 'EEEE d MMMM yyyy, HH:mm'): string {
  return format(instant, pattern, { in: tz('Asia/Tehran'), locale: enUS })
    .replace('Sharivar', 'Shahrivar')
    .replace(/\bDay\b/, 'Dey');
}

/**
 * Reads a day from what {@link formatInstantFa} writes with the same pattern, in any digits. The pattern has the whole year, month and day, no time.
 * What would not be written so is refused: a wrong weekday, `1405/9/2` for `yyyy/MM/dd`, 30 Esfand 1404, a space at the end.
 * Fails with `date.format`, and with `date.outOfRange` outside 1304 to 1498.
 */
export function parseJalaliFa(text: string, pattern: string): Result<EpochDay, CalendarError> {
  if (text.length > LONGEST_TEXT) return err(calendarError('date.format'));
  const latin = toLatinDigits(text).replace('پنجشنبه', 'پنج\u200cشنبه');
  // A civil day is read by a clock that never changed. A change at the host may still have moved the midnight by an hour or two.
  const midnight = parse(latin, pattern, toDate(0), { in: tz('UTC'), locale: faIR }).getTime();
  if (Number.isNaN(midnight)) return err(calendarError('date.format'));
  return epochDay(Math.round(midnight / DAY_MS)).andThen((day) =>
    formatInstantFa(toInstant(day, NOON), pattern) === toPersianDigits(text) ? ok(day) : err(calendarError('date.format')),
  );
}

/** The moment as other libraries take it. What is finer than a millisecond is dropped. */
export const dateOfInstant = (instant: Instant): Date => toDate(instant);

/** Fails with `date.format` for an Invalid Date, `date.outOfRange` outside the years 0 to 9999. */
export function instantOfDate(date: Date): Result<Instant, CalendarError> {
  const ms = date.getTime();
  if (Number.isNaN(ms)) return err(calendarError('date.format'));
  const instant = Instant.safeParse(toDate(ms).toISOString().replace('.000Z', 'Z'));
  return instant.success ? ok(instant.data) : err(calendarError('date.outOfRange'));
}

/** The first instant of a day in Tehran; at most hosts it falls on the evening before. */
export const dateOfDay = (day: EpochDay): Date => dateOfInstant(startOfDayInstant(day));

/** The day in Tehran. Fails with `date.format` for an Invalid Date, `date.outOfRange` outside 1304 to 1498. */
export const dayOfDate = (date: Date): Result<EpochDay, CalendarError> =>
  instantOfDate(date)
    .andThen(fromInstant)
    .map(({ day }) => day);

const LONGEST_TEXT = 100;
const DAY_MS = 86_400_000;
const NOON = 720 as LocalTime;

/** The library writes these two with a half-space; the weekdays of this package, as CLDR and most calendars, without one. */
const SUNDAY_OR_THURSDAY = /(یک|پنج)\u200cشنبه/g;
