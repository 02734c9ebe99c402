import { err, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from './calendar-error.ts';
import { addDays, type EpochDay } from './epoch-day.ts';
import { addJalaliMonths, jalaliDateOf } from './jalali-date.ts';
import type { MonthEnd } from './month-end.ts';

/** A length of time in Jalali years, months and days. Between two days all three have one sign. */
export type JalaliPeriod = { readonly years: number; readonly months: number; readonly days: number };

/**
 * The period from one day to another, negative when the second is the earlier one; the unit named is the largest that it uses.
 * A month has passed when its day of the month has come: from 31 Shahrivar to 30 Mehr are 30 days, not a month.
 * As `until` of Temporal. Adding the period to `from` gives `to`.
 */
export function jalaliPeriodBetween(from: EpochDay, to: EpochDay, largestUnit: keyof JalaliPeriod): JalaliPeriod {
  if (largestUnit === 'days') return { years: 0, months: 0, days: to - from };
  const monthsInAll = wholeMonthsBetween(from, to);
  const reached = addJalaliMonths(from, monthsInAll).unwrapOr(from);
  const years = largestUnit === 'years' ? Math.trunc(monthsInAll / 12) + 0 : 0;
  return { years, months: monthsInAll - 12 * years, days: to - reached };
}

/**
 * The day a period later: first its years and months together, where `monthEnd` decides of a month that lacks the day, then its days.
 * Fails with `count.notInteger`, `date.outOfRange` and, by `reject`, `month.tooShort`.
 */
export function addJalaliPeriod(
  day: EpochDay,
  { years, months, days }: JalaliPeriod,
  monthEnd: Exclude<MonthEnd, 'skip'> = 'clamp',
): Result<EpochDay, CalendarError> {
  if (![years, months, days].every(Number.isInteger)) return err(calendarError('count.notInteger'));
  const monthsInAll = 12 * years + months;
  if (!Number.isSafeInteger(monthsInAll)) return err(calendarError('date.outOfRange'));
  return addJalaliMonths(day, monthsInAll, monthEnd).andThen((reached) => addDays(reached, days));
}

/** How many months lie between, the last one counted only when the day of the month of `from` has been reached by `to`. */
function wholeMonthsBetween(from: EpochDay, to: EpochDay): number {
  const [start, end] = [jalaliDateOf(from), jalaliDateOf(to)];
  const months = 12 * (end.year - start.year) + end.month - start.month;
  if (from <= to) return start.day > end.day ? months - 1 : months;
  return start.day < end.day ? months + 1 : months;
}
