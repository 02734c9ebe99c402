import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from './calendar-error.ts';
import type { EpochDay } from './epoch-day.ts';
import { addJalaliMonths } from './jalali-date.ts';
import type { MonthEnd } from './month-end.ts';

/**
 * The anchor and what follows it every so many Jalali months, `count` occurrences in all, each counted from the anchor and never from its
 * neighbour: every month from 31 Shahrivar has 30 Mehr and again 31 Farvardin, every year from 30 Esfand has 29 and in leap years 30.
 * By `skip` the list is shorter, for the months without such a day are left out.
 * Fails with `count.notInteger`, `count.tooSmall` for less than one month or a negative `count`, and as {@link addJalaliMonths} does.
 */
export function jalaliSeries(
  anchor: EpochDay,
  { everyMonths, count, monthEnd = 'clamp' }: { readonly everyMonths: number; readonly count: number; readonly monthEnd?: MonthEnd },
): Result<EpochDay[], CalendarError> {
  if (!Number.isInteger(everyMonths) || !Number.isInteger(count)) return err(calendarError('count.notInteger'));
  if (everyMonths < 1 || count < 0) return err(calendarError('count.tooSmall'));
  const days: EpochDay[] = [];
  for (let k = 0; k < count; k += 1) {
    const occurrence = addJalaliMonths(anchor, k * everyMonths, monthEnd);
    if (occurrence.isErr()) return err(occurrence.error);
    if (occurrence.value !== undefined) days.push(occurrence.value);
  }
  return ok(days);
}
